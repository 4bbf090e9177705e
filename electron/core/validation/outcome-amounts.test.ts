import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { simple } from '#shared/testing/single-outcome.ts';
import { barsOf, judged } from './judged.testing.ts';

const DAY = 86_400_000;
const at = (daysAgo: number) => (build.NOON - daysAgo * DAY) as EpochMs;

/** A1 holds 10 of B, marked at 20 two days ago; A is marked at 10 one day ago. */
const desk = simple({
  instruments: [build.instrument('A'), build.instrument('B')],
  marks: [build.mark('A', 10, at(1)), build.mark('B', 20, at(2))],
  accounts: [build.account('A1', 800)],
  positions: [build.position('A1', 'B', 10)],
  bars: barsOf('A', Array<number>(20).fill(10)),
});
const buy = build.ticket('A', 7, { ordType: 'LIMIT', price: build.price('10.20') });

describe('the two amounts of a ratio are in the units people read', () => {
  it.each([
    ['money', 'POSITION_WEIGHT', 'FRACTION', '1', 70, 1000],
    ['money of the book', 'LEVERAGE', 'RATIO', '9', 270, 1000],
    ['shares', 'PARTICIPATION', 'FRACTION', '1', 7, 1000],
    ['shares a day, of which a fifth may be traded', 'DAYS_TO_LIQUIDATE', 'DAYS', '5', 7, 200],
    ['price', 'PRICE_COLLAR', 'BPS', '500', 0.2, 10],
  ] as const)('%s', (_name, control, unit, hard, numerator, denominator) => {
    const outcome = judged(desk, buy, build.limit(control, unit, hard));
    expect(outcome).toMatchObject({ numerator, denominator });
    const scale = unit === 'BPS' ? 10_000 : 1;
    expect(outcome.after).toBeCloseTo((scale * numerator) / denominator, 12);
  });

  it('is null where the value is not made of two', () => {
    expect(judged(desk, buy, build.limit('MAX_ORDER_QTY', 'QTY', '9'))).toMatchObject({ numerator: null });
    expect(judged(desk, buy, build.limit('GROSS_EXPOSURE', 'MONEY', '999'))).toMatchObject({
      numerator: null,
    });
    expect(judged(desk, buy, build.limit('HHI', 'RATIO', '1'))).toMatchObject({ denominator: null });
  });
});

describe('inputsAsOf is the age of the oldest mark that was read', () => {
  it.each([
    ['none', 'MAX_POSITION_QTY', 'QTY', '99', null],
    ["the symbol's own", 'MAX_POSITION_NOTIONAL', 'MONEY', '999', at(1)],
    ['any of the book', 'GROSS_EXPOSURE', 'MONEY', '999', at(2)],
    ['any of the book, behind NAV', 'POSITION_WEIGHT', 'FRACTION', '1', at(2)],
  ] as const)('%s', (_name, control, unit, hard, inputsAsOf) => {
    expect(judged(desk, buy, build.limit(control, unit, hard)).inputsAsOf).toBe(inputsAsOf);
  });

  it('is the own mark again when the older position is gone', () => {
    const flat = { ...desk, positions: [build.position('A1', 'A', 10)] };
    expect(judged(flat, buy, build.limit('GROSS_EXPOSURE', 'MONEY', '999')).inputsAsOf).toBe(at(1));
  });
});
