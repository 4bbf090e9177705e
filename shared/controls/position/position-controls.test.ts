import { describe, expect, it } from 'vitest';
import { judged } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Currency, SymbolId, TraderId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
const USD = { currency: 'USD' as Currency };
/** Shares held by A1 and cash; A is marked at 10, B at 20. */
const book = (a: number, b = 0, cash: number | string = 1000): Partial<NaiveDesk> => ({
  accounts: [build.account('A1', cash)],
  positions: [build.position('A1', 'A', a), build.position('A1', 'B', b)].filter((row) => row.quantity !== 0),
});
const working = (shares: number, more: Partial<Ticket> = {}) =>
  build.working(build.ticket('A', shares, more));
const marks = (a: number | string) => [build.mark('A', a), build.mark('B', 20)];

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  shares: number,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];

describe('MAX_POSITION_QTY: hard 100, soft 80', () => {
  it.each<Row>([
    ['an empty book, below soft', {}, 79, { status: 'PASS', before: 0, after: 79, maxQty: 100 }],
    ['at soft', book(60), 20, { status: 'PASS', before: 60, after: 80, maxQty: 40 }],
    ['above soft', book(60), 21, { status: 'WARN', after: 81 }],
    ['at hard', book(60), 40, { status: 'WARN', after: 100, maxQty: 40, utilisation: 1 }],
    ['one share above', book(60), 41, { status: 'BLOCK', after: 101, maxQty: 40 }],
    ['buys that work count', { ...book(60), working: [working(10)] }, 31, { status: 'BLOCK', maxQty: 30 }],
    [
      'sells that work do not help a buy',
      { ...book(60), working: [working(50, SELL)] },
      41,
      { status: 'BLOCK', maxQty: 40 },
    ],
    ['a sell through zero to the limit', book(60), 160, { status: 'WARN', after: 100, maxQty: 160 }, SELL],
    ['a sell one share further', book(60), 161, { status: 'BLOCK', after: 101, maxQty: 160 }, SELL],
    ['a short at hard', book(-60), 40, { status: 'WARN', after: 100 }, SHORT],
    ['a short one share above', book(-60), 41, { status: 'BLOCK', maxQty: 40 }, SHORT],
    ['q=5, WB=4, BUY 7', { ...book(5), working: [working(4)] }, 7, { before: 9, after: 16 }],
    ['q=5, WS=3, SELL 7', { ...book(5), working: [working(3, SELL)] }, 7, { before: 2, after: 5 }, SELL],
    [
      'over the limit, a reducing sell',
      book(300),
      50,
      { status: 'WARN', after: 250, exempt: 'REDUCING' },
      SELL,
    ],
    ['over the limit, a sell of all', book(300), 300, { status: 'PASS', after: 0 }, SELL],
    [
      'over the limit, turned over and smaller',
      book(300),
      450,
      { status: 'WARN', after: 150, exempt: 'NOT_WORSE', maxQty: 600 },
      SELL,
    ],
    [
      'over the limit, turned over, as large',
      book(300),
      600,
      { status: 'WARN', after: 300, exempt: 'NOT_WORSE', maxQty: 600 },
      SELL,
    ],
    [
      'over the limit, turned over, one more',
      book(300),
      601,
      { status: 'BLOCK', after: 301, exempt: null, maxQty: 600 },
      SELL,
    ],
    ['over the limit, one more', book(300), 1, { status: 'BLOCK', maxQty: 0 }],
    ['a limit of zero', {}, 1, { status: 'BLOCK', maxQty: 0 }, {}, { hard: '0' }],
    ['a limit of zero, closing', book(60), 60, { status: 'PASS', after: 0 }, SELL, { hard: '0' }],
    [
      'above hard and only warning',
      book(60),
      41,
      { status: 'WARN', exempt: null, maxQty: null },
      {},
      { action: 'WARN' },
    ],
    ['above hard and only logged', book(60), 41, { status: 'PASS' }, {}, { action: 'LOG' }],
    ['needs no mark', { ...book(60), marks: [] }, 41, { status: 'BLOCK', maxQty: 40 }],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('MAX_POSITION_QTY', 'QTY', '100', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });

  const two: Partial<NaiveDesk> = {
    accounts: [build.account('A1', 1000), build.account('A2', 1000)],
    positions: [build.position('A1', 'A', 60), build.position('A2', 'A', -60)],
    built: [
      {
        level: 'TRADER',
        key: 'ann',
        account: build.account('A1', 0).account,
        symbol: 'A' as SymbolId,
        quantity: build.quantity(5),
      },
    ],
  };
  it.each([
    ['the firm nets its accounts', { level: 'FIRM', key: '*' }, 0, 100],
    ['an account stands alone', { level: 'ACCOUNT', key: '*' }, 60, 40],
    ['a desk nets its accounts', { level: 'DESK', key: 'DESK1' }, 0, 100],
    ['a trader counts what was built', { level: 'TRADER', key: 'ann' }, 5, 95],
    ['a symbol looks at the account', { level: 'SYMBOL', key: 'A' }, 60, 40],
  ] as [string, Limit['scope'], number, number][])('%s', (_name, scope, before, maxQty) => {
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '100', { scope });
    const ticket = build.ticket('A', maxQty + 1, { trader: 'ann' as TraderId });
    expect(judged(simple(two), ticket, limit)).toMatchObject({ status: 'BLOCK', before, maxQty });
  });
});

