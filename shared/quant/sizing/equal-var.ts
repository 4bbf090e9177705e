import type { SingleMethod } from './sizing-method.ts';

/** Each order has the same parametric VaR on its own: X a name, whatever it is correlated with. */
export const equalVar: SingleMethod = {
  kind: 'SINGLE',
  title: 'Equal VaR a name',
  formula: 'n * price * z * sigma_d = X',
  unit: 'MONEY',
  needs: ['price', 'stdDev'],
  size: ({ price, stdDev }, { target, z }) => target / (price * z * stdDev),
  used: ({ price, stdDev }, { z }, n) => n * price * z * stdDev,
};
