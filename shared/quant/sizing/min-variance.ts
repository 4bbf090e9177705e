import { toQuantities } from './basket-value.ts';
import { solveMinVariance } from './bounded-min-variance.ts';
import { signedFactor } from './signed-factor.ts';
import type { BasketMethod } from './sizing-method.ts';

/** What the caps may lack to all of it by rounding. */
const DUST = 1e-13;

/**
 * X of money over the orders, each in its own direction and at most `cap` of it, with the least variance. INFEASIBLE
 * when the caps do not add up to all of it.
 */
export const minVariance: BasketMethod = {
  kind: 'BASKET',
  title: 'Minimum variance',
  formula: "min x'Sx with sum(x) = X, 0 <= x_i <= cap * X",
  source: 'H. Markowitz, Portfolio Selection, J. Finance 7 (1952).',
  unit: 'MONEY',
  needs: ['price', 'stdDev'],
  takes: ['cap'],
  size(basket, { target, cap }) {
    if (basket.orders.length * cap < 1 - DUST) return 'INFEASIBLE';
    const weights = solveMinVariance(signedFactor(basket), Math.min(1, cap));
    if (weights === null) return 'NOT_CONVERGED';
    return toQuantities(
      basket,
      weights.map((weight) => weight * target),
    );
  },
  used: ({ orders }, _params, quantities) =>
    orders.reduce((sum, { price }, i) => sum + price * (quantities[i] ?? NaN), 0),
};
