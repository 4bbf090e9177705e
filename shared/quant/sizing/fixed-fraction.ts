import type { SingleMethod } from './sizing-method.ts';

export const fixedFraction: SingleMethod = {
  kind: 'SINGLE',
  title: 'Fixed fraction of NAV',
  formula: 'n * price = X * NAV',
  unit: 'FRACTION',
  needs: ['price', 'nav'],
  size: ({ price, nav }, { target }) => (target * nav) / price,
  used: ({ price, nav }, _params, n) => (n * price) / nav,
};
