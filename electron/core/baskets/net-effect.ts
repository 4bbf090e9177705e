import type { NetEffect } from '#shared/contract/procedures/baskets.ts';
import { STATUSES, type Decision, type Outcome, type Verdict } from '#shared/domain/decision.ts';

type NetOutcome = NetEffect['outcomes'][number];

/**
 * What the controls say at the end state: of decisions that were each made on the book that holds all the other
 * tickets of the basket, the worst verdict, and of each control and limit the worst outcome, by status, then by
 * utilisation (unknown last), the first ticket's among equals. In the order the controls stand in the decisions.
 */
export function netEffectOf(decisions: readonly Decision[]): NetEffect {
  let verdict: Verdict = 'PASS';
  const worst = new Map<string, NetOutcome>();
  for (const decision of decisions) {
    if (rankOf(decision.verdict) > rankOf(verdict)) ({ verdict } = decision);
    for (const outcome of decision.outcomes) {
      const key = JSON.stringify([outcome.code, outcome.limitId]);
      const before = worst.get(key);
      if (before === undefined || isWorse(outcome, before)) worst.set(key, toNetOutcome(outcome, decision));
    }
  }
  return { verdict, outcomes: [...worst.values()] };
}

const rankOf = (status: Verdict): number => STATUSES.indexOf(status);

function isWorse(outcome: Outcome, than: NetOutcome): boolean {
  const by = rankOf(outcome.status) - rankOf(than.status);
  return by > 0 || (by === 0 && (outcome.utilisation ?? -Infinity) > (than.utilisation ?? -Infinity));
}

const toNetOutcome = (outcome: Outcome, { clOrdId }: Decision): NetOutcome => ({
  code: outcome.code,
  limitId: outcome.limitId,
  status: outcome.status,
  clOrdId,
  before: outcome.before,
  after: outcome.after,
  soft: outcome.soft,
  hard: outcome.hard,
  utilisation: outcome.utilisation,
});
