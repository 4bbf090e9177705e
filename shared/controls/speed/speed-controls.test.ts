import { describe, expect, it } from 'vitest';
import { engineOf } from '#electron/core/validation/engine-of-naive-desk.testing.ts';
import { judged } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { AccountId, DeskId, StrategyId, SymbolId, TraderId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk, NaiveSend } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';
import { freesAt } from './frees-at.ts';

const SECOND = 1_000_000;
const TICKET = build.ticket('A', 10, { trader: 'ann' as TraderId, strategy: 'mean' as StrategyId });
const desk = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    accounts: [
      build.account('A1', 1000),
      build.account('A2', 1000),
      build.account('A3', 1000, { desk: 'DESK2' as DeskId }),
    ],
    ...more,
  });
/** Messages so many microseconds ago, the oldest first. */
const sent = (agos: readonly number[], more: Partial<Ticket> = {}, send: Partial<NaiveSend> = {}) =>
  agos.map((ago) => build.sent({ ...TICKET, ...more }, ago, send));

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  expected: Partial<Outcome>,
  limit?: Partial<Limit>,
  ticket?: Partial<Ticket>,
];

describe('MESSAGE_RATE: at most 3 in 1 s', () => {
  const others = (send: Partial<NaiveSend>, more: Partial<Ticket> = {}) => ({
    messages: sent([3, 2, 1], more, send),
  });
  it.each<Row>([
    ['nothing before', {}, { status: 'PASS', before: 0, after: 1, unit: 'COUNT', hard: 3 }],
    ['below', { messages: sent([1]) }, { status: 'PASS', after: 2 }],
    ['at the limit', { messages: sent([2, 1]) }, { status: 'WARN', after: 3 }],
    ['one above', { messages: sent([3, 2, 1]) }, { status: 'BLOCK', before: 3, after: 4, maxQty: 0 }],
    ['cancels count', others({ kind: 'CANCEL' }), { status: 'BLOCK', after: 4 }],
    ['just inside the window', { messages: sent([SECOND - 1, 2, 1]) }, { status: 'BLOCK' }],
    ['just outside', { messages: sent([SECOND, 2, 1]) }, { status: 'WARN', after: 3 }],
    [
      'a longer window',
      { messages: sent([SECOND, 2, 1]) },
      { status: 'BLOCK' },
      { params: { windowMs: 1001 } },
    ],
    [
      'a window of a millisecond',
      { messages: sent([1000, 999, 1]) },
      { status: 'WARN', after: 3 },
      { params: { windowMs: 1 } },
    ],
    ['of everybody at FIRM', others({}, { account: 'A3' as AccountId }), { status: 'BLOCK' }],
    [
      'not of another desk at DESK',
      others({}, { account: 'A3' as AccountId }),
      { status: 'PASS', after: 1 },
      { scope: { level: 'DESK', key: '*' } },
    ],
    [
      'of another account of the desk at DESK',
      others({}, { account: 'A2' as AccountId }),
      { status: 'BLOCK' },
      { scope: { level: 'DESK', key: '*' } },
    ],
    [
      'not of another account at ACCOUNT',
      others({}, { account: 'A2' as AccountId }),
      { status: 'PASS' },
      { scope: { level: 'ACCOUNT', key: '*' } },
    ],
    [
      'of another account at TRADER',
      others({}, { account: 'A2' as AccountId }),
      { status: 'BLOCK' },
      { scope: { level: 'TRADER', key: 'ann' } },
    ],
    [
      'not of another trader at TRADER',
      others({}, { trader: 'bob' as TraderId }),
      { status: 'PASS' },
      { scope: { level: 'TRADER', key: '*' } },
    ],
    [
      'of another trader at STRATEGY',
      others({}, { trader: 'bob' as TraderId }),
      { status: 'BLOCK' },
      { scope: { level: 'STRATEGY', key: '*' } },
    ],
    [
      'a reducing ticket, too',
      { ...others({}), positions: [build.position('A1', 'A', 100)] },
      { status: 'BLOCK', exempt: null },
      {},
      { side: 'SELL' },
    ],
    ['a quantity that is none', {}, { status: 'UNDETERMINED' }, {}, { orderQty: build.quantity(0) }],
    ['an account that is none', {}, { status: 'UNDETERMINED' }, {}, { account: 'A9' as AccountId }],
    ['a symbol nobody knows', others({}), { status: 'BLOCK' }, {}, { symbol: 'Z' as SymbolId }],
    ['more than can be counted', {}, { status: 'UNDETERMINED' }, { hard: '100001' }],
    ['a window of none', {}, { status: 'UNDETERMINED' }, { params: { windowMs: 0 } }],
    ['a window of half a millisecond', {}, { status: 'UNDETERMINED' }, { params: { windowMs: 0.5 } }],
    ['a window beyond an hour', {}, { status: 'UNDETERMINED' }, { params: { windowMs: 3_600_001 } }],
    ['a window in seconds', {}, { status: 'UNDETERMINED' }, { params: { window: 1 } }],
  ])('%s', (_name, more, expected, limit = {}, ticket = {}) => {
    const rate = build.limit('MESSAGE_RATE', 'COUNT', '3', limit);
    expect(judged(desk(more), { ...TICKET, ...ticket }, rate)).toMatchObject(expected);
  });

  it('says when the window frees', () => {
    const rate = build.limit('MESSAGE_RATE', 'COUNT', '3');
    // With the message of 250 ms ago gone, two are left and this one makes three.
    const more = { messages: sent([900_000, 250_000, 200_000, 100_000]) };
    expect(judged(desk(more), TICKET, rate).notes).toEqual(['frees at 12:00:00.750 UTC']);
    expect(judged(desk({ messages: sent([2, 1]) }), TICKET, rate).notes).toEqual([]);
    expect(freesAt(14 * 3_600_000_000 + 31 * 60_000_000 + 5_249_001)).toBe('frees at 14:31:05.250 UTC');
  });
});