describe('MAX_POSITION_NOTIONAL: hard 1,000.00', () => {
  const EUR = { currency: 'EUR' as Currency };
  it.each<Row>([
    ['below soft', book(60), 19, { status: 'PASS', before: 600, after: 790 }],
    ['at soft', book(60), 20, { status: 'PASS', after: 800 }],
    ['at hard', book(60), 40, { status: 'WARN', after: 1000, maxQty: 40 }],
    [
      'one cent above',
      { ...book(60), marks: marks('10.0001') },
      40,
      { status: 'BLOCK', after: 1000.01, maxQty: 39 },
    ],
    [
      'half a cent above rounds to even',
      { ...book(60), marks: marks('10.00005') },
      40,
      { status: 'WARN', after: 1000 },
    ],
    [
      'a limit price does not matter',
      book(60),
      40,
      { status: 'WARN', after: 1000 },
      { ordType: 'LIMIT', price: build.price(11) },
    ],
    ['a short one share above', book(-60), 41, { status: 'BLOCK', after: 1010, maxQty: 40 }, SHORT],
    ['over the limit, reducing', book(300), 50, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    [
      'no mark',
      { ...book(60), marks: [] },
      1,
      { status: 'UNDETERMINED', missing: { input: 'price', detail: 'A' } },
    ],
    [
      'no mark, reducing',
      { ...book(60), marks: [] },
      1,
      { status: 'WARN', exempt: 'REDUCING', after: null },
      SELL,
    ],
    [
      'no rate',
      { ...book(60), instruments: [build.instrument('A', EUR), build.instrument('B')] },
      1,
      { status: 'UNDETERMINED', missing: { input: 'fx', detail: 'A' } },
    ],
    ['a limit in another currency', book(60), 1, { status: 'UNDETERMINED' }, {}, EUR],
    [
      'contracts of 100',
      { instruments: [build.instrument('A', { multiplier: build.multiplier(100) })] },
      2,
      { status: 'BLOCK', after: 2000, maxQty: 1 },
    ],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('MAX_POSITION_NOTIONAL', 'MONEY', '1000.00', { ...USD, ...limit });
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('POSITION_WEIGHT: hard 0.1 of NAV', () => {
  it.each<Row>([
    ['below soft', {}, 7, { status: 'PASS', after: 0.07, numerator: 70, denominator: 1000 }],
    ['at soft', {}, 8, { status: 'PASS', after: 0.08, soft: 0.08 }],
    ['at hard', {}, 10, { status: 'WARN', after: 0.1, maxQty: 10 }],
    ['one share above', {}, 11, { status: 'BLOCK', after: 0.11, maxQty: 10 }],
    [
      'one cent of position above',
      { marks: marks('10.001') },
      10,
      { status: 'BLOCK', after: 0.10001, maxQty: 9 },
    ],
    ['one cent of cash below', book(0, 0, '999.99'), 10, { status: 'BLOCK', maxQty: 9 }],
    [
      'the cash a buy will cost stays in NAV',
      book(5, 0, 950),
      5,
      { status: 'WARN', before: 0.05, after: 0.1 },
    ],
    ['a short by its size', {}, 11, { status: 'BLOCK', after: 0.11 }, SHORT],
    ['the other symbol counts only in NAV', book(0, 50, 0), 10, { status: 'WARN', after: 0.1 }],
    [
      'over the limit, reducing',
      book(50, 0, 500),
      10,
      { status: 'WARN', after: 0.4, exempt: 'REDUCING' },
      SELL,
    ],
    [
      'no NAV',
      book(0, 0, 0),
      1,
      { status: 'UNDETERMINED', missing: { input: 'nav', detail: 'not positive' } },
    ],
    ['a cent of debt', book(0, 0, '-0.01'), 1, { status: 'UNDETERMINED', after: null, utilisation: null }],
    ['no NAV, reducing', book(50, 0, -500), 10, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    [
      'a holding without a mark',
      { ...book(5, 5), marks: [build.mark('A', 10)] },
      1,
      { status: 'UNDETERMINED', missing: { input: 'nav', detail: 'a holding has no mark' } },
    ],
    ['a limit in money', {}, 1, { status: 'UNDETERMINED' }, {}, { unit: 'MONEY', ...USD }],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('POSITION_WEIGHT', 'FRACTION', '0.1', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('POSITION_COUNT: hard 2, soft 1.6', () => {
  const three = [build.instrument('A'), build.instrument('B'), build.instrument('C')];
  const held = (...symbols: string[]): Partial<NaiveDesk> => ({
    instruments: three,
    positions: symbols.map((symbol) => build.position('A1', symbol, 5)),
  });
  it.each<Row>([
    ['the first', held(), 1, { status: 'PASS', before: 0, after: 1 }],
    ['the second is at hard', held('B'), 1, { status: 'WARN', before: 1, after: 2 }],
    ['the third is above', held('B', 'C'), 1, { status: 'BLOCK', after: 3, maxQty: 0 }],
    ['more of one of two', held('A', 'B'), 1, { status: 'WARN', before: 2, after: 2, exempt: null }],
    ['more of one of three', held('A', 'B', 'C'), 1, { status: 'WARN', after: 3, exempt: 'NOT_WORSE' }],
    [
      'a working order counts',
      { ...held('B'), working: [build.working(build.ticket('C', 1))] },
      1,
      { status: 'BLOCK', after: 3 },
    ],
    [
      'closing still counts until it is filled',
      held('A', 'B', 'C'),
      5,
      { status: 'WARN', after: 3, exempt: 'REDUCING' },
      SELL,
    ],
    ['needs no mark', { ...held('B', 'C'), marks: [] }, 1, { status: 'BLOCK', after: 3 }],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('POSITION_COUNT', 'COUNT', '2', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('TOP_N_CONCENTRATION: the two largest at most 0.6 of NAV', () => {
  const abc = (cash: number, a: number, b: number, c: number): Partial<NaiveDesk> => ({
    instruments: [build.instrument('A'), build.instrument('B'), build.instrument('C')],
    accounts: [build.account('A1', cash)],
    positions: [build.position('A1', 'A', a), build.position('A1', 'B', b), build.position('A1', 'C', c)],
    marks: [build.mark('A', 10), build.mark('B', 20), build.mark('C', 1)],
  });
  // A 200, B 300, C 50, cash 450: NAV 1,000.
  const full = abc(450, 20, 15, 50);
  it.each<Row>([
    ['below soft', abc(650, 0, 15, 50), 17, { status: 'PASS', before: 0.35, after: 0.47 }],
    ['at hard', full, 10, { status: 'WARN', before: 0.5, after: 0.6, maxQty: 10 }],
    ['one share above', full, 11, { status: 'BLOCK', after: 0.61, maxQty: 10 }],
    [
      'a short by its size',
      abc(1550, -20, -15, -50),
      11,
      { status: 'BLOCK', after: 0.61, maxQty: 10 },
      SHORT,
    ],
    [
      'a third that does not reach the two',
      abc(350, 5, 15, 300),
      24,
      { status: 'WARN', before: 0.6, after: 0.6 },
    ],
    [
      'over the limit, a third',
      abc(0, 5, 15, 400),
      25,
      { status: 'WARN', after: 0.9333333333333333, exempt: 'NOT_WORSE' },
    ],
    ['no NAV', abc(-550, 20, 15, 50), 1, { status: 'UNDETERMINED' }],
    [
      'a symbol of the book without a mark',
      { ...full, marks: marks(10) },
      1,
      { status: 'UNDETERMINED', missing: { input: 'mark', detail: 'C' } },
    ],
    ['all of them where n is larger', full, 5, { status: 'WARN', after: 0.6 }, {}, { params: { n: 5 } }],
    ['only the largest', full, 40, { status: 'WARN', after: 0.6 }, {}, { params: { n: 1 } }],
    ['n out of range', full, 1, { status: 'UNDETERMINED' }, {}, { params: { n: 65 } }],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('TOP_N_CONCENTRATION', 'FRACTION', '0.6', { params: { n: 2 }, ...limit });
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('HHI: hard 0.625', () => {
  it.each<Row>([
    ['the first position is all there is', {}, 1, { status: 'BLOCK', before: 0, after: 1, maxQty: 0 }],
    ['equal halves', book(10, 10), 10, { status: 'PASS', before: 5 / 9, after: 0.5 }, {}, { hard: '0.7' }],
    ['three to one, at hard', book(20, 5), 10, { status: 'WARN', after: 0.625, maxQty: 10 }],
    ['a share more', book(20, 5), 11, { status: 'BLOCK', maxQty: 10 }],
    [
      'a cent more',
      { ...book(20, 5), marks: [build.mark('A', '10.0004'), build.mark('B', 20)] },
      10,
      { status: 'BLOCK', maxQty: 9 },
    ],
    ['shorts count by size', book(-20, 5), 11, { status: 'BLOCK', maxQty: 10 }, SHORT],
    [
      'over the limit, less concentrated',
      book(0, 50),
      10,
      { status: 'WARN', before: 1, exempt: 'NOT_WORSE' },
    ],
    ['over the limit, more concentrated', book(90, 5), 1, { status: 'BLOCK', maxQty: 0 }],
    ['over the limit, reducing', book(90, 5), 1, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    ['needs no NAV', book(20, 5, -5000), 10, { status: 'WARN', after: 0.625 }],
    [
      'a symbol of the book without a mark',
      { ...book(20, 5), marks: [build.mark('A', 10)] },
      1,
      { status: 'UNDETERMINED' },
    ],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('HHI', 'RATIO', '0.625', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('ISSUER_WEIGHT: hard 0.3 of NAV', () => {
  const issued = (a: string, b: string) => [
    build.instrument('A', { issuer: a }),
    build.instrument('B', { issuer: b }),
  ];
  const acme = { instruments: issued('ACME', 'ACME') };
  it.each<Row>([
    [
      'both symbols of the issuer, at hard',
      { ...acme, ...book(10, 10, 700) },
      1,
      { status: 'BLOCK', before: 0.3, after: 0.31, maxQty: 0 },
    ],
    [
      'at hard',
      { ...acme, ...book(0, 10, 800) },
      10,
      { status: 'WARN', before: 0.2, after: 0.3, maxQty: 10 },
    ],
    ['one share above', { ...acme, ...book(0, 10, 800) }, 11, { status: 'BLOCK', maxQty: 10 }],
    [
      'a short does not offset a long',
      { ...acme, ...book(0, 10, 800) },
      11,
      { status: 'BLOCK', after: 0.31 },
      SHORT,
    ],
    [
      'another issuer does not count',
      { instruments: issued('ACME', 'BETA'), ...book(0, 10, 800) },
      11,
      { status: 'PASS', after: 0.11 },
    ],
    [
      'no issuer: the symbol alone',
      { instruments: issued('', ''), ...book(0, 10, 800) },
      11,
      { status: 'PASS', after: 0.11 },
    ],
    [
      'a symbol of the issuer without a mark',
      { ...acme, ...book(0, 10, 800), marks: [build.mark('A', 10)] },
      1,
      { status: 'UNDETERMINED', missing: { input: 'mark', detail: 'ACME' } },
    ],
    ['no NAV', { ...acme, ...book(0, 0, 0) }, 1, { status: 'UNDETERMINED' }],
  ])('%s', (_name, desk, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('ISSUER_WEIGHT', 'FRACTION', '0.3', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});
