import { describe, expect, it } from 'vitest';
import { barsOf, judged } from '#electron/core/validation/judged.testing.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Limit, Unit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveBar, NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const flat = (sessions: number, volume: number | null = 1000): NaiveBar[] =>
  barsOf('A', Array<number>(sessions).fill(10), volume);
const holding = (shares: number) => ({ positions: [build.position('A1', 'A', shares)] });
const working = (shares: number, more: Partial<Ticket> = {}) => ({
  working: [build.working(build.ticket('A', shares, more))],
});
/** 20 bars of 1,000 shares: ADV 1,000. */
const traded = (more: Partial<NaiveDesk> = {}): NaiveDesk => simple({ bars: flat(20), ...more });

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  shares: number | string,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];
const table = (control: ControlCode, unit: Unit, hard: string, rows: readonly Row[]) =>
  it.each<Row>([...rows])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit(control, unit, hard, limit);
    expect(judged(traded(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });

describe('MIN_ADV: a minimum of 1,000, soft 1,250', () => {
  table('MIN_ADV', 'QTY', '1000', [
    ['at hard', {}, 1, { status: 'WARN', after: 1000, hard: 1000, soft: 1250, maxQty: null }],
    ['the least fraction below', {}, 1, { status: 'BLOCK', maxQty: 0 }, {}, { hard: '1000.000001' }],
    ['at soft', {}, 1, { status: 'PASS' }, {}, { hard: '800' }],
    ['below soft', {}, 1, { status: 'WARN' }, {}, { hard: '801' }],
    ['no volume at all', { bars: flat(20, 0) }, 1, { status: 'BLOCK', after: 0 }],
    [
      'no volume at all, reducing',
      { bars: flat(20, 0), ...holding(5) },
      5,
      { status: 'WARN', exempt: 'REDUCING' },
      SELL,
    ],
    ['19 bars', { bars: flat(19) }, 1, { status: 'UNDETERMINED', missing: { input: 'volume', detail: 'A' } }],
    ['no bars', { bars: [] }, 1, { status: 'UNDETERMINED' }],
    [
      '19 bars where 19 are enough',
      { bars: flat(19) },
      1,
      { status: 'WARN', after: 1000 },
      {},
      { params: { minBars: 19 } },
    ],
    [
      'a bar without volume',
      { bars: [...flat(19).slice(0, 18), ...flat(2, null)] },
      1,
      { status: 'UNDETERMINED' },
    ],
    [
      'only the last 20 bars count',
      { bars: [...barsOf('A', Array<number>(25).fill(10), 9).slice(0, 5), ...flat(20)] },
      1,
      { after: 1000 },
    ],
    ['more than the ADV is still no matter of quantity', {}, 99_999, { status: 'WARN', after: 1000 }],
  ]);
});

describe('PARTICIPATION: hard 0.05 of the day', () => {
  table('PARTICIPATION', 'FRACTION', '0.05', [
    ['below soft', {}, 39, { status: 'PASS', after: 0.039, before: null }],
    ['at soft', {}, 40, { status: 'PASS', after: 0.04 }],
    ['at hard', {}, 50, { status: 'WARN', after: 0.05, maxQty: 50 }],
    ['one share above', {}, 51, { status: 'BLOCK', after: 0.051, maxQty: 50 }],
    ['what is held does not count', holding(5000), 50, { status: 'WARN', after: 0.05 }],
    ['reducing', holding(5000), 51, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    ['one more than reducing', holding(60), 61, { status: 'BLOCK', maxQty: 60 }, SELL],
    [
      'an ADV of zero is not infinite room',
      { bars: flat(20, 0) },
      1,
      { status: 'UNDETERMINED', missing: { input: 'adv', detail: 'A' } },
    ],
    [
      'an ADV of zero, reducing',
      { bars: flat(20, 0), ...holding(5) },
      5,
      { status: 'WARN', exempt: 'REDUCING' },
      SELL,
    ],
    ['19 bars', { bars: flat(19) }, 1, { status: 'UNDETERMINED' }],
  ]);
});

describe('POSITION_ADV: hard 1 day', () => {
  table('POSITION_ADV', 'FRACTION', '1', [
    ['at soft', holding(700), 100, { status: 'PASS', before: 0.7, after: 0.8 }],
    ['at hard', holding(900), 100, { status: 'WARN', after: 1, maxQty: 100 }],
    ['one share above', holding(900), 101, { status: 'BLOCK', maxQty: 100 }],
    [
      'buys that work count',
      { ...holding(800), ...working(100) },
      101,
      { status: 'BLOCK', before: 0.9, maxQty: 100 },
    ],
    ['a sell through zero', holding(900), 1900, { status: 'WARN', after: 1, maxQty: 1900 }, SELL],
    ['a sell one share further', holding(900), 1901, { status: 'BLOCK', maxQty: 1900 }, SELL],
    [
      'over the limit, reducing',
      holding(3000),
      10,
      { status: 'WARN', after: 2.99, exempt: 'REDUCING' },
      SELL,
    ],
    [
      'over the limit and less, but turned over: no exemption in L',
      holding(3000),
      5000,
      { status: 'BLOCK', after: 2, exempt: null, maxQty: 4000 },
      SELL,
    ],
    ['an ADV of zero', { bars: flat(20, 0) }, 1, { status: 'UNDETERMINED' }],
  ]);
});

describe('DAYS_TO_LIQUIDATE: hard 5 days at a fifth of the volume', () => {
  table('DAYS_TO_LIQUIDATE', 'DAYS', '5', [
    ['at soft', holding(700), 100, { status: 'PASS', before: 3.5, after: 4 }],
    ['at hard', holding(900), 100, { status: 'WARN', after: 5, maxQty: 100 }],
    ['one share above', holding(900), 101, { status: 'BLOCK', after: 5.005, maxQty: 100 }],
    ['at half the volume', holding(900), 1600, { status: 'WARN', after: 5 }, {}, { params: { rate: '0.5' } }],
    [
      'the larger of both sides',
      { ...holding(900), ...working(1800, SELL) },
      50,
      { status: 'WARN', before: 4.5, after: 4.75 },
    ],
    ['reducing', holding(3000), 10, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    ['a rate of zero', {}, 1, { status: 'UNDETERMINED' }, {}, { params: { rate: '0' } }],
    ['an ADV of zero', { bars: flat(20, 0) }, 1, { status: 'UNDETERMINED' }],
  ]);
});

describe('IMPACT: sigma of 21 closes that swing between 10 and 12.5', () => {
  // Returns +0.25 and -0.2 in turn, ten each: mean 0.025, deviation sqrt(20 * 0.225^2 / 19) = 0.230845.
  const SIGMA = 0.225 * Math.sqrt(20 / 19);
  const closes = Array.from({ length: 21 }, (_, at) => (at % 2 === 0 ? 10 : 12.5));
  const swings = { bars: [...barsOf('A', closes), ...barsOf('SPY', closes)] };
  const bps = (shares: number) => 1e4 * SIGMA * Math.sqrt(shares / 1000);
  const at = (shares: number, hard: string, more: Partial<Limit> = {}, desk: Partial<NaiveDesk> = swings) =>
    judged(traded(desk), build.ticket('A', shares), build.limit('IMPACT', 'BPS', hard, more));

  it('is Y * sigma * sqrt(n / ADV), 230.8 bps for a hundredth of the day', () => {
    const seen = at(10, '300');
    expect(bps(10)).toBeCloseTo(230.845, 3);
    expect(seen.after).toBeCloseTo(bps(10), 9);
    expect(seen.status).toBe('PASS');
  });

  it('grows with the root of the quantity: at most 16 shares for 300 bps', () => {
    expect(bps(16)).toBeLessThan(300);
    expect(bps(17)).toBeGreaterThan(300);
    expect(at(16, '300')).toMatchObject({ status: 'WARN', maxQty: 16 });
    expect(at(17, '300')).toMatchObject({ status: 'BLOCK', maxQty: 16 });
  });

  it('scales with Y', () => {
    expect(at(10, '300', { params: { y: 2 } }).after).toBeCloseTo(2 * bps(10), 9);
  });

  it('in money is that share of the notional', () => {
    const limit = build.limit('IMPACT', 'MONEY', '2.50');
    const seen = judged(traded(swings), build.ticket('A', 10), limit);
    // 10 shares at the market and 5 %: 105.00 of notional, 2.42 of impact.
    expect(seen.after).toBeCloseTo((105 * bps(10)) / 1e4, 9);
    expect(seen).toMatchObject({ status: 'WARN', maxQty: 10 });
  });

  it.each([
    ['19 returns', { bars: [...barsOf('A', closes.slice(1)), ...barsOf('SPY', closes)] }, 'returns'],
    ['no index', { bars: barsOf('A', closes) }, 'history'],
    ['an ADV of zero', { bars: [...barsOf('A', closes, 0), ...barsOf('SPY', closes)] }, 'adv'],
    ['no volume', { bars: [...barsOf('A', closes, null), ...barsOf('SPY', closes)] }, 'volume'],
  ])('with %s is undetermined', (_name, desk, input) => {
    expect(at(10, '300', {}, desk)).toMatchObject({ status: 'UNDETERMINED', missing: { input } });
  });
});
