import { describe, expect, it } from 'vitest';
import { judged, outcomeOf } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type {
  Currency,
  DeskId,
  EpochMs,
  IsoDate,
  StrategyId,
  SymbolId,
  TraderId,
} from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Restriction, RestrictionMode } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk, NaiveState } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const at = (price: number | string, more: Partial<Ticket> = {}): Partial<Ticket> => ({
  ordType: 'LIMIT',
  price: build.price(price),
  ...more,
});
const holding = (shares: number): Partial<NaiveDesk> => ({ positions: [build.position('A1', 'A', shares)] });
const A = (more: Parameters<typeof build.instrument>[1]): Partial<NaiveDesk> => ({
  instruments: [build.instrument('A', more)],
});

type Row = [
  name: string,
  shares: number | string,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  desk?: Partial<NaiveDesk>,
  limit?: Partial<Limit>,
];

describe('MAX_ORDER_QTY: hard 100, soft 80', () => {
  it.each<Row>([
    ['below soft', 79, { status: 'PASS', after: 79, maxQty: 100, soft: 80, utilisation: 0.79 }],
    ['at soft', 80, { status: 'PASS' }],
    ['above soft', 81, { status: 'WARN', exempt: null }],
    ['at hard', 100, { status: 'WARN', maxQty: 100, utilisation: 1 }],
    ['one share above', 101, { status: 'BLOCK', maxQty: 100 }],
    ['the least fraction above', '100.000001', { status: 'BLOCK', maxQty: 100 }],
    ['nothing', 0, { status: 'UNDETERMINED', after: null }],
    ['a sell', 101, { status: 'BLOCK' }, SELL],
    ['a reducing sell is not exempt', 101, { status: 'BLOCK', exempt: null }, SELL, holding(500)],
    ['a symbol nobody knows', 101, { status: 'BLOCK' }, { symbol: 'Z' as SymbolId }],
    ['a soft of its own', 50, { status: 'WARN', soft: 49 }, {}, {}, { soft: '49' }],
    ['above hard and only warning', 101, { status: 'WARN' }, {}, {}, { action: 'WARN' }],
    ['above hard and only logged', 101, { status: 'PASS' }, {}, {}, { action: 'LOG' }],
    ['a limit of zero', 1, { status: 'BLOCK', maxQty: 0, utilisation: null }, {}, {}, { hard: '0' }],
    ['ten lots of ten', 110, { status: 'BLOCK', maxQty: 100 }, {}, A({ lotSize: build.quantity(10) })],
    ['lots of thirty', 120, { status: 'BLOCK', maxQty: 90 }, {}, A({ lotSize: build.quantity(30) })],
  ])('%s', (_name, shares, expected, ticket = {}, desk = {}, limit = {}) => {
    const max = build.limit('MAX_ORDER_QTY', 'QTY', '100', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('MAX_ORDER_NOTIONAL: hard 1,000.00, soft 800.00, A at 10', () => {
  const EUR = { currency: 'EUR' as Currency };
  it.each<Row>([
    ['a limit order below soft', 79, { status: 'PASS', after: 790 }, at(10)],
    ['at soft', 80, { status: 'PASS', after: 800 }, at(10)],
    ['above soft', 81, { status: 'WARN', after: 810 }, at(10)],
    ['at hard', 100, { status: 'WARN', after: 1000, maxQty: 100 }, at(10)],
    ['one cent above', 100, { status: 'BLOCK', after: 1000.01, maxQty: 99 }, at('10.0001')],
    [
      'half a cent above rounds to even, so it is at hard',
      100,
      { status: 'WARN', after: 1000 },
      at('10.00005'),
    ],
    ['a market order at 5 % more', 95, { status: 'WARN', after: 997.5, maxQty: 95 }],
    ['one market share above', 96, { status: 'BLOCK', after: 1008, maxQty: 95 }],
    [
      'a stop is valued as a market order',
      96,
      { status: 'BLOCK' },
      { ordType: 'STOP', stopPx: build.price(9) },
    ],
    ['a buffer of its own', 100, { status: 'WARN', after: 1000 }, {}, {}, { params: { marketBuffer: '0' } }],
    ['a cheap sell is worth the market', 101, { status: 'BLOCK', after: 1010 }, at(9, SELL)],
    ['a dear sell is worth its price', 100, { status: 'BLOCK', after: 1100, maxQty: 90 }, at(11, SELL)],
    ['a cheap buy is worth its price', 111, { status: 'WARN', after: 999 }, at(9)],
    ['a reducing sell is not exempt', 101, { status: 'BLOCK' }, at(10, SELL), holding(500)],
    [
      'no mark, a market order',
      1,
      { status: 'UNDETERMINED', missing: { input: 'price', detail: 'A' } },
      {},
      { marks: [] },
    ],
    ['no mark, a limit order to buy', 100, { status: 'WARN', after: 1000 }, at(10), { marks: [] }],
    ['no mark, a limit order to sell', 1, { status: 'UNDETERMINED' }, at(10, SELL), { marks: [] }],
    [
      'another currency',
      100,
      { status: 'WARN', after: 1000 },
      at(8),
      { ...A(EUR), fx: [{ ...EUR, rate: build.fxRate('1.25') }] },
    ],
    [
      'another currency, no rate',
      1,
      { status: 'UNDETERMINED', missing: { input: 'fx', detail: 'A' } },
      at(8),
      A(EUR),
    ],
    [
      'contracts of 100',
      1,
      { status: 'WARN', after: 1000 },
      at(10),
      A({ multiplier: build.multiplier(100) }),
    ],
    ['two contracts', 2, { status: 'BLOCK', maxQty: 1 }, at(10), A({ multiplier: build.multiplier(100) })],
    ['a limit in another currency', 1, { status: 'UNDETERMINED' }, at(10), {}, EUR],
    ['a limit of zero', 1, { status: 'BLOCK', maxQty: 0 }, at(10), {}, { hard: '0' }],
    ['nothing', 0, { status: 'UNDETERMINED' }, at(10)],
    ['an order without its price', 1, { status: 'UNDETERMINED' }, { ordType: 'LIMIT' }],
    ['a price of zero', 1, { status: 'UNDETERMINED' }, at(0)],
  ])('%s', (_name, shares, expected, ticket = {}, desk = {}, limit = {}) => {
    const max = build.limit('MAX_ORDER_NOTIONAL', 'MONEY', '1000.00', limit);
    expect(judged(simple(desk), build.ticket('A', shares, ticket), max)).toMatchObject(expected);
  });
});

describe('STALE_PRICE', () => {
  const aged = (ms: number) => simple({ marks: [build.mark('A', 10, (build.NOON - ms) as EpochMs)] });
  it.each([
    ['now', 0, { status: 'PASS', after: 0, limitId: null, hard: 600, soft: 480 }],
    ['at soft', 480_000, { status: 'PASS', after: 480 }],
    ['above soft', 480_001, { status: 'WARN' }],
    ['at hard', 600_000, { status: 'WARN', after: 600, maxQty: null }],
    ['a millisecond older', 600_001, { status: 'BLOCK', after: 600.001, maxQty: 0 }],
    ['from the future', -5000, { status: 'PASS', after: 0 }],
  ] as const)('by default, %s', (_name, age, expected) => {
    expect(outcomeOf(aged(age), build.ticket('A', 1), 'STALE_PRICE')).toMatchObject(expected);
  });

  it('never marked is undetermined, also for a reducing ticket', () => {
    const desk = simple({ marks: [], ...holding(10) });
    const seen = outcomeOf(desk, build.ticket('A', 1, SELL), 'STALE_PRICE');
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'price', detail: 'A' } });
  });

  it('a limit of its own replaces the default', () => {
    const limit = build.limit('STALE_PRICE', 'SECONDS', '60');
    expect(judged(aged(60_000), build.ticket('A', 1), limit)).toMatchObject({ status: 'WARN', hard: 60 });
    expect(judged(aged(60_001), build.ticket('A', 1), limit)).toMatchObject({ status: 'BLOCK', hard: 60 });
  });

  it('blocks a reducing ticket', () => {
    const desk = { ...aged(600_001), ...holding(10) };
    expect(outcomeOf(desk, build.ticket('A', 1, SELL), 'STALE_PRICE').status).toBe('BLOCK');
  });
});

describe('PRICE_COLLAR: 500 bps aggressive, 2,000 passive, A at 10', () => {
  it.each([
    ['a buy at the market', at(10), { status: 'PASS', after: 0 }],
    ['a buy at soft', at('10.4'), { status: 'PASS', after: 400, soft: 400 }],
    ['a buy above soft', at('10.41'), { status: 'WARN', after: 410 }],
    ['a buy at hard', at('10.5'), { status: 'WARN', after: 500, hard: 500 }],
    ['a buy the least price above', at('10.50000001'), { status: 'BLOCK', maxQty: 0 }],
    ['a sell at hard', at('9.5', SELL), { status: 'WARN', after: 500, hard: 500 }],
    ['a sell the least price below', at('9.49999999', SELL), { status: 'BLOCK' }],
    ['a short sell below', at('9.4', { side: 'SELL_SHORT' }), { status: 'BLOCK', after: 600 }],
    ['a passive buy at soft', at('8.4'), { status: 'PASS', after: 1600, soft: 1600 }],
    ['a passive buy at hard', at(8), { status: 'WARN', after: 2000, hard: 2000 }],
    ['a passive buy below', at('7.99999999'), { status: 'BLOCK' }],
    ['a passive sell at hard', at(12, SELL), { status: 'WARN', after: 2000, hard: 2000 }],
    ['a passive sell above', at('12.00000001', SELL), { status: 'BLOCK' }],
    [
      'a stop limit',
      at(11, { ordType: 'STOP_LIMIT', stopPx: build.price(11) }),
      { status: 'BLOCK', after: 1000 },
    ],
    ['a market order', {}, { status: 'PASS', notApplicable: true, after: null }],
    ['a stop order', { ordType: 'STOP', stopPx: build.price(11) }, { status: 'PASS', notApplicable: true }],
    ['no price', { ordType: 'LIMIT' }, { status: 'UNDETERMINED' }],
    ['a price of zero', at(0), { status: 'UNDETERMINED' }],
  ] as [string, Partial<Ticket>, Partial<Outcome>][])('%s', (_name, ticket, expected) => {
    expect(outcomeOf(simple(), build.ticket('A', 1, ticket), 'PRICE_COLLAR')).toMatchObject(expected);
  });

  it('without a mark is undetermined', () => {
    const seen = outcomeOf(simple({ marks: [] }), build.ticket('A', 1, at(10)), 'PRICE_COLLAR');
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'price', detail: 'A' } });
  });

  it('is not escaped by reducing', () => {
    expect(outcomeOf(simple(holding(10)), build.ticket('A', 1, at(9, SELL)), 'PRICE_COLLAR').status).toBe(
      'BLOCK',
    );
  });

  it('takes both sides from a limit', () => {
    const limit = build.limit('PRICE_COLLAR', 'BPS', '100', { params: { passive: '200' } });
    const seen = (price: string) => judged(simple(), build.ticket('A', 1, at(price)), limit);
    expect(seen('10.1')).toMatchObject({ status: 'WARN', after: 100, hard: 100, soft: 80 });
    expect(seen('10.11').status).toBe('BLOCK');
    expect(seen('9.8')).toMatchObject({ status: 'WARN', after: 200, hard: 200, soft: 160 });
    expect(seen('9.79').status).toBe('BLOCK');
  });
});