describe('DAILY_ORDER_COUNT: at most 3', () => {
  const yesterday = { day: 20_260_115 };
  it.each<Row>([
    ['nothing before', {}, { status: 'PASS', before: 0, after: 1 }],
    ['hours ago', { messages: sent([9e9, 8e9]) }, { status: 'WARN', after: 3 }],
    ['one above', { messages: sent([9e9, 8e9, 1]) }, { status: 'BLOCK', after: 4, maxQty: 0 }],
    ['yesterday', { messages: sent([3, 2, 1], {}, yesterday) }, { status: 'PASS', after: 1 }],
    ['cancels are no orders', { messages: sent([3, 2, 1], {}, { kind: 'CANCEL' }) }, { status: 'PASS' }],
    [
      'of another account',
      { messages: sent([3, 2, 1], { account: 'A2' as AccountId }) },
      { status: 'PASS' },
      { scope: { level: 'ACCOUNT', key: '*' } },
    ],
  ])('%s', (_name, more, expected, limit = {}, ticket = {}) => {
    const count = build.limit('DAILY_ORDER_COUNT', 'COUNT', '3', limit);
    expect(judged(desk(more), { ...TICKET, ...ticket }, count)).toMatchObject(expected);
  });
});

describe('DAILY_NOTIONAL: at most 1,000.00', () => {
  const limit10 = { ordType: 'LIMIT', price: build.price(10) } as const;
  const of = (...cents: number[]) => ({
    messages: cents.map((notional) => build.sent(TICKET, 1, { notional })),
  });
  it.each<Row>([
    ['nothing before', {}, { status: 'PASS', before: 0, after: 100, maxQty: 100 }, {}, limit10],
    ['a market order with its buffer', {}, { status: 'PASS', after: 105 }],
    [
      'at the limit',
      of(50_000, 40_000),
      { status: 'WARN', before: 900, after: 1000, maxQty: 10 },
      {},
      limit10,
    ],
    ['one cent above', of(50_000, 40_001), { status: 'BLOCK', after: 1000.01, maxQty: 9 }, {}, limit10],
    ['yesterday', { messages: sent([1], {}, { notional: 99_999, day: 20_260_115 }) }, { status: 'PASS' }],
    ['one that is not known', { messages: sent([1], {}, { notional: null }) }, { status: 'UNDETERMINED' }],
    ['no mark', { marks: [] }, { status: 'UNDETERMINED' }],
    ['a sum beyond 2^53', of(2 ** 53 - 1, 1), { status: 'UNDETERMINED' }, {}, limit10],
    [
      'a reducing ticket without a mark, which group O needs, too',
      { marks: [], positions: [build.position('A1', 'A', 100)] },
      { status: 'UNDETERMINED' },
      {},
      { side: 'SELL' },
    ],
  ])('%s', (_name, more, expected, limit = {}, ticket = {}) => {
    const notional = build.limit('DAILY_NOTIONAL', 'MONEY', '1000', limit);
    expect(judged(desk(more), { ...TICKET, ...ticket }, notional)).toMatchObject(expected);
  });
});

