import type { Comparison } from '../control.ts';
import { Measure } from '../measure.ts';
import { firstBeyondVar, lastWithinVar } from './historical-boundary.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { moneyOfThreshold, setRisk } from './risk-money.ts';
import { lossesAfter, scenarioOf } from './scenario-after.ts';

const unused = new Measure();

/** The ceil(c*T)-th smallest loss of the pro-forma book's scenario P&L. It may fall before it rises with n. */
export const varHistorical: Comparison = {
  kind: 'COMPARISON',
  code: 'VAR_HISTORICAL',
  group: 'M',
  title: 'Historical VaR',
  formula: 'ceil(c*T)-th smallest loss',
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'FREE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['confidence', 'window', 'index', 'missing', 'horizonDays'],
  alwaysOn: false,
  notes: proxiedNotes,
  measure(check, limit, out) {
    const scenario = scenarioOf(check, limit, out);
    if (scenario === null) return;
    const loss = lossesAfter(check, scenario)[limit.tail.rankFromWorst - 1] as number;
    setRisk(check, limit, loss * Math.sqrt(limit.params.horizonDays), out);
  },
  lastWithin(check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    return lastWithinVar(check, limit, scenario, moneyOfThreshold(check, limit, threshold), from);
  },
  firstBeyond(check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    return firstBeyondVar(check, limit, scenario, moneyOfThreshold(check, limit, threshold), from);
  },
};
