import type { decisionsProcedures } from '#shared/contract/procedures/decisions.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { StoredRecord } from '../ports/desk-reader.ts';
import type { DecisionReplays } from '../replay/decision-replays.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import { toDecisionOutput, toDecisionRecord } from './decision-record.ts';
import { fromStoredDecision } from './record-body.ts';

export function decisionHandlers(
  { deps: { reader } }: DeskContext,
  replays: DecisionReplays,
  tasks: TaskBoard,
): HandlersOf<typeof decisionsProcedures> {
  const recordOf = (decisionId: string): StoredRecord => {
    const stored = reader.decisionRecord(decisionId as DecisionId);
    if (stored !== null) return stored;
    throw new AppErrorException(appError('NOT_FOUND', `no decision '${decisionId}'`, 'decisionId'));
  };
  return {
    'decisions.get': ({ decisionId }) =>
      toDecisionOutput(fromStoredDecision(recordOf(decisionId).body.decision)),
    'decisions.record': ({ decisionId }) => {
      const stored = recordOf(decisionId);
      const { override } = stored.body;
      return toDecisionRecord(stored, override === undefined ? null : reader.override(override.overrideId));
    },
    'decisions.recompute': async ({ decisionId }, actor) => {
      recordOf(decisionId);
      return unwrap(await replays.run(decisionId, actor));
    },
    'decisions.cancelRecompute': (_, actor) => ({ cancelled: unwrap(tasks.cancelLane('RECOMPUTE', actor)) }),
  };
}
