import { describe, expect, it } from 'vitest';
import { barsOf, judged, outcomeOf } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { Currency } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { limited, simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
const EUR = { currency: 'EUR' as Currency };
/** Shares held by A1 and cash; A is marked at 10 (Tech), B at 20 (Energy), C at 1 (Tech). */
const book = (a: number, b: number, cash: number | string, c = 0): Partial<NaiveDesk> => ({
  instruments: [
    build.instrument('A', { sector: 'Tech' }),
    build.instrument('B', { sector: 'Energy' }),
    build.instrument('C', { sector: 'Tech' }),
  ],
  marks: [build.mark('A', 10), build.mark('B', 20), build.mark('C', 1)],
  accounts: [build.account('A1', cash)],
  positions: [
    build.position('A1', 'A', a),
    build.position('A1', 'B', b),
    build.position('A1', 'C', c),
  ].filter((row) => row.quantity !== 0),
});
const working = (symbol: string, shares: number, more: Partial<Ticket> = {}) =>
  build.working(build.ticket(symbol, shares, more));
/** Long 500 of A, short 400 of B, cash 900: NAV 1,000, gross 900, net 100. */
const PAIR = book(50, -20, 900);

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  symbol: string,
  shares: number,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];

describe('GROSS_EXPOSURE: hard 1,000.00', () => {
  it.each<Row>([
    ['below soft', book(0, 0, 1000), 'A', 79, { status: 'PASS', before: 0, after: 790, maxQty: 100 }],
    ['at soft', book(0, 0, 1000), 'A', 80, { status: 'PASS', after: 800 }],
    ['at hard, shorts by size', PAIR, 'A', 10, { status: 'WARN', before: 900, after: 1000, maxQty: 10 }],
    ['one share above', PAIR, 'A', 11, { status: 'BLOCK', after: 1010, maxQty: 10 }],
    ['one cent above', PAIR, 'A', 10, { status: 'BLOCK', maxQty: 9 }, {}, { hard: '999.99' }],
    ['a short adds', PAIR, 'B', 6, { status: 'BLOCK', after: 1020, maxQty: 5 }, SHORT],
    [
      'working buys and sells both count at their worst',
      { ...PAIR, working: [working('A', 5), working('B', 2, SHORT)] },
      'A',
      2,
      { status: 'BLOCK', before: 990, after: 1010, maxQty: 1 },
    ],
    [
      'a working sell does not lower the worst case',
      { ...PAIR, working: [working('A', 30, SELL)] },
      'A',
      11,
      { status: 'BLOCK', after: 1010 },
    ],
    [
      'covering over the limit',
      book(100, -20, 900),
      'B',
      10,
      { status: 'WARN', before: 1400, after: 1400, exempt: 'REDUCING' },
    ],
    [
      'turning over no further, over the limit',
      book(120, 0, 0),
      'A',
      240,
      { status: 'WARN', after: 1200, exempt: 'NOT_WORSE', maxQty: 240 },
      SELL,
    ],
    ['turning over further', book(120, 0, 0), 'A', 241, { status: 'BLOCK', after: 1210, maxQty: 240 }, SELL],
    [
      'a symbol of the book without a mark',
      { ...PAIR, marks: [build.mark('A', 10)] },
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'mark', detail: 'B' } },
    ],
    [
      'the same, reducing',
      { ...PAIR, marks: [build.mark('A', 10)] },
      'A',
      1,
      { status: 'WARN', exempt: 'REDUCING' },
      SELL,
    ],
    [
      'no mark of its own',
      { ...PAIR, marks: [build.mark('B', 20)] },
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'price', detail: 'A' } },
    ],
    ['a limit in another currency', PAIR, 'A', 1, { status: 'UNDETERMINED' }, {}, EUR],
    [
      'a limit of zero',
      book(0, 0, 1000),
      'A',
      1,
      { status: 'BLOCK', maxQty: 0, utilisation: null },
      {},
      { hard: '0' },
    ],
    ['only warning', PAIR, 'A', 11, { status: 'WARN' }, {}, { action: 'WARN' }],
    ['only logged', PAIR, 'A', 11, { status: 'PASS' }, {}, { action: 'LOG' }],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('GROSS_EXPOSURE', 'MONEY', '1000.00', limit);
    expect(judged(simple(desk), build.ticket(symbol, shares, ticket), max)).toMatchObject(expected);
  });

  it.each<Row>([
    ['at NAV', PAIR, 'A', 10, { status: 'WARN', before: 0.9, after: 1, maxQty: 10 }],
    ['above NAV', PAIR, 'A', 11, { status: 'BLOCK', after: 1.01 }],
    ['a cent less of cash', book(50, -20, '899.99'), 'A', 10, { status: 'BLOCK', maxQty: 9 }],
    [
      'no NAV',
      book(50, -20, -100),
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'nav', detail: 'not positive' } },
    ],
  ])('as a fraction of NAV, hard 1: %s', (_name, desk, symbol, shares, expected, ticket = {}) => {
    const max = build.limit('GROSS_EXPOSURE', 'FRACTION', '1');
    expect(judged(simple(desk), build.ticket(symbol, shares, ticket), max)).toMatchObject(expected);
  });

  it('rounds each symbol once and adds exactly', () => {
    // 3 shares at 0.335 are 1.005, half a cent to even: 1.00. Two such symbols are 2.00, not 2.01.
    const desk = simple({
      ...book(3, 0, 10, 3),
      marks: [build.mark('A', '0.335'), build.mark('B', 20), build.mark('C', '0.335')],
    });
    const limit = build.limit('GROSS_EXPOSURE', 'MONEY', '100');
    expect(judged(desk, build.ticket('B', 1), limit)).toMatchObject({ before: 2, after: 22 });
  });
});

