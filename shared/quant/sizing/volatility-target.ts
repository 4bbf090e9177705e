import { SESSIONS_A_YEAR, type SingleMethod } from './sizing-method.ts';

/**
 * The order alone has an annual volatility of X of NAV. The one-session deviation is annualised once and nothing else
 * adjusts for volatility.
 */
export const volatilityTarget: SingleMethod = {
  kind: 'SINGLE',
  title: 'Volatility target',
  formula: 'n * price * sigma_d * sqrt(252) = X * NAV',
  source:
    'T. Moskowitz, Y. H. Ooi, L. Pedersen, Time Series Momentum, J. Financial Economics 104 (2012), section 2.4.',
  unit: 'FRACTION',
  needs: ['price', 'nav', 'stdDev'],
  size: ({ price, nav, stdDev }, { target }) => (target * nav) / (price * stdDev * ROOT_YEAR),
  used: ({ price, nav, stdDev }, _params, n) => (n * price * stdDev * ROOT_YEAR) / nav,
};

const ROOT_YEAR = Math.sqrt(SESSIONS_A_YEAR);
