import type { Observation } from '#electron/core/alerts/observation.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { ClOrdId, DecisionId, EpochMs, LimitId } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';

/** Limits that the alerts of the bench are about; each symbol under each of them is another alert. */
const LIMITS = 200;
const HARD = 1_000_000;

const OUTCOME: Outcome = {
  code: 'MAX_POSITION_NOTIONAL',
  status: 'WARN',
  scope: null,
  limitId: null,
  limitVersion: 1,
  group: null,
  before: 0,
  after: 0,
  soft: null,
  hard: HARD,
  unit: 'MONEY',
  utilisation: null,
  maxQty: null,
  numerator: null,
  denominator: null,
  inputsAsOf: null,
  exempt: null,
  notApplicable: false,
  missing: null,
  notes: [],
};

/** The nth of any number of places where a limit is nearly used, with `use` of it taken: a fraction, 0.7 and more is seen. */
export function limitUse(nth: number, use: number, at: EpochMs): Observation {
  const limitId = `position-of-a-symbol-${nth % LIMITS}` as LimitId;
  const key = `SYM${Math.floor(nth / LIMITS)}`;
  const outcome = { ...OUTCOME, limitId, scope: { level: 'SYMBOL', key } as const, after: use * HARD };
  return {
    topic: 'DECISION',
    decision: {
      decisionId: `D${nth}` as DecisionId,
      clOrdId: `T${nth}` as ClOrdId,
      verdict: 'WARN',
      maxQty: null,
      binding: null,
      outcomes: [outcome],
      notional: HARD,
      reducing: false,
      evalMicros: 0,
      deskClock: at,
      engineVersion: 'bench',
    },
    sent: true,
    ticket: build.ticket(key, 100),
    desk: '',
    actor: 'bench',
  };
}
