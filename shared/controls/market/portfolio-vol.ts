import type { Comparison } from '../control.ts';
import { Measure } from '../measure.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { setRisk } from './risk-money.ts';
import { largestWithinSigma, scenarioOf, scenarioVarianceAfter } from './scenario-after.ts';

const SESSIONS_PER_YEAR = 252;
const unused = new Measure();

/** Annual volatility of the pro-forma book over NAV. */
export const portfolioVol: Comparison = {
  kind: 'COMPARISON',
  code: 'PORTFOLIO_VOL',
  group: 'M',
  title: 'Portfolio volatility',
  formula: "sqrt(252 * w'Sw) / NAV",
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['window', 'index', 'missing'],
  alwaysOn: false,
  notes: proxiedNotes,
  measure(check, limit, out) {
    const scenario = scenarioOf(check, limit, out);
    if (scenario === null) return;
    setRisk(check, limit, Math.sqrt(SESSIONS_PER_YEAR * scenarioVarianceAfter(check, scenario)), out);
  },
  guess(check, limit, threshold) {
    const scenario = scenarioOf(check, limit, unused);
    const { nav } = check.book(limit.navPlace);
    if (scenario === null || nav === null) return NaN;
    return largestWithinSigma(check, scenario, (threshold * nav) / 100 / Math.sqrt(SESSIONS_PER_YEAR));
  },
};
