import type { Comparison } from '../control.ts';
import { QUOTE_DAY_MS, QUOTE_DAYS, type InstrumentView } from '../views.ts';

/**
 * Spread of the symbol over its mid: of the last quote where it is of the desk clock's own UTC day, else of the quotes of
 * the five days before, the mean spread over the mean mid. Neither: missing.
 */
export const spread: Comparison = {
  kind: 'COMPARISON',
  code: 'SPREAD',
  group: 'L',
  title: 'Quoted spread',
  formula: '(ask - bid) / mid',
  units: ['BPS'],
  minimum: false,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'SYMBOL',
  ratioOf: 'PRICE',
  params: [],
  alwaysOn: false,
  measure(check, _limit, out) {
    const { instrument, clock } = check;
    if (instrument === null) return out.setMissing('symbol', check.ticket.symbol);
    const today = Math.floor(clock / QUOTE_DAY_MS);
    const { lastTwoSided: last, days } = instrument.quotes;
    if (last !== null && Math.floor(last.at / QUOTE_DAY_MS) >= today)
      return out.setExact(last.ask - last.bid, last.bid + last.ask, 2, 1);
    let spreads = 0;
    let sides = 0;
    let count = 0;
    for (const day of days) {
      if (!isRecent(day.day, today)) continue;
      spreads += day.spreadsNear;
      sides += day.sidesNear;
      count += day.count;
    }
    if (sides === 0) out.setMissing('quote', check.ticket.symbol);
    else out.setApproximate(spreads / count, sides / 2 / count);
  },
  measureExactly: ({ instrument, clock }) =>
    instrument === null ? [1n, 0n] : recentSpread(instrument, Math.floor(clock / QUOTE_DAY_MS)),
};

const isRecent = (day: number, today: number): boolean => day < today && day >= today - QUOTE_DAYS;

function recentSpread({ quotes }: InstrumentView, today: number): readonly [bigint, bigint] {
  const recent = quotes.days.filter(({ day }) => isRecent(day, today));
  const total = (read: (day: (typeof recent)[number]) => bigint) =>
    recent.reduce((sum, day) => sum + read(day), 0n);
  return [2n * total(({ spreads }) => spreads), total(({ sides }) => sides)];
}
