import type { SingleMethod } from './sizing-method.ts';

/**
 * The order loses X when its stop is hit, slippage beyond it aside.
 */
export const fixedRisk: SingleMethod = {
  kind: 'SINGLE',
  title: 'Fixed risk to the stop',
  formula: 'n * |price - stop| = X',
  source:
    'V. Tharp, Trade Your Way to Financial Freedom (2nd ed.), chapter 14 (the percent risk model, in money).',
  unit: 'MONEY',
  needs: ['stopLoss'],
  takes: ['stopDistance'],
  size: ({ stopLoss }, { target }) => target / stopLoss,
  used: ({ stopLoss }, _params, n) => n * stopLoss,
};
