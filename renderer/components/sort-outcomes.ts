import type { DecisionOutput } from '#shared/contract/schemas/ticket.ts';
import { STATUSES } from '#shared/domain/decision.ts';

export type OutcomeOutput = DecisionOutput['outcomes'][number];

export const outcomeKey = (outcome: OutcomeOutput): string =>
  [outcome.code, outcome.limitId ?? '', outcome.scope?.key ?? '', outcome.group ?? ''].join('|');

/** A limit that asks for at least: its warning lies above it. */
export const isMinimum = (outcome: OutcomeOutput): boolean =>
  outcome.soft !== null && outcome.hard !== null && outcome.soft > outcome.hard;

/** How near the limit is, 1 at the limit; -1 when there is no number. */
function nearness(outcome: OutcomeOutput): number {
  if (outcome.utilisation === null) return -1;
  return isMinimum(outcome) ? 1 / outcome.utilisation : outcome.utilisation;
}

const rank = (outcome: OutcomeOutput) => STATUSES.indexOf(outcome.status);

/** Worst first, then the nearest to its limit; the catalogue's order decides between equals. */
export const sortOutcomes = (outcomes: readonly OutcomeOutput[]): OutcomeOutput[] =>
  outcomes
    .filter((outcome) => !outcome.notApplicable)
    .toSorted((a, b) => rank(b) - rank(a) || nearness(b) - nearness(a));
