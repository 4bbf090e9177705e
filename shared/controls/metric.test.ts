import { describe, expect, it } from 'vitest';
import { judged } from '#electron/core/validation/judged.testing.ts';
import type { Limit, Unit } from '#shared/domain/limit.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Currency, SymbolId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';
import { NO_MARKET, compileLimit, findLimitProblem } from './compile-limit.ts';
import { comparisonOf, CONTROLS } from './registry.ts';
import { metric as control } from './metric.ts';
import { METRICS } from './metrics.ts';

const SELL = { side: 'SELL' } as const;
const USD = 'USD' as Currency;
/** A at 10.00 and B at 20.00; A1 holds `a` and `b` of them and has 1,000 in cash. */
const book = (a: number, b = 0, more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    positions: [build.position('A1', 'A', a), build.position('A1', 'B', b)].filter(
      ({ quantity }) => quantity !== 0,
    ),
    ...more,
  });
const limitOf = (
  metric: string,
  op: string,
  hard: string,
  more: Partial<Limit> = {},
  unit: Unit = 'MONEY',
): Limit => build.limit('METRIC', unit, hard, { ...more, params: { metric, op, ...more.params } });
const gross = (op: string, hard: string, low?: string, more: Partial<Limit> = {}): Limit =>
  limitOf('GROSS_EXPOSURE', op, hard, { ...more, params: low === undefined ? {} : { low } });

describe('each operator, at a gross of 100.00 and a buying power of 900.00 after the ticket', () => {
  const at = (limit: Limit): Outcome['status'] | Outcome['exempt'] => {
    const { status, exempt } = judged(book(0), build.ticket('A', 10), limit);
    return exempt ?? status;
  };
  const excess = (op: string, hard: string): Limit => limitOf('BUYING_POWER', op, hard);

  // What a breach falls short of the ticket brings nearer: gross rises with it, and what can be bought falls.
  it.each([
    ['<=', gross, '99.99', '100.00', '100.01', 'BLOCK', 'WARN', 'WARN'],
    ['<', gross, '99.99', '100.00', '100.01', 'BLOCK', 'BLOCK', 'WARN'],
    ['>=', gross, '99.99', '100.00', '100.01', 'WARN', 'WARN', 'NOT_WORSE'],
    ['>', gross, '99.99', '100.00', '100.01', 'WARN', 'NOT_WORSE', 'NOT_WORSE'],
    ['==', gross, '99.99', '100.00', '100.01', 'BLOCK', 'PASS', 'NOT_WORSE'],
    ['!=', gross, '99.99', '100.00', '100.01', 'PASS', 'BLOCK', 'PASS'],
    ['<=', excess, '899.99', '900.00', '900.01', 'NOT_WORSE', 'WARN', 'WARN'],
    ['<', excess, '899.99', '900.00', '900.01', 'NOT_WORSE', 'NOT_WORSE', 'WARN'],
    ['>=', excess, '899.99', '900.00', '900.01', 'WARN', 'WARN', 'BLOCK'],
    ['>', excess, '899.99', '900.00', '900.01', 'WARN', 'BLOCK', 'BLOCK'],
    ['==', excess, '899.99', '900.00', '900.01', 'NOT_WORSE', 'PASS', 'BLOCK'],
    ['!=', excess, '899.99', '900.00', '900.01', 'PASS', 'BLOCK', 'PASS'],
  ] as const)('%s', (op, limit, below, same, above, ifBelow, ifSame, ifAbove) => {
    expect([below, same, above].map((hard) => at(limit(op, hard)))).toEqual([ifBelow, ifSame, ifAbove]);
  });

  it.each([
    ['100.00', '200', 'PASS', 'BLOCK'],
    ['100.01', '200', 'NOT_WORSE', 'PASS'],
    ['50', '100.00', 'PASS', 'BLOCK'],
    ['50', '99.99', 'BLOCK', 'PASS'],
    ['100', '100', 'PASS', 'BLOCK'],
  ] as const)('BETWEEN and OUTSIDE %s and %s', (low, high, between, outside) => {
    expect(at(gross('BETWEEN', high, low))).toBe(between);
    expect(at(gross('OUTSIDE', high, low))).toBe(outside);
  });

  it.each([
    ['<', '125.00', 'WARN'],
    ['<', '125.01', 'PASS'],
    ['<=', '125.00', 'PASS'],
    ['<=', '124.99', 'WARN'],
    ['>', '80.00', 'WARN'],
    ['>', '79.99', 'PASS'],
    ['>=', '80.00', 'PASS'],
    ['>=', '80.01', 'WARN'],
  ] as const)('%s %s with its own soft is %s: the operator compares with soft, too', (op, hard, status) => {
    expect(at(gross(op, hard))).toBe(status);
  });

  it('only warns, or only records, where its limit says so', () => {
    expect(at(gross('==', '99', undefined, { action: 'WARN' }))).toBe('WARN');
    expect(at(gross('==', '99', undefined, { action: 'LOG' }))).toBe('PASS');
  });

  it('says in its outcome what had to hold', () => {
    const { notes } = judged(book(0), build.ticket('A', 10), gross('BETWEEN', '200', '50'));
    expect(notes).toEqual(['GROSS_EXPOSURE BETWEEN 50 and 200']);
  });
});

