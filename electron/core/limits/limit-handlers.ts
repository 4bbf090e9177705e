import type { OutputOf } from '#shared/contract/contract.ts';
import type { limitsProcedures } from '#shared/contract/procedures/limits.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { ImpactReport } from '../replay/impact-report.ts';
import type { LimitReplays } from '../replay/limit-replays.ts';
import type { LimitDesk } from './limit-desk.ts';

export function limitHandlers(
  { emit, state }: DeskContext,
  limits: LimitDesk,
  replays: LimitReplays,
): HandlersOf<typeof limitsProcedures> {
  return {
    'limits.list': () => limits.rows(),
    'limits.save': async ({ limit, expectedVersion, reason }, actor) => {
      const row = unwrap(await limits.save(limit, expectedVersion, reason, actor));
      emit('limits.changed', {});
      return row;
    },
    'limits.replay': async ({ limitIds, since }) => toOutput(unwrap(await replays.run(limitIds, since))),
    'limits.cancelReplay': () => ({ cancelled: replays.cancel() }),
    'limits.export': () => ({ schemaVersion: 1, limits: [...state.limits] }),
  };
}

/** The report as the contract's mutable output type; the data is the same. */
const toOutput = (report: ImpactReport): OutputOf<'limits.replay'> => ({
  ...report,
  changes: { ...report.changes },
  tickets: [...report.tickets],
  breaches: report.breaches.map((breach) => ({ ...breach, symbols: [...breach.symbols] })),
});
