import { computeCovariance } from '#shared/quant/covariance.ts';
import type { BasketMethod, SizingParams } from '#shared/quant/sizing/sizing-method.ts';
import { lackOfFact } from './order-facts.ts';
import { lackOfSize, shareOf, wholeQuantity, type Order, type Sized } from './order.ts';
import type { Lack } from './sizing-book.ts';

/** Sizes the orders of one account together; one that lacks what the method needs is left out of the basket. */
export function sizeBasket(orders: readonly Order[], method: BasketMethod, params: SizingParams): Sized[] {
  const lacks = orders.map(({ facts, view, book }) => lackOfFact(facts, method.needs, view, book));
  const taken = orders.filter((_, i) => lacks[i] === null);
  const solved = solve(taken, method, params);
  let next = 0;
  return lacks.map((lack): Sized => (lack === null ? (solved[next++] as Sized) : { lack }));
}

function solve(orders: readonly Order[], method: BasketMethod, params: SizingParams): Sized[] {
  const set = orders[0]?.book.scenario?.set;
  if (set === undefined) return [];
  const { T, returns } = set;
  const rows = new Float64Array(orders.length * T);
  for (const [i, { view }] of orders.entries())
    rows.set(returns.subarray(view.id * T, (view.id + 1) * T), i * T);
  const covariance = computeCovariance(rows, orders.length, T, 'sample');
  if (covariance === null) return orders.map(() => ({ lack: { input: 'history', detail: '' } }));
  const basket = { orders: orders.map(({ facts }) => facts), covariance };
  const quantities = method.size(basket, params);
  if (typeof quantities === 'string') return orders.map(() => ({ lack: PROBLEMS[quantities] }));
  const lacks = Array.from(quantities, lackOfSize);
  const whole = Float64Array.from(orders, ({ view }, i) => wholeQuantity(quantities[i] as number, view));
  const budgetUsed = shareOf(method.used(basket, params, whole), params.target);
  return orders.map((_, i): Sized => {
    const lack = lacks[i] ?? null;
    if (lack !== null) return { lack };
    return { size: { quantity: quantities[i] as number, orderQty: whole[i] as number, budgetUsed } };
  });
}

const PROBLEMS: Readonly<Record<'NOT_CONVERGED' | 'INFEASIBLE', Lack>> = {
  NOT_CONVERGED: { input: 'solution', detail: 'the method did not converge' },
  INFEASIBLE: { input: 'solution', detail: 'no quantities meet the target' },
};
