import { describe, expect, it } from 'vitest';
import { engineOf } from '#electron/core/validation/engine-of-naive-desk.testing.ts';
import { barsOf, judged } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { FactorLoading } from '#shared/domain/market-data.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { limited, simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const loading = (factor: string, symbol: string, value: number) =>
  ({ factor, symbol, loading: value }) as FactorLoading;
/** NAV 10,000: 100 of A at 10, cash 9,000; A is half of the factor, B all of it the other way. */
const sized = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    accounts: [build.account('A1', 9000)],
    positions: [build.position('A1', 'A', 100)],
    loadings: [loading('size', 'A', 0.5), loading('size', 'B', -1)],
    ...more,
  });

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  symbol: string,
  shares: number,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];

describe('FACTOR_EXPOSURE: at most 0.1', () => {
  it.each<Row>([
    ['at hard', {}, 'A', 100, { status: 'WARN', before: 0.05, after: 0.1, group: 'size', maxQty: 100 }],
    ['one share more', {}, 'A', 101, { status: 'BLOCK', after: 0.1005, maxQty: 100 }],
    ['at soft', {}, 'A', 60, { status: 'PASS', after: 0.08 }],
    // -20 w of B takes the exposure through 0 to the other side: 500 - 1500.
    ['through zero to the other side', {}, 'B', 75, { status: 'WARN', after: 0.1, maxQty: 75 }],
    ['a share further', {}, 'B', 76, { status: 'BLOCK', maxQty: 75 }],
    [
      'over already, bought back',
      { positions: [build.position('A1', 'A', 300)], accounts: [build.account('A1', 7000)] },
      'B',
      10,
      { status: 'WARN', exempt: 'NOT_WORSE', before: 0.15, after: 0.13 },
    ],
    [
      'over already, sold down',
      { positions: [build.position('A1', 'A', 300)], accounts: [build.account('A1', 7000)] },
      'A',
      10,
      { status: 'WARN', exempt: 'REDUCING' },
      SELL,
    ],
    [
      'working orders are filled',
      { working: [build.working(build.ticket('A', 50)), build.working(build.ticket('A', 20, SELL))] },
      'A',
      1,
      { before: 0.065, after: 0.0655 },
    ],
    [
      'a holding without a loading',
      { loadings: [loading('size', 'B', -1)] },
      'B',
      1,
      { status: 'UNDETERMINED', missing: { input: 'loading', detail: 'A' } },
    ],
    [
      'the ticket itself without one',
      { loadings: [loading('size', 'A', 0.5)] },
      'B',
      1,
      { status: 'UNDETERMINED', missing: { input: 'loading', detail: 'B' } },
    ],
    [
      'a symbol nobody holds without one',
      { loadings: [loading('size', 'A', 0.5)] },
      'A',
      1,
      { status: 'PASS' },
    ],
    ['a desk without factors', { loadings: [] }, 'A', 1, { status: 'UNDETERMINED', group: '*' }],
    [
      'a factor the desk has not',
      {},
      'A',
      1,
      { status: 'UNDETERMINED', group: 'value' },
      {},
      { group: 'value' },
    ],
    ['without NAV', { accounts: [build.account('A1', -1000)] }, 'A', 1, { status: 'UNDETERMINED' }],
    ['a holding without a mark', { marks: [build.mark('B', 20)] }, 'B', 1, { status: 'UNDETERMINED' }],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('FACTOR_EXPOSURE', 'RATIO', '0.1', limit);
    expect(judged(sized(desk), build.ticket(symbol, shares, ticket), max)).toMatchObject(expected);
  });

  it('acts once for every factor of the desk where the limit names none', () => {
    const loadings = [...sized().loadings, loading('growth', 'A', 2), loading('growth', 'B', 0)];
    const limit = build.limit('FACTOR_EXPOSURE', 'RATIO', '0.1', { group: '*' });
    const { outcomes, verdict } = engineOf(limited(sized({ loadings }), limit))(build.ticket('A', 10));
    const own = outcomes.filter(({ code }) => code === 'FACTOR_EXPOSURE');
    expect(own.map(({ group, status, after }) => [group, status, after])).toEqual([
      ['growth', 'BLOCK', 0.22],
      ['size', 'PASS', 0.055],
    ]);
    expect(verdict).toBe('BLOCK');
    const named = engineOf(limited(sized({ loadings }), { ...limit, group: 'size' }))(build.ticket('A', 10));
    expect(named.outcomes.filter(({ code }) => code === 'FACTOR_EXPOSURE')).toHaveLength(1);
    expect(named.verdict).not.toBe('BLOCK');
  });
});

/** Returns of the index, and of A twice as large: A's beta is 2. */
const INDEX = [100, 110, 99, 108.9, 98.01];
const returns = INDEX.slice(1).map((close, t) => close / (INDEX[t] ?? 1) - 1);
const TWICE = returns.reduce(
  (closes, r) => [...closes, Math.round((closes.at(-1) ?? 0) * (1 + 2 * r) * 1e8) / 1e8],
  [100],
);
const WINDOW = { params: { window: 4 } };
const moved = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  sized({ loadings: [], bars: [...barsOf('SPY', INDEX), ...barsOf('A', TWICE)], ...more });

describe('PORTFOLIO_BETA: at most 0.4', () => {
  it.each<Row>([
    ['computed', {}, 'A', 60, { status: 'PASS', before: 0.2, after: 0.32 }, {}, WINDOW],
    ['above hard', {}, 'A', 110, { status: 'BLOCK', after: 0.42 }, {}, WINDOW],
    ['imported first', { loadings: [loading('Beta', 'A', 1)] }, 'A', 100, { after: 0.2 }, {}, WINDOW],
    [
      'beta before market',
      { loadings: [loading('market', 'A', 3), loading('beta', 'A', 1)] },
      'A',
      100,
      { after: 0.2 },
      {},
      WINDOW,
    ],
    [
      'imported, without any history',
      { bars: [], loadings: [loading('market', 'A', 1)] },
      'A',
      100,
      { after: 0.2 },
    ],
    ['no history', { bars: [] }, 'A', 1, { status: 'UNDETERMINED', missing: { input: 'beta', detail: 'A' } }],
    ['a longer window than there is', {}, 'A', 1, { status: 'UNDETERMINED' }, {}, { params: { window: 5 } }],
    [
      'an index that does not move',
      { bars: [...barsOf('SPY', [1, 1, 1, 1, 1]), ...barsOf('A', TWICE)] },
      'A',
      1,
      { status: 'UNDETERMINED' },
      {},
      WINDOW,
    ],
    ['a gap takes the index', {}, 'B', 1, { status: 'PASS', after: 0.202, notes: ['B'] }, {}, WINDOW],
    [
      'a gap is refused',
      {},
      'B',
      1,
      { status: 'UNDETERMINED', missing: { input: 'beta', detail: 'B' } },
      {},
      { params: { window: 4, missing: 'refuse' } },
    ],
    ['a gap is nothing', {}, 'B', 1, { after: 0.2 }, {}, { params: { window: 4, missing: 'zero' } }],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('PORTFOLIO_BETA', 'RATIO', '0.4', limit);
    const outcome = judged(moved(desk), build.ticket(symbol, shares, ticket), max);
    const { before, after, ...rest } = expected;
    expect(outcome).toMatchObject(rest);
    if (typeof before === 'number') expect(outcome.before).toBeCloseTo(before, 6);
    if (typeof after === 'number') expect(outcome.after).toBeCloseTo(after, 6);
  });
});