describe('NET_EXPOSURE: hard 300.00', () => {
  it.each<Row>([
    ['longs less shorts', PAIR, 'A', 14, { status: 'PASS', before: 100, after: 240 }],
    ['at hard', PAIR, 'A', 20, { status: 'WARN', after: 300, maxQty: 20 }],
    ['one share above', PAIR, 'A', 21, { status: 'BLOCK', after: 310, maxQty: 20 }],
    ['at hard on the short side', PAIR, 'B', 20, { status: 'WARN', after: 300, maxQty: 20 }, SHORT],
    ['above on the short side', PAIR, 'B', 21, { status: 'BLOCK', after: 320, maxQty: 20 }, SHORT],
    [
      'the worse of the two sides',
      { ...PAIR, working: [working('A', 15), working('B', 10, SHORT)] },
      'A',
      6,
      { status: 'BLOCK', before: 250, after: 310, maxQty: 5 },
    ],
    [
      'over the limit, a hedge',
      book(100, 0, 0),
      'B',
      10,
      { status: 'WARN', before: 1000, after: 1000, exempt: 'NOT_WORSE' },
      SHORT,
    ],
    ['over the limit, more', book(100, 0, 0), 'A', 1, { status: 'BLOCK', maxQty: 0 }],
    [
      'a symbol of the book without a mark',
      { ...PAIR, marks: [build.mark('A', 10)] },
      'A',
      1,
      { status: 'UNDETERMINED' },
    ],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('NET_EXPOSURE', 'MONEY', '300.00', limit);
    expect(judged(simple(desk), build.ticket(symbol, shares, ticket), max)).toMatchObject(expected);
  });

  it('as a fraction of NAV', () => {
    const limit = build.limit('NET_EXPOSURE', 'FRACTION', '0.3');
    expect(judged(simple(PAIR), build.ticket('A', 20), limit)).toMatchObject({ status: 'WARN', after: 0.3 });
    expect(judged(simple(PAIR), build.ticket('A', 21), limit)).toMatchObject({ status: 'BLOCK', maxQty: 20 });
  });
});

describe('LEVERAGE: hard 2', () => {
  it.each<Row>([
    ['below soft', PAIR, 'A', 60, { status: 'PASS', before: 0.9, after: 1.5 }],
    ['at hard', PAIR, 'A', 110, { status: 'WARN', after: 2, maxQty: 110, unit: 'RATIO' }],
    ['one share above', PAIR, 'A', 111, { status: 'BLOCK', after: 2.01, maxQty: 110 }],
    ['a cent less of NAV', book(50, -20, '899.99'), 'A', 110, { status: 'BLOCK', maxQty: 109 }],
    ['no NAV', book(50, -20, -100), 'A', 1, { status: 'UNDETERMINED' }],
    ['a cent of NAV', book(50, -20, '-99.99'), 'A', 1, { status: 'BLOCK', before: 90_000, maxQty: 0 }],
    ['over the limit, reducing', book(300, 0, -2000), 'A', 300, { status: 'WARN', exempt: 'REDUCING' }, SELL],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('LEVERAGE', 'RATIO', '2', limit);
    expect(judged(simple(desk), build.ticket(symbol, shares, ticket), max)).toMatchObject(expected);
  });
});

