import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { Measure } from '../measure.ts';
import { firstBeyondVar, lastWithinVar } from './historical-boundary.ts';
import { proxiedNotes } from './proxied-notes.ts';
import { lossesAfter, scenarioOf } from './scenario-after.ts';

const unused = new Measure();
const MINOR = 100;

/** Historical VaR of the pro-forma book over the VaR the scope may use. */
export const riskBudget: Comparison = {
  kind: 'COMPARISON',
  code: 'RISK_BUDGET',
  group: 'M',
  title: 'Risk budget',
  formula: 'historical VaR / VaR budget',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'FREE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['budget', 'confidence', 'window', 'index', 'missing', 'horizonDays'],
  requires: ['budget'],
  alwaysOn: false,
  notes: proxiedNotes,
  measure(check, limit, out) {
    const scenario = scenarioOf(check, limit, out);
    if (scenario === null) return;
    const loss = lossesAfter(check, scenario)[limit.tail.rankFromWorst - 1] as number;
    out.setStatistic(loss * Math.sqrt(limit.params.horizonDays) * MINOR, limit.params.budget);
  },
  lastWithin(check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    return scenario === null ? NaN : lastWithinVar(check, limit, scenario, moneyOf(limit, threshold), from);
  },
  firstBeyond(check: Check, limit, threshold, from) {
    const scenario = scenarioOf(check, limit, unused);
    return scenario === null ? NaN : firstBeyondVar(check, limit, scenario, moneyOf(limit, threshold), from);
  },
};

/** A share of the budget as base currency at a horizon of one day. */
const moneyOf = ({ params }: CompiledLimit, threshold: number): number =>
  (threshold * params.budget) / MINOR / Math.sqrt(params.horizonDays);
