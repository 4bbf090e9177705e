import { meanOfWorst } from '#shared/quant/largest-losses.ts';
import { createShortfallScratch, largestWithinShortfall } from '#shared/quant/shortfall-boundary.ts';
import type { Comparison } from '../control.ts';
import { Measure } from '../measure.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { moneyOfThreshold, setRisk } from './risk-money.ts';
import { lossesAfter, scenarioOf, unitScenario } from './scenario-after.ts';

const unused = new Measure();
const scratch = createShortfallScratch(5_000);
const FAR = 1_000;

/** Mean of the k = ceil((1-c)*T) largest losses of the pro-forma book; convex in n. */
export const expectedShortfall: Comparison = {
  kind: 'COMPARISON',
  code: 'EXPECTED_SHORTFALL',
  group: 'M',
  title: 'Expected shortfall',
  formula: 'mean of the ceil((1-c)*T) largest losses',
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
    const mean = meanOfWorst(lossesAfter(check, scenario), limit.tail.count);
    setRisk(check, limit, mean * Math.sqrt(limit.params.horizonDays), out);
  },
  guess(check, limit, threshold) {
    const scenario = scenarioOf(check, limit, unused);
    if (scenario === null) return NaN;
    const tail = limit.tail.count;
    const s = unitScenario(check, scenario);
    const money = moneyOfThreshold(check, limit, threshold);
    // Convex, so that it lies above its tangent at 0: what fits ends before the tangent's own crossing.
    let slope = 0;
    for (let i = 0; i < tail; i++) slope -= s[scenario.order[i] as number] as number;
    const crossing = slope > 0 ? ((money - meanOfWorst(scenario.losses, tail)) * tail) / slope : Infinity;
    const problem = { p: scenario.p, s, T: scenario.set.T, tail, threshold: money };
    return largestWithinShortfall(problem, Math.min(check.n * FAR, crossing), scratch);
  },
};