describe('ORDER_INVALID', () => {
  const ticked = simple(A({ tickSize: build.price('0.05'), lotSize: build.quantity(10) }));
  it.each([
    ['on both grids', 20, at('10.05'), 'PASS', []],
    ['off the lot', 25, at('10.05'), 'BLOCK', ['quantity is not a whole number of lots']],
    ['off the tick', 20, at('10.01'), 'BLOCK', ['price is not on the tick grid']],
    ['nothing', 0, {}, 'BLOCK', ['quantity is not positive']],
    ['less than nothing', -20, {}, 'BLOCK', ['quantity is not positive']],
    ['a limit without price', 20, { ordType: 'LIMIT' }, 'BLOCK', ['LIMIT needs a positive price']],
    ['a limit at zero', 20, at(0), 'BLOCK', ['LIMIT needs a positive price']],
    ['a limit below zero', 20, at(-10), 'BLOCK', ['LIMIT needs a positive price']],
    ['a stop without stop', 20, { ordType: 'STOP' }, 'BLOCK', ['STOP needs a positive stopPx']],
    [
      'a stop limit lacks both',
      20,
      { ordType: 'STOP_LIMIT' },
      'BLOCK',
      ['STOP_LIMIT needs a positive price', 'STOP_LIMIT needs a positive stopPx'],
    ],
    ['a market order needs neither', 20, {}, 'PASS', []],
  ] as [string, number, Partial<Ticket>, string, string[]][])(
    '%s',
    (_name, shares, ticket, status, notes) => {
      const seen = outcomeOf(ticked, build.ticket('A', shares, ticket), 'ORDER_INVALID');
      expect(seen).toMatchObject({ status, notes });
    },
  );

  it('names every field that could not be read', () => {
    const defects = [{ field: 'orderQty', value: 'abc', problem: 'not a decimal number' }] as const;
    const decision = outcomeOf(simple(), build.ticket('A', 0, { defects }), 'ORDER_INVALID');
    expect(decision).toMatchObject({
      status: 'BLOCK',
      notes: ["orderQty 'abc': not a decimal number"],
      maxQty: 0,
    });
  });

  it('off the lot grid the boundary is the lot below', () => {
    expect(outcomeOf(ticked, build.ticket('A', 25), 'ORDER_INVALID').maxQty).toBe(20);
  });
});