describe('OPEN_ORDER_COUNT: at most 2', () => {
  const working = (...accounts: string[]) => ({
    working: accounts.map((account) => build.working({ ...TICKET, account: account as AccountId })),
  });
  it.each<Row>([
    ['nothing works', {}, { status: 'PASS', before: 0, after: 1 }],
    ['at the limit', working('A1'), { status: 'WARN', before: 1, after: 2 }],
    ['one above', working('A1', 'A3'), { status: 'BLOCK', after: 3, maxQty: 0 }],
    ['of another desk', working('A1', 'A3'), { status: 'WARN' }, { scope: { level: 'DESK', key: '*' } }],
  ])('%s', (_name, more, expected, limit = {}, ticket = {}) => {
    const open = build.limit('OPEN_ORDER_COUNT', 'COUNT', '2', limit);
    expect(judged(desk(more), { ...TICKET, ...ticket }, open)).toMatchObject(expected);
  });
});

describe('REPEATED_EXECUTION: 3 in a row within 300 s', () => {
  const filled = (agos: readonly number[], more: Partial<Ticket> = {}) =>
    agos.map((ago) => build.fill({ ...TICKET, ...more }, ago));
  const throttle = {
    strategy: TICKET.strategy,
    symbol: TICKET.symbol,
    side: 'BUY',
    limitId: 'repeated-execution',
  };
  const throttles = [throttle as NaiveDesk['throttles'][number]];
  it.each<Row>([
    ['no fill', {}, { status: 'PASS', before: 0, after: 1 }],
    ['the third may go', { fills: filled([2, 1]) }, { status: 'WARN', after: 3 }],
    ['a fourth may not', { fills: filled([3, 2, 1]) }, { status: 'BLOCK', after: 4, maxQty: 0 }],
    ['one is too old', { fills: filled([300 * SECOND, 2, 1]) }, { status: 'WARN', after: 3 }],
    ['one is just not', { fills: filled([300 * SECOND - 1, 2, 1]) }, { status: 'BLOCK' }],
    [
      'a fill on the other side breaks the row',
      { fills: [...filled([3]), ...filled([2], { side: 'SELL' }), ...filled([1])] },
      { status: 'PASS', after: 2 },
    ],
    ['of another symbol', { fills: filled([3, 2, 1], { symbol: 'B' as SymbolId }) }, { status: 'PASS' }],
    [
      'of another strategy',
      { fills: filled([3, 2, 1], { strategy: 'x' as StrategyId }) },
      { status: 'PASS' },
    ],
    ['of another account', { fills: filled([3, 2, 1], { account: 'A3' as AccountId }) }, { status: 'BLOCK' }],
    ['no strategy', {}, { status: 'PASS', notApplicable: true }, { hard: '0' }, { strategy: '' }],
    ['throttled long ago', { throttles }, { status: 'BLOCK', before: 0, after: 4, maxQty: 0 }],
    [
      'throttled by another limit',
      { throttles },
      { status: 'PASS' },
      { limitId: 'other' as Limit['limitId'] },
    ],
    [
      'throttled on the other side',
      { throttles, positions: [build.position('A1', 'A', 100)] },
      { status: 'PASS' },
      {},
      { side: 'SELL' },
    ],
  ])('%s', (_name, more, expected, limit = {}, ticket = {}) => {
    const repeated = build.limit('REPEATED_EXECUTION', 'COUNT', '3', limit);
    expect(judged(desk(more), { ...TICKET, ...ticket }, repeated)).toMatchObject(expected);
  });

  it('says that it is throttled, or when the window frees', () => {
    const repeated = build.limit('REPEATED_EXECUTION', 'COUNT', '3');
    expect(judged(desk({ throttles }), TICKET, repeated).notes).toEqual([
      'mean is throttled in A BUY until an officer enables it',
    ]);
    expect(judged(desk({ fills: filled([290 * SECOND, 2, 1]) }), TICKET, repeated).notes).toEqual([
      'frees at 12:00:10.000 UTC',
    ]);
  });
});

describe('a burst beyond what is held', () => {
  it('is still too much', () => {
    const busy = desk({
      messages: Array.from({ length: 140_000 }, () => build.sent(TICKET, 1)),
      limits: [...build.wideLimits(), build.limit('MESSAGE_RATE', 'COUNT', '100000')],
    });
    const outcome = engineOf(busy)(TICKET).outcomes.find(({ code }) => code === 'MESSAGE_RATE');
    expect(outcome?.status).toBe('BLOCK');
    const repeat = engineOf(busy)({ ...TICKET, orderQty: build.quantity(99) });
    expect(repeat.outcomes.find(({ code }) => code === 'DUPLICATE_ORDER')).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'activity' },
    });
  });
});
