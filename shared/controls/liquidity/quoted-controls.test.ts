import { describe, expect, it } from 'vitest';
import { judged } from '#electron/core/validation/judged.testing.ts';
import { FX_ONE, PRICE_ONE, type FxRate, type Shares } from '#shared/domain/decimal.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Instrument } from '#shared/domain/reference.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { Measure } from '../measure.ts';
import { spread } from './spread.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const DAY = 86_400_000;
const before = (days: number, ms = 0) => (build.NOON - days * DAY - ms) as EpochMs;
/** The first instant of the desk clock's day is noon less half a day. */
const MIDNIGHT = before(0, DAY / 2);

describe('SPREAD: at most 50 bps, soft 40', () => {
  const spreadOf = (quotes: NaiveDesk['quotes'], hard = '50', more: Partial<Limit> = {}): Outcome =>
    judged(simple({ quotes }), build.ticket('A', 1), build.limit('SPREAD', 'BPS', hard, more));

  it.each<[string, NaiveDesk['quotes'], Partial<Outcome>, string?]>([
    ['at hard', [build.quote('A', 399, 401)], { status: 'WARN', after: 50, numerator: 2, denominator: 400 }],
    ['at soft', [build.quote('A', 499, 501)], { status: 'PASS', after: 40 }],
    [
      'a hundred-millionth above hard',
      [build.quote('A', 399, '401.00000001')],
      { status: 'BLOCK', maxQty: 0 },
    ],
    ['the same, one below', [build.quote('A', '399.00000001', 401)], { status: 'WARN' }],
    ['bid and ask alike', [build.quote('A', 10, 10)], { status: 'PASS', after: 0 }, '0'],
    ['none at all', [], { status: 'UNDETERMINED', missing: { input: 'quote', detail: 'A' } }],
    ['of another symbol', [build.quote('B', 399, 401)], { status: 'UNDETERMINED' }],
    [
      'the last of the day counts alone',
      [build.quote('A', 1, 2, before(0, 1)), build.quote('A', 399, 401)],
      { after: 50 },
    ],
    ['from the first instant of the day on', [build.quote('A', 399, 401, MIDNIGHT)], { after: 50 }],
    [
      'not known yet',
      [build.quote('A', 399, 401), build.quote('A', 1, 2, (build.NOON + 1) as EpochMs)],
      { after: 50 },
    ],
    [
      'a trade is no quote',
      [
        build.quote('A', 399, 401, before(0, 5)),
        { ...build.quote('A', 1, 1), bid: null, ask: null, last: build.price(7) },
      ],
      { after: 50 },
    ],
    // (2 + 6) / (400 + 400).
    [
      'none today: the mean spread over the mean mid of five days',
      [build.quote('A', 399, 401, before(1)), build.quote('A', 397, 403, before(5, DAY / 2))],
      { status: 'BLOCK', after: 100 },
    ],
    ['exactly at hard by the mean', [build.quote('A', 399, 401, before(2))], { status: 'WARN', after: 50 }],
    [
      'the sixth day is too old',
      [build.quote('A', 399, 401, before(5, DAY / 2 + 1))],
      { status: 'UNDETERMINED' },
    ],
  ])('%s', (_name, quotes, expected, hard) => {
    expect(spreadOf(quotes, hard)).toMatchObject(expected);
  });

  it('is exact where two means are too near for float64', () => {
    const near = [build.quote('A', '399.00000001', 401, before(1)), build.quote('A', 399, 401, before(2))];
    expect(spreadOf(near).status).toBe('WARN');
    const above = [build.quote('A', 399, '401.00000001', before(1)), build.quote('A', 399, 401, before(2))];
    expect(spreadOf(above).status).toBe('BLOCK');
  });
});

