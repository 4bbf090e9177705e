import type { DecisionOutput } from '#shared/contract/schemas.ts';
import { STATUSES } from '#shared/domain/decision.ts';

export type OutcomeOutput = DecisionOutput['outcomes'][number];

export const outcomeKey = (outcome: OutcomeOutput): string =>
  [outcome.code, outcome.limitId ?? '', outcome.scope?.key ?? '', outcome.group ?? ''].join('|');

const rank = (outcome: OutcomeOutput) => STATUSES.indexOf(outcome.status);

/** Worst first, then the fullest; the catalogue's order decides between equals. */
export const sortOutcomes = (outcomes: readonly OutcomeOutput[]): OutcomeOutput[] =>
  outcomes
    .filter((outcome) => !outcome.notApplicable)
    .toSorted((a, b) => rank(b) - rank(a) || (b.utilisation ?? -1) - (a.utilisation ?? -1));
