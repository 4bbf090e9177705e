import type { Comparison } from '../control.ts';
import { Measure } from '../measure.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { moneyOfThreshold, setRisk } from './risk-money.ts';
import { largestWithinSigma, scenarioOf, scenarioVarianceAfter } from './scenario-after.ts';

const unused = new Measure();

/** z_c * sqrt(w'Sw) * sqrt(h), zero mean; the sample variance of the scenario P&L is w'Sw. */
export const varParametric: Comparison = {
  kind: 'COMPARISON',
  code: 'VAR_PARAMETRIC',
  group: 'M',
  title: 'Parametric VaR',
  formula: "z * sqrt(w'Sw) * sqrt(h)",
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['confidence', 'window', 'index', 'missing', 'horizonDays'],
  alwaysOn: false,
  notes: proxiedNotes,
  measure(check, limit, out) {
    const scenario = scenarioOf(check, limit, out);
    if (scenario === null) return;
    const sigma = Math.sqrt(scenarioVarianceAfter(check, scenario));
    setRisk(check, limit, limit.tail.z * sigma * Math.sqrt(limit.params.horizonDays), out);
  },
  guess(check, limit, threshold) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    return largestWithinSigma(check, scenario, moneyOfThreshold(check, limit, threshold) / limit.tail.z);
  },
};
