import type { OrderFacts, SingleMethod } from './sizing-method.ts';

/**
 * The largest order after which the position is at most X of the book's gross, which the order itself changes:
 * |q| * price = X / (1 - X) of the gross of the other names. 0 when an order that adds finds it above.
 */
export const maxWeight: SingleMethod = {
  kind: 'SINGLE',
  title: 'Largest within a weight of gross',
  formula: '|q + n| * price <= X * gross(book + n)',
  unit: 'FRACTION',
  needs: ['price', 'held', 'gross'],
  size(facts, { target }) {
    if (target >= 1) return Infinity;
    const most = ((target / (1 - target)) * othersOf(facts)) / facts.price;
    return Math.max(0, most - facts.direction * facts.held);
  },
  used(facts, _params, n) {
    const value = Math.abs(facts.held + facts.direction * n) * facts.price;
    return value === 0 ? 0 : value / (othersOf(facts) + value);
  },
};

/** Gross of the names other than the order's. */
const othersOf = ({ gross, held, price }: OrderFacts): number => Math.max(0, gross - Math.abs(held) * price);