describe('a breach that the ticket leaves as it is, or brings nearer: a concentration of 0.68 before', () => {
  // B is 200, A is 50 and 10 more for each share: lowest at 15, and 0.68 again at 75.
  const desk = book(5, 10);
  const index = (op: string, hard: string, low?: string) =>
    limitOf('HHI', op, hard, { params: low === undefined ? {} : { low } }, 'RATIO');

  it.each<[string, Limit, number, Partial<Outcome>]>([
    ['nearer from above', index('BETWEEN', '0.6', '0.1'), 2, { status: 'WARN', exempt: 'NOT_WORSE' }],
    ['as far above', index('BETWEEN', '0.6', '0.1'), 75, { before: 0.68, after: 0.68, exempt: 'NOT_WORSE' }],
    ['further above', index('BETWEEN', '0.6', '0.1'), 76, { status: 'BLOCK' }],
    ['nearer from below', index('BETWEEN', '0.8', '0.7'), 76, { exempt: 'NOT_WORSE' }],
    ['as far below', index('BETWEEN', '0.8', '0.7'), 75, { exempt: 'NOT_WORSE' }],
    ['further below', index('BETWEEN', '0.8', '0.7'), 1, { status: 'BLOCK' }],
    ['nearer to one value', index('==', '0.55'), 3, { exempt: 'NOT_WORSE' }],
    ['from above it to below', index('==', '0.55'), 15, { after: 0.5, status: 'BLOCK' }],
    ['not where it must not be', index('!=', '0.68'), 74, { status: 'PASS' }],
    ['where it was', index('!=', '0.68'), 75, { exempt: 'NOT_WORSE' }],
    ['inside, where it was', index('OUTSIDE', '0.7', '0.5'), 75, { exempt: 'NOT_WORSE' }],
    ['inside, nearer to its end', index('OUTSIDE', '0.7', '0.5'), 2, { status: 'BLOCK' }],
    ['inside, at its end', index('OUTSIDE', '0.7', '0.5'), 15, { after: 0.5, status: 'BLOCK' }],
    ['below a minimum, no lower', index('>', '0.7'), 75, { exempt: 'NOT_WORSE' }],
    ['below a minimum, lower', index('>', '0.7'), 74, { status: 'BLOCK' }],
    ['above a maximum, no higher', index('<', '0.68'), 75, { exempt: 'NOT_WORSE' }],
    ['above a maximum, higher', index('<', '0.68'), 76, { status: 'BLOCK' }],
  ])('%s', (_name, limit, shares, expected) => {
    expect(judged(desk, build.ticket('A', shares), limit)).toMatchObject(expected);
  });

  it('a reducing ticket is not blocked', () => {
    for (const limit of [index('>=', '0.9'), index('!=', '0.68'), index('BETWEEN', '0.1', '0')])
      expect(judged(desk, build.ticket('A', 5, SELL), limit)).toMatchObject({
        status: 'WARN',
        exempt: 'REDUCING',
      });
  });
});

