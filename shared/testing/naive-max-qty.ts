import type { Quantity } from '#shared/domain/decimal.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Binding } from '#shared/domain/decision.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { NaiveDesk, NaiveOutcome } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { hasQuantity } from './naive-question.ts';

const HORIZON = 1000;

export interface NaiveBoundary {
  readonly maxQty: Quantity | null;
  readonly binding: Binding | null;
}

const lotOf = (desk: NaiveDesk, ticket: Ticket): number =>
  desk.instruments.find((row) => row.symbol === ticket.symbol)?.lotSize ?? QUANTITY_ONE;

const at = (ticket: Ticket, quantity: number): Ticket => ({ ...ticket, orderQty: quantity as Quantity });

/** Outcomes of the ticket at another quantity, all else equal. Limits match whatever the quantity: same rows, same order. */
const outcomesAt = (desk: NaiveDesk, ticket: Ticket, quantity: number): readonly NaiveOutcome[] =>
  evaluateNaively(desk, at(ticket, quantity)).outcomes;

/** Whether the ticket at another quantity would be denied. */
export const isDeniedAt = (desk: NaiveDesk, ticket: Ticket, quantity: number): boolean =>
  isDenied(evaluateNaively(desk, at(ticket, quantity)).verdict);

/** Whether the ticket at another quantity would be let through, with or without a warning. */
export const isAllowedAt = (desk: NaiveDesk, ticket: Ticket, quantity: number): boolean =>
  !isDeniedAt(desk, ticket, quantity);

/**
 * The boundary of one predicate by looking at every lot. Denied at n: the largest lot multiple below n that is not
 * denied, 0 if none. Allowed at n: the last before the first denied one, null if none up to 1000 n.
 */
function scan(n: number, lot: number, isDeniedQuantity: (quantity: number) => boolean): number | null {
  if (isDeniedQuantity(n)) {
    let below = (Math.ceil(n / lot) - 1) * lot;
    while (below > 0 && isDeniedQuantity(below)) below -= lot;
    return below;
  }
  for (let above = n + lot; above <= HORIZON * n; above += lot)
    if (isDeniedQuantity(above)) return above - lot;
  return null;
}

/**
 * The quantity boundary nearest to the ticket's and what denies one lot more, by the definition: every lot is
 * evaluated in turn, so keep the range small. `binding` is the control with the least own boundary among those that
 * deny there, the first listed of equals. A quantity that cannot be reckoned with gives 0 and ORDER_INVALID.
 * @throws RangeError after `maxEvaluations` quantities.
 */
export function naiveMaxQty(desk: NaiveDesk, ticket: Ticket, maxEvaluations = 20_000): NaiveBoundary {
  if (!hasQuantity(ticket))
    return { maxQty: 0 as Quantity, binding: { code: 'ORDER_INVALID', limitId: null } };
  const lot = lotOf(desk, ticket);
  const seen = new Map<number, readonly NaiveOutcome[]>();
  const outcomes = (quantity: number) => {
    const known = seen.get(quantity) ?? outcomesAt(desk, ticket, quantity);
    if (seen.size >= maxEvaluations)
      throw new RangeError(`more than ${maxEvaluations} quantities to look at`);
    seen.set(quantity, known);
    return known;
  };
  const isDenying = (outcome: NaiveOutcome | undefined) => outcome !== undefined && isDenied(outcome.status);
  const maxQty = scan(ticket.orderQty, lot, (quantity) => outcomes(quantity).some(isDenying));
  if (maxQty === null) return { maxQty, binding: null };
  const denying = outcomes(maxQty + lot)
    .map((outcome, row) => ({ outcome, row }))
    .filter(({ outcome }) => isDenying(outcome))
    .map(({ outcome, row }) => ({
      code: outcome.code,
      limitId: outcome.limitId,
      own: scan(ticket.orderQty, lot, (quantity) => isDenying(outcomes(quantity)[row])) ?? Infinity,
    }))
    .sort((a, b) => a.own - b.own);
  const [first] = denying;
  const binding = first === undefined ? null : { code: first.code, limitId: first.limitId };
  return { maxQty: maxQty as Quantity, binding };
}