// Shorts count by size in the gross and against longs in the net.
describe.each([
  ['SECTOR_GROSS', 0.6],
  ['SECTOR_NET', 0.4],
] as const)('%s: hard 0.7 of NAV', (control, held) => {
  // Tech: A +500, C -100; Energy: B -400; cash 1,000: NAV 1,000.
  const desk = book(50, -20, 1000, -100);
  const room = Math.round((0.7 - held) * 100);
  const max = (more: Partial<Limit> = {}) => build.limit(control, 'FRACTION', '0.7', { group: '*', ...more });
  const seen = (shares: number, more: Partial<Limit> = {}) =>
    judged(simple(desk), build.ticket('A', shares), max(more));

  it('compares at, and one share above', () => {
    expect(seen(room)).toMatchObject({
      status: 'WARN',
      before: held,
      after: 0.7,
      group: 'Tech',
      maxQty: room,
    });
    expect(seen(room + 1)).toMatchObject({ status: 'BLOCK', maxQty: room });
  });

  it('looks at the named sector only', () => {
    expect(seen(room + 1, { group: 'Tech' })).toMatchObject({ status: 'BLOCK', group: 'Tech' });
    expect(() =>
      outcomeOf(limited(simple(desk), max({ group: 'Energy' })), build.ticket('A', 1), control),
    ).toThrow();
  });

  it('does not count another sector', () => {
    expect(judged(simple(desk), build.ticket('B', 15, SHORT), max())).toMatchObject({
      before: 0.4,
      after: 0.7,
      status: 'WARN',
    });
    expect(judged(simple(desk), build.ticket('B', 16, SHORT), max())).toMatchObject({
      status: 'BLOCK',
      group: 'Energy',
    });
  });

  it('an instrument without a sector is undetermined, never left out', () => {
    const bare = simple({ ...desk, instruments: [build.instrument('A', { sector: '' })] });
    expect(judged(bare, build.ticket('A', 1), max())).toMatchObject({
      status: 'UNDETERMINED',
      group: null,
      missing: { input: 'sector', detail: 'A' },
    });
  });

  it('needs the marks of its sector only', () => {
    const noB = simple({
      ...desk,
      marks: [build.mark('A', 10), build.mark('C', 1)],
      positions: [build.position('A1', 'A', 50)],
      working: [working('B', 1)],
    });
    expect(judged(noB, build.ticket('A', 1), max()).status).not.toBe('UNDETERMINED');
    const noC = simple({ ...desk, marks: [build.mark('A', 10), build.mark('B', 20)] });
    expect(judged(noC, build.ticket('A', 1), max())).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'mark', detail: 'Tech' },
    });
  });

  it('exempts a reducing ticket, and without NAV denies any other', () => {
    expect(judged(simple(desk), build.ticket('A', 50, SELL), max({ hard: '0' }))).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
    });
    const broke = simple(book(50, -20, 0, -100));
    expect(judged(broke, build.ticket('A', 1), max())).toMatchObject({ status: 'UNDETERMINED' });
  });
});

describe('the other groups: hard 0.7 of NAV', () => {
  /** A +500 in DE and EUR, C -100 in FR and EUR, B -400 in US and USD; cash 1,000: NAV 1,000. */
  const desk = simple({
    ...book(50, -20, 1000, -100),
    instruments: [
      build.instrument('A', { country: 'DE', currency: 'EUR' as Currency, assetClass: 'EQUITY' }),
      build.instrument('B', { country: 'US', assetClass: 'ETF' }),
      build.instrument('C', { country: 'FR', currency: 'EUR' as Currency, assetClass: 'EQUITY' }),
    ],
    fx: [{ currency: 'EUR' as Currency, rate: build.fxRate('1') }],
  });
  const max = (control: ControlCode, group: string | null) =>
    build.limit(control, 'FRACTION', '0.7', { group });

  it.each([
    ['COUNTRY_GROSS', '*', 0.5, 20, 'DE'],
    ['COUNTRY_GROSS', 'DE', 0.5, 20, 'DE'],
    ['COUNTRY_GROSS', 'Europe', 0.6, 10, 'Europe'],
    ['CURRENCY_NET', '*', 0.4, 30, 'EUR'],
    ['ASSET_CLASS_GROSS', null, 0.6, 10, 'EQUITY'],
  ] as const)('%s of %s', (control, group, before, room, named) => {
    const at = (shares: number) => judged(desk, build.ticket('A', shares), max(control, group));
    expect(at(room)).toMatchObject({ status: 'WARN', before, after: 0.7, group: named, maxQty: room });
    expect(at(room + 1)).toMatchObject({ status: 'BLOCK', maxQty: room });
  });

  it.each([
    ['COUNTRY_GROSS', 'Asia'],
    ['COUNTRY_GROSS', 'US'],
    ['CURRENCY_NET', 'USD'],
    ['ASSET_CLASS_GROSS', 'ETF'],
  ] as const)('%s of %s has nothing to say about A', (control, group) => {
    expect(() => outcomeOf(limited(desk, max(control, group)), build.ticket('A', 1), control)).toThrow();
  });

  it.each([
    ['COUNTRY_GROSS', 'country'],
    ['ASSET_CLASS_GROSS', 'assetClass'],
  ] as const)('%s of an instrument without one is undetermined', (control, input) => {
    const bare = simple({ instruments: [build.instrument('A', { country: '', assetClass: '' })] });
    expect(judged(bare, build.ticket('A', 1), max(control, '*'))).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input, detail: 'A' },
    });
  });
});

