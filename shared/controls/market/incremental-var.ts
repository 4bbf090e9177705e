import type { Comparison } from '../control.ts';
import { Measure } from '../measure.ts';
import { firstBeyondVar, lastWithinVar } from './historical-boundary.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { moneyOfThreshold, setRisk } from './risk-money.ts';
import { lossesAfter, scenarioOf } from './scenario-after.ts';

const unused = new Measure();

/** Historical VaR after the ticket minus before; 0 before. */
export const incrementalVar: Comparison = {
  kind: 'COMPARISON',
  code: 'INCREMENTAL_VAR',
  group: 'M',
  title: 'Incremental VaR',
  formula: 'historical VaR after - before',
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'FREE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['confidence', 'window', 'index', 'missing', 'horizonDays'],
  alwaysOn: false,
  notes: proxiedNotes,
  measure(check, limit, out) {
    const scenario = scenarioOf(check, limit, out);
    if (scenario === null) return;
    const rank = limit.tail.rankFromWorst - 1;
    const rise = (lossesAfter(check, scenario)[rank] as number) - (scenario.losses[rank] as number);
    setRisk(check, limit, rise * Math.sqrt(limit.params.horizonDays), out);
  },
  lastWithin(check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    const before = scenario.losses[limit.tail.rankFromWorst - 1] as number;
    return lastWithinVar(check, limit, scenario, before + moneyOfThreshold(check, limit, threshold), from);
  },
  firstBeyond(check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    const before = scenario.losses[limit.tail.rankFromWorst - 1] as number;
    return firstBeyondVar(check, limit, scenario, before + moneyOfThreshold(check, limit, threshold), from);
  },
};