describe('the most that may go', () => {
  it.each<[string, NaiveDesk, number, Limit, number | null, Partial<Ticket>?]>([
    ['up to a maximum', book(0), 5, gross('<=', '100'), 10],
    ['before a maximum that is strict', book(0), 5, gross('<', '100'), 9],
    ['never too much for a minimum', book(0), 10, gross('>=', '100'), null],
    ['towards a minimum, and beyond it', book(0), 9, gross('>=', '100'), null],
    ['back into an interval', book(0), 21, gross('BETWEEN', '200', '100'), 20],
    ['towards an interval, and to its end', book(50), 9, gross('BETWEEN', '600', '600'), 10],
    ['to below a gap', book(0), 15, gross('OUTSIDE', '200', '100'), 9],
    ['to before a gap', book(0), 5, gross('OUTSIDE', '200', '100'), 9],
    ['to before a value', book(0), 5, gross('!=', '100'), 9],
    ['beyond it there is no end', book(0), 11, gross('!=', '100'), null],
    ['one value only', book(0), 11, gross('==', '100'), 10],
  ])('%s', (_name, desk, shares, limit, maxQty, ticket = {}) => {
    const outcome = judged(desk, build.ticket('A', shares, ticket), limit);
    expect(outcome.maxQty).toBe(maxQty);
  });

  it.each<[string, number, string, string, string | undefined, Partial<Outcome>]>([
    ['to before the far side', 20, '!=', '0.52', undefined, { after: 0.5, status: 'PASS', maxQty: 29 }],
    ['never further than it was', 20, '<=', '0.52', undefined, { maxQty: null }],
    ['back to the near side', 20, '>=', '0.52', undefined, { status: 'BLOCK', maxQty: 13 }],
    ['without end on the far side', 30, '>=', '0.52', undefined, { after: 0.52, maxQty: null }],
    ['out of the valley', 30, 'OUTSIDE', '0.52', '0.4', { status: 'BLOCK', maxQty: 13 }],
    ['to before the valley', 10, 'OUTSIDE', '0.52', '0.4', { status: 'PASS', maxQty: 13 }],
    ['beyond the valley', 31, 'OUTSIDE', '0.52', '0.4', { status: 'PASS', maxQty: null }],
    ['one of its two sides', 31, '==', '0.52', undefined, { status: 'WARN', exempt: 'NOT_WORSE' }],
  ])('where the value falls and rises: %s', (_name, shares, op, hard, low, expected) => {
    // B is 200 and every share of A 10: concentration falls from 1 to 0.5 at 20 shares; 0.52 is at 13.33 and at 30.
    const limit = limitOf('HHI', op, hard, { params: low === undefined ? {} : { low } }, 'RATIO');
    expect(judged(book(0, 10), build.ticket('A', shares), limit)).toMatchObject(expected);
  });
});

it('the most that may go lies on the far side of a valley', () => {
  // 0.68 before; 0.7 again at 83.8 shares.
  const limit = (op: string, hard: string) => limitOf('HHI', op, hard, {}, 'RATIO');
  const desk = book(5, 10);
  expect(judged(desk, build.ticket('A', 15), limit('<=', '0.7'))).toMatchObject({ maxQty: 83 });
  expect(judged(desk, build.ticket('A', 15), limit('<=', '0.68'))).toMatchObject({ maxQty: 75 });
  expect(judged(desk, build.ticket('A', 15), limit('<', '0.681'))).toMatchObject({ maxQty: 75 });
  expect(judged(desk, build.ticket('A', 90), limit('<=', '0.7'))).toMatchObject({ maxQty: 83 });
});

it.each([
  ['before the valley', 10, 'PASS', 44],
  ['at its edge', 44, 'PASS', 44],
  ['in it', 50, 'BLOCK', 44],
  ['on its far side', 55, 'BLOCK', 44],
  ['beyond it', 56, 'PASS', null],
] as const)('a statistic that falls and rises: %s', (_name, shares, status, maxQty) => {
  // Long 1,000 of A; each short share of B takes 20 of the beta: NAV 2,000, within 0.055 from 45 to 55 shares.
  const desk = book(100, 0, {
    loadings: ['A', 'B'].map((symbol) => ({ symbol: symbol as SymbolId, factor: 'beta', loading: 1 })),
  });
  const limit = limitOf('PORTFOLIO_BETA', 'OUTSIDE', '0.055', { params: { low: '0' } }, 'RATIO');
  const ticket = build.ticket('B', shares, { side: 'SELL_SHORT' });
  expect(judged(desk, ticket, limit)).toMatchObject({ status, maxQty });
});

