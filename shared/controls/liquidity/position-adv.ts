import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { hasAdv } from './adv.ts';

/** Own-side worst case of the symbol as a multiple of an average day. It may fall to zero before it rises. */
export const positionAdv: Comparison = {
  kind: 'COMPARISON',
  code: 'POSITION_ADV',
  group: 'L',
  title: 'Position against volume',
  formula: 'own-side worst case / ADV',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'FREE',
  inputs: 'SYMBOL',
  ratioOf: 'QTY',
  params: ['minBars'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    const { volumeSum, volumeUnit, volumeBars } = check.instrument;
    out.setExact(Math.abs(check.line(limit.bookPlace).ownSide), volumeSum, volumeBars, volumeUnit);
  },
  lastWithin(check, limit, threshold, from) {
    const [start, half] = lineOf(check, limit, threshold);
    return from <= half - start ? (from >= -half - start ? from : -1) : half - start >= 0 ? half - start : -1;
  },
  firstBeyond(check, limit, threshold, from) {
    const [start, half] = lineOf(check, limit, threshold);
    return from < -half - start ? from : Math.max(from, half - start);
  },
};

/** |start + n| <= half: the signed worst case towards the ticket's side without it, and the limit in quantity. */
function lineOf(check: Check, limit: CompiledLimit, threshold: number): [start: number, half: number] {
  const { instrument, direction } = check;
  if (instrument === null) return [NaN, NaN];
  const start = direction * check.lineBefore(limit.bookPlace).ownSide;
  const adv = (instrument.volumeSum * instrument.volumeUnit) / instrument.volumeBars;
  return [start, threshold * adv];
}
