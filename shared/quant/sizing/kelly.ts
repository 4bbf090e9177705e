import { SESSIONS_A_YEAR, type OrderFacts, type SingleMethod, type SizingParams } from './sizing-method.ts';

/**
 * X of the growth-optimal fraction of NAV, never above the cap. The edge is the caller's: a mean of past returns is not
 * an expectation. Without an edge nothing is bought.
 */
export const kelly: SingleMethod = {
  kind: 'SINGLE',
  title: 'Fraction of Kelly, capped',
  formula: 'n * price = min(X * edge / sigma_annual^2, cap) * NAV',
  source:
    'E. O. Thorp, The Kelly Criterion in Blackjack, Sports Betting, and the Stock Market (2006), section 7.1.',
  unit: 'FRACTION',
  needs: ['price', 'nav', 'stdDev'],
  takes: ['edgeAnnual', 'cap'],
  size(facts, params) {
    const share = params.target * fullKelly(facts, params);
    return share > 0 ? (Math.min(share, params.cap) * facts.nav) / facts.price : 0;
  },
  used(facts, params, n) {
    const full = fullKelly(facts, params);
    return n === 0 ? 0 : full > 0 ? (n * facts.price) / facts.nav / full : Infinity;
  },
};

const fullKelly = ({ stdDev }: OrderFacts, { edgeAnnual }: SizingParams): number =>
  edgeAnnual / (stdDev * stdDev * SESSIONS_A_YEAR);
