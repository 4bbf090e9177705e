import type { Decision, Outcome } from '#shared/domain/decision.ts';

/** One line of `validate --json`: the decision with the fields the file format names, in its order. */
export function decisionLine(decision: Decision): string {
  const { clOrdId, verdict, maxQty, binding, outcomes, notional, evalMicros, decisionId } = decision;
  return `${JSON.stringify({
    clOrdId,
    verdict,
    maxQty,
    binding: binding === null ? null : { code: binding.code, limitId: binding.limitId },
    outcomes: outcomes.map(outcomeFields),
    notional,
    evalMicros,
    decisionId,
  })}\n`;
}

function outcomeFields(outcome: Outcome): object {
  const { code, status, scope, limitId, before, after, soft, hard, unit, utilisation, maxQty, exempt } =
    outcome;
  return { code, status, scope, limitId, before, after, soft, hard, unit, utilisation, maxQty, exempt };
}