describe('UNKNOWN_REFERENCE', () => {
  const listed = { knownTraders: ['ann'], knownStrategies: ['mean'] };
  it.each([
    ['all known', {}, listed, 'PASS'],
    ['no such symbol', { symbol: 'Z' as SymbolId }, {}, 'BLOCK'],
    ['no such account', { account: 'A9' as Ticket['account'] }, {}, 'BLOCK'],
    ['a trader on the list', { trader: 'ann' as TraderId }, listed, 'PASS'],
    ['a trader off the list', { trader: 'eve' as TraderId }, listed, 'BLOCK'],
    ['any trader where no list is kept', { trader: 'eve' as TraderId }, {}, 'PASS'],
    ['a strategy off the list', { strategy: 'hope' as StrategyId }, listed, 'BLOCK'],
    [
      'a symbol that only a position names',
      { symbol: 'OLD' as SymbolId },
      { positions: [build.position('A1', 'OLD', 5)] },
      'BLOCK',
    ],
  ] as [string, Partial<Ticket>, Partial<NaiveDesk>, string][])('%s', (_name, ticket, desk, status) => {
    expect(outcomeOf(simple(desk), build.ticket('A', 1, ticket), 'UNKNOWN_REFERENCE').status).toBe(status);
  });
});

describe('NO_LIMITS_CONFIGURED', () => {
  const [order, position, gross] = build.wideLimits() as [Limit, Limit, Limit];
  it.each([
    ['all three', [order, position, gross], 'PASS'],
    ['none at all', [], 'BLOCK'],
    ['no order limit', [position, gross], 'BLOCK'],
    ['no position limit', [order, gross], 'BLOCK'],
    ['no gross limit', [order, position], 'BLOCK'],
    [
      'one of another account',
      [order, position, { ...gross, scope: { level: 'ACCOUNT', key: 'A2' } }],
      'BLOCK',
    ],
    ['one of this account', [order, position, { ...gross, scope: { level: 'ACCOUNT', key: 'A1' } }], 'PASS'],
    ['one of each account', [order, position, { ...gross, scope: { level: 'ACCOUNT', key: '*' } }], 'PASS'],
    ['one only proposed', [order, position, { ...gross, status: 'PROPOSED' }], 'BLOCK'],
    ['one retired', [order, position, { ...gross, status: 'RETIRED' }], 'BLOCK'],
    [
      'one that starts later',
      [order, position, { ...gross, effectiveFrom: (build.NOON + 1) as EpochMs }],
      'BLOCK',
    ],
    ['one that starts now', [order, position, { ...gross, effectiveFrom: build.NOON }], 'PASS'],
    ['one that ends now', [order, position, { ...gross, effectiveTo: build.NOON }], 'BLOCK'],
    [
      'one filtered away',
      [order, position, { ...gross, filter: [{ field: 'side', op: 'in', values: ['SELL'] }] }],
      'BLOCK',
    ],
  ] as [string, Limit[], string][])('%s', (_name, limits, status) => {
    expect(outcomeOf(simple({ limits }), build.ticket('A', 1), 'NO_LIMITS_CONFIGURED').status).toBe(status);
  });

  it('denies a reducing ticket too', () => {
    const desk = simple({ limits: [], ...holding(10) });
    expect(outcomeOf(desk, build.ticket('A', 1, SELL), 'NO_LIMITS_CONFIGURED').status).toBe('BLOCK');
  });
});

