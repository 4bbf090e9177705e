import { basketSigma, toQuantities } from './basket-value.ts';
import { solveEqualRisk } from './equal-risk.ts';
import { signedFactor } from './signed-factor.ts';
import type { BasketMethod } from './sizing-method.ts';

/**
 * Every order has the same component VaR in the basket, X of it in total.
 */
export const riskParity: BasketMethod = {
  kind: 'BASKET',
  title: 'Risk parity',
  formula: 'componentVaR_i = X / N for every order',
  source:
    'S. Maillard, T. Roncalli, J. Teiletche, On the Properties of Equally-Weighted Risk Contribution Portfolios (2010).',
  unit: 'MONEY',
  needs: ['price', 'stdDev'],
  size(basket, { target, z }) {
    const perSigma = solveEqualRisk(signedFactor(basket));
    if (perSigma === null) return 'NOT_CONVERGED';
    return toQuantities(
      basket,
      perSigma.map((value) => (target / z) * value),
    );
  },
  used: (basket, { z }, quantities) => z * basketSigma(basket, quantities),
};
