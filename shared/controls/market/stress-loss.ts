import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { exposuresOf, lineAfter, lineIsKnown, netOf, slopeOf } from '../exposure/exposure-after.ts';
import { Measure } from '../measure.ts';
import type { BookExposures } from '../views.ts';
import { filledNotes, namesOf } from './filled-notes.ts';
import { moneyOfThreshold, setRisk } from './risk-money.ts';

const unused = new Measure();

/** Loss of the pro-forma book in the worst scenario of the active ladder; a gain in all of them is negative. */
export const stressLoss: Comparison = {
  kind: 'COMPARISON',
  code: 'STRESS_LOSS',
  group: 'M',
  title: 'Stress loss',
  formula: 'loss of the book in the worst scenario of the ladder',
  units: ['FRACTION', 'MONEY'],
  exposures: 'LADDER',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['window', 'index', 'missing'],
  alwaysOn: false,
  measure(check, limit, out) {
    const sums = exposuresOf(check, limit, out);
    const set = limit.exposures;
    if (sums === null || set === null) return;
    if (set.lines.length === 0) return out.setMissing('ladder', 'no scenario');
    const worst = worstLine(check, limit, sums);
    for (let line = 0; worst < 0 && line < set.lines.length; line++)
      if (!lineIsKnown(check, limit, sums, line, 'shock', out)) return;
    setRisk(check, limit, lineAfter(check, limit, sums, worst), out);
  },
  guess: stressCrossing,
  notes(check, limit) {
    const sums = exposuresOf(check, limit, unused);
    const set = limit.exposures;
    if (sums === null || set === null) return [];
    const assumed = namesOf(check, limit, set.assumed);
    return [
      `worst scenario: ${set.lines[worstLine(check, limit, sums)] ?? ''}`,
      ...(assumed.length === 0 ? [] : [`spread assumed: ${assumed.join(', ')}`]),
      ...filledNotes(check, limit),
    ];
  },
};

/** The scenario with the largest loss, the first of equals; -1: a shock is not known. */
function worstLine(check: Check, limit: CompiledLimit, sums: BookExposures): number {
  const { instrument, direction, quantity } = check;
  if (instrument === null) return -1;
  return sums.largestWith(instrument, netOf(check, limit, instrument.id) + direction * quantity);
}

/**
 * The least quantity at which a scenario's loss reaches the threshold. Each is a line in n with one kink, where the ticket
 * turns the position; the most of them is convex, so that the first crossing is the only one.
 */
function stressCrossing(check: Check, limit: CompiledLimit, threshold: number): number {
  const set = limit.exposures;
  const sums = exposuresOf(check, limit, unused);
  if (sums === null || set === null || check.instrument === null) return NaN;
  const money = moneyOfThreshold(check, limit, threshold);
  const net = netOf(check, limit, check.instrument.id);
  const kink = Math.max(0, 0 - check.direction * net);
  let first = Infinity;
  for (let line = 0; line < set.lines.length; line++) {
    const before = sums.sumWith(line, check.instrument, net);
    const closing = slopeOf(check, set, line, net > 0);
    const opening = slopeOf(check, set, line, check.direction > 0);
    const closed = before + closing * kink;
    if (kink > 0 && closed > money) first = Math.min(first, (money - before) / closing);
    else if (opening > 0) first = Math.min(first, kink + (money - closed) / opening);
  }
  return first;
}