describe('a metric', () => {
  const desk = book(30, 10, {
    bars: [],
    accounts: [build.account('A1', 5_000)],
  });

  it.each([
    ['LEVERAGE', 'RATIO'],
    ['GROSS_EXPOSURE', 'MONEY'],
    ['GROSS_EXPOSURE', 'FRACTION'],
    ['NET_EXPOSURE', 'MONEY'],
    ['NET_EXPOSURE', 'FRACTION'],
    ['HHI', 'RATIO'],
    ['POSITION_COUNT', 'COUNT'],
    ['BUYING_POWER', 'MONEY'],
    ['TOP_N_CONCENTRATION', 'FRACTION'],
  ] as const)('%s in %s is the number of that control, to the last digit', (name, unit) => {
    const own = judged(desk, build.ticket('A', 7), build.limit(name, unit, '1'));
    const seen = judged(desk, build.ticket('A', 7), limitOf(name, '<=', '1', {}, unit));
    expect([seen.before, seen.after]).toEqual([own.before, own.after]);
    expect(seen.after).not.toBeNull();
  });

  it('is registered with what it is measured by, in the units of METRIC', () => {
    for (const [name, { control: by }] of METRICS) {
      expect(CONTROLS[by.code].code).toBe(name);
      expect(control.units).toEqual(expect.arrayContaining([...by.units]));
      expect(by.crossing).toBe('SINGLE');
    }
  });

  it('that cannot be had is undetermined', () => {
    const limit = limitOf('VAR_PARAMETRIC', '>=', '0', { params: { window: 4 } });
    expect(judged(desk, build.ticket('A', 7), limit)).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'history' },
      maxQty: 0,
    });
  });
});

describe('a limit that makes no sense', () => {
  const problem = (limit: Limit) => findLimitProblem(limit, comparisonOf('METRIC'), USD);

  it.each<[string, Limit]>([
    ["params.metric '' is none of", build.limit('METRIC', 'MONEY', '1', { params: { op: '<' } })],
    ["params.metric 'VAR_HISTORICAL' is none of", limitOf('VAR_HISTORICAL', '<', '1')],
    ["params.metric 'constructor' is none of", limitOf('constructor', '<', '1')],
    [
      'unit RATIO is not one of MONEY, FRACTION of GROSS_EXPOSURE',
      limitOf('GROSS_EXPOSURE', '<', '1', {}, 'RATIO'),
    ],
    ["params.op '=<' is none of", gross('=<', '1')],
    [
      "params.op '' is none of",
      build.limit('METRIC', 'MONEY', '1', { params: { metric: 'GROSS_EXPOSURE' } }),
    ],
    ['params.low is missing', gross('BETWEEN', '1')],
    ['params.low is not read by <', gross('<', '1', '0')],
    ['params.low 1.01 is above hard', gross('OUTSIDE', '1', '1.01')],
    ["params.low '-1' is negative", gross('BETWEEN', '1', '-1')],
    ["params.low '0.001' is more precise", gross('BETWEEN', '1', '0.001')],
    [
      'params.window is not read by GROSS_EXPOSURE',
      limitOf('GROSS_EXPOSURE', '<', '1', { params: { window: 4 } }),
    ],
    ['soft 1 has no meaning with this operator', gross('==', '1', undefined, { soft: '1' })],
    ['soft 2 is outside hard 1', gross('<', '1', undefined, { soft: '2' })],
    ['soft 0.5 is outside hard 1', gross('>', '1', undefined, { soft: '0.5' })],
  ])('%s', (words, limit) => {
    expect(problem(limit)).toContain(words);
    expect(compileLimit(limit, control, USD, NO_MARKET).problem).toContain(words);
    expect(judged(book(0), build.ticket('A', 1), limit)).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'limit' },
    });
  });

  it('is none of these', () => {
    for (const limit of [gross('<', '1', undefined, { soft: '1' }), gross('BETWEEN', '1', '1')])
      expect(problem(limit)).toBe('');
  });
});
