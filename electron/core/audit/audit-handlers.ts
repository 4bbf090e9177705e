import type { OutputOf } from '#shared/contract/contract.ts';
import type { auditProcedures } from '#shared/contract/procedures/audit.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { HandlersOf } from '../desk/handlers.ts';

export function auditHandlers({ deps }: DeskContext, tasks: TaskBoard): HandlersOf<typeof auditProcedures> {
  let verified: OutputOf<'audit.facts'>['verified'] = null;
  return {
    'audit.records': (input) => deps.auditLog.records(input),
    'audit.record': (input) => deps.auditLog.record(input),
    'audit.facts': async () => ({ ...(await deps.auditLog.facts()), verified }),
    'audit.verify': async (_, { user }) => {
      const task = { kind: 'AUDIT_CHECK', about: deps.storeName, user } as const;
      const found = unwrap(await tasks.follow(task, () => deps.startAuditCheck()));
      const report = { ...found, problems: [...found.problems] };
      verified = { ...report, at: deps.clock.now() };
      return report;
    },
    'audit.export': async (_, { user }) => {
      const task = { kind: 'AUDIT_EXPORT', about: deps.storeName, user } as const;
      return unwrap(await tasks.follow(task, () => deps.auditExports.write()));
    },
    'audit.exportPiece': async ({ exportId, offset }) => ({
      data: await deps.auditExports.piece(exportId, offset),
    }),
  };
}
