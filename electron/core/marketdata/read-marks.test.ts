import { describe, expect, it } from 'vitest';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { readMarks, readRates, type MarkInput, type RateInput } from './read-marks.ts';

const UNTIL = 1_000 as EpochMs;
const mark = (more: Partial<MarkInput>): MarkInput => ({
  symbol: 'A',
  bid: '10',
  ask: '10.02',
  time: 1_000,
  ...more,
});

describe('marks as they arrive', () => {
  it('become quotes, oldest first, up to the last instant that is known', () => {
    const read = readMarks([mark({}), mark({ bid: undefined, ask: undefined, last: '9.5', time: 7 })], UNTIL);
    expect(read).toMatchObject({
      ok: true,
      value: [
        { at: 7, bid: null, ask: null, last: build.price('9.5') },
        { at: 1_000, bid: build.price(10), ask: build.price('10.02'), last: null },
      ],
    });
  });

  it.each<[string, Partial<MarkInput>, string]>([
    ['a bid alone', { ask: undefined }, 'marks[1]'],
    ['an ask alone', { bid: undefined }, 'marks[1]'],
    ['nothing', { bid: undefined, ask: undefined }, 'marks[1]'],
    ['a crossed quote', { bid: '10.03' }, 'marks[1].bid'],
    ['a price of zero', { bid: '0' }, 'marks[1].bid'],
    ['a price below zero', { last: '-1' }, 'marks[1].last'],
    ['a price that is no number', { ask: 'NaN' }, 'marks[1].ask'],
    ['a price finer than is kept', { ask: '10.123456789' }, 'marks[1].ask'],
    ['a price of no end', { ask: 'Infinity' }, 'marks[1].ask'],
    ['a time that is still to come', { time: 1_001 }, 'marks[1].time'],
  ])('are refused altogether with %s among them', (_name, more, where) => {
    expect(readMarks([mark({}), mark(more)], UNTIL)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', where },
    });
  });

  it('may be locked', () => {
    expect(readMarks([mark({ ask: '10' })], UNTIL).ok).toBe(true);
  });
});

describe('rates as they arrive', () => {
  const read = (...rates: RateInput[]) => readRates(rates, 'USD' as Currency);
  it('are read, each currency once', () => {
    expect(read({ currency: 'EUR', rate: '1.1' })).toEqual({
      ok: true,
      value: [{ currency: 'EUR', rate: build.fxRate('1.1') }],
    });
  });

  it.each<[string, RateInput[], string]>([
    ['zero', [{ currency: 'EUR', rate: '0' }], 'rates[0].rate'],
    ['no number', [{ currency: 'EUR', rate: 'x' }], 'rates[0].rate'],
    ['the base currency', [{ currency: 'USD', rate: '1' }], 'rates[0].currency'],
    [
      'one of them twice',
      [
        { currency: 'EUR', rate: '1' },
        { currency: 'EUR', rate: '2' },
      ],
      'rates[1].currency',
    ],
  ])('are refused with %s', (_name, rates, where) => {
    expect(read(...rates)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', where } });
  });
});
