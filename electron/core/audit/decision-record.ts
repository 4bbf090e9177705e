import type { DecisionRecordRow } from '#shared/contract/procedures/decisions.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Override } from '#shared/domain/override.ts';
import type { DecisionOutput } from '#shared/contract/schemas/ticket.ts';
import type { StoredRecord } from '../ports/desk-reader.ts';
import { toWrittenTicket } from '../validation/written-ticket.ts';
import { fromStoredDecision } from './record-body.ts';

const MILLION = 1_000_000;

/** A decision's record for people: `override` is the one it used, as it stands. */
export function toDecisionRecord(stored: StoredRecord, override: Override | null): DecisionRecordRow {
  const { seq, at, actor, body } = stored;
  const { inputs, send, replaces, basket } = body;
  return {
    seq,
    at,
    actor,
    ticket: toWrittenTicket(body.ticket),
    decision: toDecisionOutput(fromStoredDecision(body.decision)),
    inputs: {
      limitVersions: inputs.limitVersions.map(([limitId, version]) => ({ limitId, version })),
      bookSeq: inputs.bookSeq,
      marketData: inputs.marketData,
      barRulings: inputs.barRulings ?? 0,
      tightened: (inputs.tightened ?? []).map(([limitId, factor]) => ({ limitId, factor: factor / MILLION })),
      live: inputs.live ?? null,
      ladder: inputs.ladder ?? null,
    },
    send: send === null ? null : { sent: send.sent, acknowledgement: send.acknowledgement },
    replaces: replaces?.clOrdId ?? null,
    basket:
      basket === undefined
        ? null
        : { place: basket.place, size: basket.size, mode: basket.mode, allOrNone: basket.allOrNone },
    override: override === null ? null : usedOf(override),
  };
}

/** A decision as the contract's mutable output type; the data is the same. */
export const toDecisionOutput = (decision: Decision): DecisionOutput => ({
  ...decision,
  outcomes: decision.outcomes.map((outcome) => ({ ...outcome, notes: [...outcome.notes] })),
});

function usedOf(override: Override): NonNullable<DecisionRecordRow['override']> {
  const { overrideId, state, controls, reason, requestedBy, decidedBy } = override;
  return { overrideId, state, controls: [...controls], reason, requestedBy, decidedBy };
}