describe('correlation with what is held', () => {
  /** Returns of A and B are the same, of C the opposite, of D unrelated to them (orthogonal); E never moves. */
  const UP = [100, 110, 99, 108.9, 98.01];
  const DOWN = [100, 90, 99, 89.1, 98.01];
  const SIDE = [100, 110, 121, 108.9, 98.01];
  const STILL = [100, 100, 100, 100, 100];
  const shares = { A: 10, B: 20, C: -30, D: 20 };
  const held = (more: Partial<NaiveDesk> = {}) =>
    simple({
      instruments: ['A', 'B', 'C', 'D', 'E'].map((symbol) => build.instrument(symbol)),
      marks: ['A', 'B', 'C', 'D', 'E'].map((symbol) => build.mark(symbol, 10)),
      bars: [
        ...barsOf('SPY', UP),
        ...barsOf('A', UP),
        ...barsOf('B', UP),
        ...barsOf('C', DOWN),
        ...barsOf('D', SIDE),
        ...barsOf('E', STILL),
      ],
      accounts: [build.account('A1', 800)],
      positions: Object.entries(shares).map(([symbol, count]) => build.position('A1', symbol, count)),
      ...more,
    });
  const bucket = (hard: string, params = {}) =>
    build.limit('CORRELATED_BUCKET', 'FRACTION', hard, { params: { window: 4, ...params } });
  const mean = (hard: string, params = {}) =>
    build.limit('MEAN_CORRELATION', 'RATIO', hard, { params: { window: 4, ...params } });

  it('adds up what moves with the symbol, by size, the symbol included', () => {
    // A 100 + B 200 of a NAV of 1,000; 10 more of A are 0.4.
    expect(judged(held(), build.ticket('A', 10), bucket('0.4'))).toMatchObject({
      status: 'WARN',
      before: 0.3,
      after: 0.4,
      maxQty: 10,
    });
    expect(judged(held(), build.ticket('A', 11), bucket('0.4'))).toMatchObject({
      status: 'BLOCK',
      maxQty: 10,
    });
    expect(judged(held(), build.ticket('A', 10), bucket('2', { rho: '-1' }))).toMatchObject({ after: 0.9 });
  });

  it('weighs every other holding by its size', () => {
    // B 200 at 1, C 300 at -1, D 200 at about 0: -100 of 700.
    const seen = judged(held(), build.ticket('A', 10), mean('0.7'));
    expect(seen).toMatchObject({ status: 'PASS', before: null });
    expect(seen.after).toBeCloseTo((200 - 300 + 200 * correlationOf(UP, SIDE)) / 700, 12);
  });

  it('a symbol that moves with the whole book is denied at any size', () => {
    const desk = held({ positions: [build.position('A1', 'B', 20)] });
    expect(judged(desk, build.ticket('A', 1), mean('0.99'))).toMatchObject({ status: 'BLOCK', maxQty: 0 });
    expect(judged(desk, build.ticket('A', 1), mean('1')).status).not.toBe('BLOCK');
  });

  it('has nothing to say about an empty book, rather than zero', () => {
    const empty = held({ positions: [] });
    expect(judged(empty, build.ticket('A', 1), mean('0'))).toMatchObject({
      status: 'PASS',
      notApplicable: true,
    });
  });

  it.each([
    ['a symbol that never moves', 'E', held()],
    ['a holding that never moves', 'A', held({ positions: [build.position('A1', 'E', 1)] })],
  ])('%s correlates with nothing: undetermined', (_name, symbol, desk) => {
    for (const limit of [bucket('9'), mean('9')]) {
      expect(judged(desk, build.ticket(symbol, 1), limit)).toMatchObject({
        status: 'UNDETERMINED',
        missing: { input: 'returns', detail: 'E' },
      });
    }
  });
});

function correlationOf(a: readonly number[], b: readonly number[]): number {
  const returns = (closes: readonly number[]) =>
    closes.slice(1).map((close, at) => close / (closes[at] ?? NaN) - 1);
  const centred = (values: readonly number[]) => {
    const sum = values.reduce((total, value) => total + value, 0);
    return values.map((value) => value - sum / values.length);
  };
  const [x, y] = [centred(returns(a)), centred(returns(b))];
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, at) => sum + value * (q[at] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