describe('SPREAD on a desk that runs for days', () => {
  it.each([
    [5, 'APPROXIMATE'],
    [6, 'MISSING'],
  ])('a day of quotes %d days before is %s', (ago, kind) => {
    const day = {
      day: Math.floor(build.NOON / DAY) - ago,
      count: 1,
      spreads: 2n,
      sides: 800n,
      spreadsNear: 2,
      sidesNear: 800,
    };
    const instrument = { quotes: { lastTwoSided: null, days: [day] } };
    const check = { instrument, clock: build.NOON, ticket: build.ticket('A', 1) } as unknown as Check;
    const out = new Measure();
    spread.measure(check, {} as CompiledLimit, out);
    expect(out.kind).toBe(kind);
    const [numerator, denominator] = spread.measureExactly?.(check, {} as CompiledLimit) ?? [0n, 0n];
    expect([numerator, denominator]).toEqual(ago === 5 ? [4n, 800n] : [0n, 0n]);
  });
});

describe('MARKET_CAP: a minimum of 1,000', () => {
  const capOf = (
    sharesOutstanding: number | null,
    price: number | string = 10,
    hard = '1000',
    more: Partial<Instrument> = {},
  ): Outcome => {
    const instrument = build.instrument('A', {
      sharesOutstanding: sharesOutstanding as Shares | null,
      ...more,
    });
    const desk = simple({
      instruments: [instrument],
      marks: [build.mark('A', price)],
      fx: [{ currency: 'EUR' as Currency, rate: build.fxRate('1.25') }],
    });
    return judged(desk, build.ticket('A', 1), build.limit('MARKET_CAP', 'MONEY', hard));
  };

  it.each<[string, Outcome, Partial<Outcome>]>([
    ['at hard', capOf(100), { status: 'WARN', after: 1000, soft: 1250 }],
    ['a cent below', capOf(100, 10, '1000.01'), { status: 'BLOCK', after: 1000, maxQty: 0 }],
    ['at soft', capOf(125), { status: 'PASS' }],
    [
      'not known',
      capOf(null),
      { status: 'UNDETERMINED', missing: { input: 'sharesOutstanding', detail: 'A' } },
    ],
    [
      'in its own currency',
      capOf(80, 10, '1000', { currency: 'EUR' as Currency }),
      { status: 'WARN', after: 1000 },
    ],
    ['without a rate', capOf(80, 10, '1000', { currency: 'JPY' as Currency }), { status: 'UNDETERMINED' }],
    [
      'whatever the multiplier',
      capOf(100, 10, '1000', { multiplier: build.multiplier(100) }),
      { after: 1000 },
    ],
    // 0.005 and 0.015: a half goes to the even cent.
    ['half a cent to the even', capOf(1, '0.005', '0.01'), { status: 'BLOCK', after: 0 }],
    ['half a cent to the even, up', capOf(1, '0.015', '0.02'), { status: 'WARN', after: 0.02 }],
    [
      'more shares than nine billion',
      capOf(15_000_000_000, 200, '3000000000000'),
      { status: 'WARN', after: 3e12 },
    ],
  ])('%s', (_name, outcome, expected) => {
    expect(outcome).toMatchObject(expected);
  });

  it('is exact beyond 2^53 cents', () => {
    // 10^10 shares of 9007.19925474 are 90,071,992,547,400.00: a cent less than the limit.
    expect(capOf(10_000_000_000, '9007.19925474', '90071992547400.01').status).toBe('BLOCK');
    expect(capOf(10_000_000_000, '9007.19925475', '90071992547400.01').status).toBe('WARN');
    expect(capOf(Number.MAX_SAFE_INTEGER, 90_000_000, '1').status).toBe('PASS');
  });

  it('agrees with BigInt on products around every half cent', () => {
    for (let shares = 1; shares < 400; shares++) {
      const price = 1_234_567 + shares * 977;
      const exact = (BigInt(shares) * BigInt(price) * BigInt(FX_ONE as FxRate)) / 10n ** 12n;
      const { after } = capOf(shares, price / PRICE_ONE, '0');
      expect(Math.abs(Math.round((after ?? NaN) * 100) - Number(exact) / 100)).toBeLessThanOrEqual(0.51);
    }
  });
});
