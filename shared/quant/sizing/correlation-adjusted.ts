import { basketSigma, toQuantities } from './basket-value.ts';
import type { BasketMethod } from './sizing-method.ts';

/**
 * Every order has the same VaR on its own, v = X / sqrt(N (1 + (N - 1) rho)), rho the mean correlation of the orders in
 * their directions: the VaR of all of them is then exactly X, and the more alike they are the smaller each is.
 * INFEASIBLE when they hedge each other completely.
 */
export const correlationAdjusted: BasketMethod = {
  kind: 'BASKET',
  title: 'Equal VaR, adjusted for correlation',
  formula: 'n_i * price_i * z * sigma_i = X / sqrt(N * (1 + (N - 1) * rho))',
  source:
    'N. Baltas, Trend-Following, Risk-Parity and the Influence of Correlations (2015), the correlation factor.',
  unit: 'MONEY',
  needs: ['price', 'stdDev'],
  size(basket, { target, z }) {
    const perSigma = Float64Array.from(basket.orders, ({ stdDev }) => 1 / stdDev);
    const sigma = basketSigma(basket, toQuantities(basket, perSigma));
    if (!(sigma > HEDGED * basket.orders.length)) return 'INFEASIBLE';
    return toQuantities(
      basket,
      perSigma.map((value) => (target / (z * sigma)) * value),
    );
  },
  used: (basket, { z }, quantities) => z * basketSigma(basket, quantities),
};

/** Deviation of the basket, by order of deviation 1, that is rounding. */
const HEDGED = 1e-9;
