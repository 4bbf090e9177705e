import type { SingleMethod } from './sizing-method.ts';

export const fixedNotional: SingleMethod = {
  kind: 'SINGLE',
  title: 'Fixed notional',
  formula: 'n * price = X',
  unit: 'MONEY',
  needs: ['price'],
  size: ({ price }, { target }) => target / price,
  used: ({ price }, _params, n) => n * price,
};