describe('TRADING_STATE', () => {
  const state = (level: NaiveState['level'], key: string, of: NaiveState['state']): NaiveState => ({
    level,
    key,
    state: of,
  });
  const HALTED = state('FIRM', '*', 'HALTED');
  const REDUCING = state('FIRM', '*', 'REDUCING');
  it.each([
    ['no state', [], 10, {}, 'PASS', null],
    ['halted, a buy', [HALTED], 10, {}, 'BLOCK', 0],
    ['halted, a reducing sell', [HALTED], 10, SELL, 'BLOCK', 0],
    ['reducing, a buy', [REDUCING], 10, {}, 'BLOCK', 0],
    ['reducing, a sell of all', [REDUCING], 50, SELL, 'PASS', 50],
    ['reducing, a sell of one more', [REDUCING], 51, SELL, 'BLOCK', 50],
    ['the desk', [state('DESK', 'DESK1', 'HALTED')], 10, {}, 'BLOCK', 0],
    ['the account', [state('ACCOUNT', 'A1', 'HALTED')], 10, {}, 'BLOCK', 0],
    ['the trader', [state('TRADER', 'ann', 'HALTED')], 10, { trader: 'ann' }, 'BLOCK', 0],
    ['the strategy', [state('STRATEGY', 'mean', 'HALTED')], 10, { strategy: 'mean' }, 'BLOCK', 0],
    ['the symbol', [state('SYMBOL', 'A', 'HALTED')], 10, {}, 'BLOCK', 0],
    [
      'somebody else',
      [
        state('TRADER', 'bob', 'HALTED'),
        state('SYMBOL', 'B', 'HALTED'),
        state('ACCOUNT', 'A2', 'HALTED'),
        state('DESK', 'D9', 'HALTED'),
      ],
      10,
      { trader: 'ann' },
      'PASS',
      null,
    ],
    ['the strictest of two', [REDUCING, state('SYMBOL', 'A', 'HALTED')], 10, SELL, 'BLOCK', 0],
    ['the strictest of two of one scope', [HALTED, REDUCING], 10, SELL, 'BLOCK', 0],
  ] as [string, NaiveState[], number, Partial<Ticket>, string, number | null][])(
    '%s',
    (_name, states, shares, ticket, status, maxQty) => {
      const seen = outcomeOf(
        simple({ states, ...holding(50) }),
        build.ticket('A', shares, ticket),
        'TRADING_STATE',
      );
      expect(seen).toMatchObject({ status, maxQty });
    },
  );

  it('counts what already works against the position', () => {
    const working = [build.working(build.ticket('A', 30, SELL))];
    const desk = simple({ states: [REDUCING], working, ...holding(50) });
    expect(outcomeOf(desk, build.ticket('A', 20, SELL), 'TRADING_STATE').status).toBe('PASS');
    expect(outcomeOf(desk, build.ticket('A', 21, SELL), 'TRADING_STATE')).toMatchObject({
      status: 'BLOCK',
      maxQty: 20,
    });
  });

  it('judges reducing on the account, not the firm', () => {
    const accounts = [build.account('A1', 1000), build.account('A2', 1000, { desk: 'D2' as DeskId })];
    const desk = simple({ states: [REDUCING], accounts, positions: [build.position('A2', 'A', 50)] });
    expect(outcomeOf(desk, build.ticket('A', 10, SELL), 'TRADING_STATE').status).toBe('BLOCK');
  });
});

