import type { OutputOf } from '#shared/contract/contract.ts';
import type { auditProcedures } from '#shared/contract/procedures/audit.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';

export function auditHandlers({ deps }: DeskContext): HandlersOf<typeof auditProcedures> {
  let verified: OutputOf<'audit.facts'>['verified'] = null;
  return {
    'audit.records': (input) => deps.auditLog.records(input),
    'audit.record': (input) => deps.auditLog.record(input),
    'audit.facts': async () => ({ ...(await deps.auditLog.facts()), verified }),
    'audit.verify': async () => {
      const report = await deps.verifyAudit();
      verified = { ...report, at: deps.clock.now() };
      return report;
    },
    'audit.export': () => deps.auditExports.write(),
    'audit.exportPiece': async ({ exportId, offset }) => ({
      data: await deps.auditExports.piece(exportId, offset),
    }),
  };
}