describe('RESTRICTED, on 2026-01-16', () => {
  const listed = (mode: RestrictionMode, more: Partial<Restriction> = {}): Restriction => ({
    symbol: 'A' as SymbolId,
    issuer: null,
    mode,
    from: '2026-01-01' as IsoDate,
    to: null,
    reason: 'deal',
    ...more,
  });
  const dated = (from: string, to: string | null) =>
    listed('NO_TRADE', { from: from as IsoDate, to: to as IsoDate | null });
  it.each([
    ['not listed', [], 10, {}, 'PASS'],
    ['no trade, a buy', [listed('NO_TRADE')], 10, {}, 'BLOCK'],
    ['no trade, a reducing sell', [listed('NO_TRADE')], 10, SELL, 'BLOCK'],
    ['no open, a buy', [listed('NO_OPEN')], 10, {}, 'BLOCK'],
    ['no open, a sell of all', [listed('NO_OPEN')], 50, SELL, 'PASS'],
    ['no open, a sell of one more', [listed('NO_OPEN')], 51, SELL, 'BLOCK'],
    ['a warning', [listed('WARN')], 10, {}, 'WARN'],
    ['the issuer', [listed('NO_TRADE', { symbol: null, issuer: 'ACME' })], 10, {}, 'BLOCK'],
    ['another issuer', [listed('NO_TRADE', { symbol: null, issuer: 'BETA' })], 10, {}, 'PASS'],
    ['another symbol', [listed('NO_TRADE', { symbol: 'B' as SymbolId })], 10, {}, 'PASS'],
    ['from today', [dated('2026-01-16', null)], 10, {}, 'BLOCK'],
    ['from tomorrow', [dated('2026-01-17', null)], 10, {}, 'PASS'],
    ['to today', [dated('2026-01-01', '2026-01-16')], 10, {}, 'BLOCK'],
    ['to yesterday', [dated('2026-01-01', '2026-01-15')], 10, {}, 'PASS'],
    ['a warning and a ban', [listed('WARN'), listed('NO_TRADE')], 10, {}, 'BLOCK'],
  ] as [string, Restriction[], number, Partial<Ticket>, string][])(
    '%s',
    (_name, restrictions, shares, ticket, status) => {
      const desk = simple({ restrictions, ...A({ issuer: 'ACME' }), ...holding(50) });
      expect(outcomeOf(desk, build.ticket('A', shares, ticket), 'RESTRICTED').status).toBe(status);
    },
  );

  it('an unknown symbol is undetermined, since its issuer may be listed', () => {
    const seen = outcomeOf(simple(), build.ticket('Z', 1), 'RESTRICTED');
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'symbol', detail: 'Z' } });
  });
});
