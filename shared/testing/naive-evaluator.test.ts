import { describe, expect, it } from 'vitest';
import type { ControlCode } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type {
  Currency,
  DeskId,
  EpochMs,
  IsoDate,
  LimitId,
  StrategyId,
  SymbolId,
  TraderId,
} from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import type { NaiveBar, NaiveDesk, NaiveOutcome } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
const at = (price: number | string) => ({ ordType: 'LIMIT', price: build.price(price) }) as const;

/** One account with 1,000 in cash and A at 10: what most vectors start from. */
const simple = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  build.desk({
    instruments: [build.instrument('A'), build.instrument('B')],
    accounts: [build.account('A1', 1000)],
    marks: [build.mark('A', 10), build.mark('B', 20)],
    ...more,
  });

/** The single outcome of one control; with a limit that limit's, since its desk has no other of the control. */
function outcome(desk: NaiveDesk, ticket: Ticket, code: ControlCode): NaiveOutcome {
  const found = evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === code);
  expect(found).toHaveLength(1);
  return found[0] as NaiveOutcome;
}

/** Puts one limit on the desk in place of any of the same control. */
const limited = (desk: NaiveDesk, limit: Limit): NaiveDesk => ({
  ...desk,
  limits: [...desk.limits.filter((row) => row.control !== limit.control), limit],
});

const measured = (desk: NaiveDesk, ticket: Ticket, limit: Limit): NaiveOutcome =>
  outcome(limited(desk, limit), ticket, limit.control);

describe('the worst case', () => {
  it.each([
    ['q=5, WB=4, BUY 7 is +16', 5, { side: 'BUY', shares: 4 }, 'BUY', 7, 9, 16],
    ['q=5, WS=3, SELL 7 is -5', 5, { side: 'SELL', shares: 3 }, 'SELL', 7, 2, 5],
    ['working sells do not help a buy', 5, { side: 'SELL', shares: 3 }, 'BUY', 7, 5, 12],
    ['working buys do not help a sell', 5, { side: 'BUY', shares: 4 }, 'SELL', 7, 5, 2],
    ['a short sale counts as a sell', 0, { side: 'SELL_SHORT', shares: 3 }, 'SELL_SHORT', 7, 3, 10],
    ['a short bought back', -5, { side: 'SELL', shares: 3 }, 'BUY', 7, 5, 2],
  ] as const)('%s', (_name, q, order, side, n, before, after) => {
    const desk = simple({
      positions: [build.position('A1', 'A', q)],
      working: [build.working(build.ticket('A', order.shares, { side: order.side }))],
    });
    const seen = measured(
      desk,
      build.ticket('A', n, { side }),
      build.limit('MAX_POSITION_QTY', 'QTY', '100'),
    );
    expect(seen).toMatchObject({ before, after, status: 'PASS', utilisation: after / 100 });
  });

  it('counts what is left of a working order, not what was ordered', () => {
    const order = { ticket: build.ticket('A', 10), leavesQty: build.quantity(4) };
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '100');
    expect(measured(simple({ working: [order] }), build.ticket('A', 1), limit).after).toBe(5);
  });

  it('sums gross and net over symbols, each side full', () => {
    const desk = simple({
      positions: [build.position('A1', 'A', 5), build.position('A1', 'B', -10)],
      working: [build.working(build.ticket('A', 7, SELL)), build.working(build.ticket('B', 4))],
    });
    const ticket = build.ticket('A', 1);
    // A: q+WB = 6, q-WS = -2 at 10; B: -6 and -10 at 20.
    expect(measured(desk, ticket, build.limit('GROSS_EXPOSURE', 'MONEY', '10000'))).toMatchObject({
      before: 250,
      after: 260,
    });
    // netLong 60 - 120, netShort -20 - 200.
    expect(measured(desk, ticket, build.limit('NET_EXPOSURE', 'MONEY', '10000'))).toMatchObject({
      before: 220,
      after: 220,
    });
    // NAV 1000 + 50 - 200.
    expect(measured(desk, ticket, build.limit('LEVERAGE', 'RATIO', '2')).after).toBeCloseTo(260 / 850, 15);
  });
});

describe('the limit', () => {
  const ticket = build.ticket('A', 7);
  it.each([
    ['below soft', '10', null, 'BLOCK', 'PASS'],
    ['at soft', '8.75', null, 'BLOCK', 'PASS'],
    ['above soft', '8.74', null, 'BLOCK', 'WARN'],
    ['at hard', '7', null, 'BLOCK', 'WARN'],
    ['above hard by the least quantity', '6.999999', null, 'BLOCK', 'BLOCK'],
    ['above hard, action WARN', '6', null, 'WARN', 'WARN'],
    ['above hard, action LOG', '6', null, 'LOG', 'PASS'],
    ['above soft, action LOG', '8', null, 'LOG', 'PASS'],
    ['at an explicit soft', '10', '7', 'BLOCK', 'PASS'],
    ['above an explicit soft', '10', '6.999999', 'BLOCK', 'WARN'],
    ['of zero', '0', null, 'BLOCK', 'BLOCK'],
  ] as const)('%s', (_name, hard, soft, action, status) => {
    const seen = measured(simple(), ticket, build.limit('MAX_ORDER_QTY', 'QTY', hard, { soft, action }));
    expect(seen).toMatchObject({ status, after: 7, before: null });
    expect(seen.utilisation).toBe(hard === '0' ? null : 7 / Number(hard));
  });

  it.each([
    ['a draft', { status: 'DRAFT' }, false],
    ['not yet', { effectiveFrom: (build.NOON + 1) as EpochMs }, false],
    ['from now', { effectiveFrom: build.NOON }, true],
    ['until now', { effectiveTo: build.NOON }, false],
    ['until after now', { effectiveTo: (build.NOON + 1) as EpochMs }, true],
    ['filtered out', { filter: [{ field: 'side', op: 'in', values: ['SELL'] }] }, false],
    ['filtered in', { filter: [{ field: 'side', op: 'notIn', values: ['SELL'] }] }, true],
    [
      'one clause fails',
      {
        filter: [
          { field: 'side', op: 'in', values: ['BUY'] },
          { field: 'symbol', op: 'in', values: ['B'] },
        ],
      },
      false,
    ],
    ['other account', { scope: { level: 'ACCOUNT', key: 'A2' } }, false],
    ['each account', { scope: { level: 'ACCOUNT', key: '*' } }, true],
    ['each trader, none named', { scope: { level: 'TRADER', key: '*' } }, false],
    ['each issuer, none known', { scope: { level: 'ISSUER', key: '*' } }, false],
    ['its sector', { scope: { level: 'SECTOR', key: 'Industrials' } }, true],
  ] as [string, Partial<Limit>, boolean][])('%s', (_name, more, applies) => {
    const desk = limited(simple(), build.limit('MAX_ORDER_QTY', 'QTY', '1', more));
    const found = evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === 'MAX_ORDER_QTY');
    expect(found.map((row) => row.status)).toEqual(applies ? ['BLOCK'] : []);
  });

  it('is missing for a required control', () => {
    const desk = simple({ limits: build.wideLimits().slice(1) });
    expect(outcome(desk, ticket, 'NO_LIMITS_CONFIGURED').status).toBe('BLOCK');
    expect(outcome(simple(), ticket, 'NO_LIMITS_CONFIGURED').status).toBe('PASS');
  });

  it('of a scope shows the key that * stands for', () => {
    const limit = build.limit('MAX_ORDER_QTY', 'QTY', '10', { scope: { level: 'DESK', key: '*' } });
    expect(measured(simple(), ticket, limit).scope).toEqual({ level: 'DESK', key: 'DESK1' });
  });
});

describe('reducing', () => {
  it.each([
    ['closes all', 5, 0, 'SELL', 5, true],
    ['crosses zero', 5, 0, 'SELL', 6, false],
    ['with what is already leaving', 5, 3, 'SELL', 2, true],
    ['more than what is left to close', 5, 3, 'SELL', 3, false],
    ['a buy of a long', 5, 0, 'BUY', 1, false],
    ['a sell of nothing', 0, 0, 'SELL', 1, false],
    ['a buy of a short', -5, 0, 'BUY', 5, true],
    ['a buy beyond a short', -5, 0, 'BUY', 6, false],
    ['a short sale of a long', 5, 0, 'SELL_SHORT', 5, true],
  ] as const)('%s', (_name, q, ws, side, n, reducing) => {
    const desk = simple({
      positions: [build.position('A1', 'A', q)],
      working: ws > 0 ? [build.working(build.ticket('A', ws, SELL))] : [],
    });
    expect(evaluateNaively(desk, build.ticket('A', n, { side })).reducing).toBe(reducing);
  });

  const over = simple({ positions: [build.position('A1', 'A', 50)] });

  it('is never blocked by P and E, and says so', () => {
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '10');
    expect(measured(over, build.ticket('A', 5, SELL), limit)).toMatchObject({
      after: 45,
      status: 'WARN',
      exempt: 'REDUCING',
    });
  });

  it('is blocked by O', () => {
    expect(measured(over, build.ticket('A', 5, SELL), build.limit('MAX_ORDER_QTY', 'QTY', '4')).status).toBe(
      'BLOCK',
    );
  });

  it('does not exempt a ticket that only leaves it no worse', () => {
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '10');
    const crossing = measured(over, build.ticket('A', 100, SELL), limit);
    expect(crossing).toMatchObject({ before: 50, after: 50, status: 'WARN', exempt: 'NOT_WORSE' });
    expect(measured(over, build.ticket('A', 101, SELL), limit)).toMatchObject({
      after: 51,
      status: 'BLOCK',
      exempt: null,
    });
  });

  it('turns what cannot be determined into a warning in P, never in O', () => {
    const desk = { ...over, marks: [] };
    const decision = evaluateNaively(desk, build.ticket('A', 5, SELL));
    const status = (code: ControlCode) => decision.outcomes.find((row) => row.code === code);
    expect(status('MAX_POSITION_NOTIONAL')).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
      missing: { input: 'price' },
    });
    expect(status('STALE_PRICE')).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'price' } });
    expect(decision.verdict).toBe('UNDETERMINED');
  });
});

describe('order integrity', () => {
  it.each([
    ['fine', {}, 'PASS'],
    ['off the lot', { orderQty: build.quantity('1.5') }, 'BLOCK'],
    ['nothing', { orderQty: build.quantity(0) }, 'BLOCK'],
    ['a limit without price', { ordType: 'LIMIT' }, 'BLOCK'],
    ['a limit off the tick', at('10.03'), 'BLOCK'],
    ['a limit on the tick', at('10.05'), 'PASS'],
    ['a stop without stop', { ordType: 'STOP' }, 'BLOCK'],
    ['a stop on the tick', { ordType: 'STOP', stopPx: build.price('9.95') }, 'PASS'],
    [
      'a stop limit off the tick',
      { ...at('10.05'), ordType: 'STOP_LIMIT', stopPx: build.price('9.99') },
      'BLOCK',
    ],
    ['a defect', { defects: [{ field: 'side', value: 'B', problem: 'UNKNOWN' }] }, 'BLOCK'],
  ] as [string, Partial<Ticket>, string][])('%s', (_name, more, status) => {
    const desk = simple({ instruments: [build.instrument('A', { tickSize: build.price('0.05') })] });
    expect(outcome(desk, build.ticket('A', 1, more), 'ORDER_INVALID').status).toBe(status);
  });

  it.each([
    ['a buy at 5 % above', 'BUY', '10.5', 500, 500, 'WARN'],
    ['a buy one tick more', 'BUY', '10.51', 510, 500, 'BLOCK'],
    ['a buy at px', 'BUY', '10', 0, 500, 'PASS'],
    ['a buy at 20 % below', 'BUY', '8', 2000, 2000, 'WARN'],
    ['a buy one tick further', 'BUY', '7.99', 2010, 2000, 'BLOCK'],
    ['a sell at 5 % below', 'SELL', '9.5', 500, 500, 'WARN'],
    ['a sell one tick less', 'SELL', '9.49', 510, 500, 'BLOCK'],
    ['a sell at 16 % above', 'SELL', '11.6', 1600, 2000, 'PASS'],
    ['a sell at 20 % above', 'SELL_SHORT', '12', 2000, 2000, 'WARN'],
  ] as const)('collar: %s', (_name, side, price, after, hard, status) => {
    const seen = outcome(simple(), build.ticket('A', 1, { side, ...at(price) }), 'PRICE_COLLAR');
    expect(seen).toMatchObject({ after, hard, soft: hard * 0.8, status });
  });

  it('has no collar for a market order', () => {
    expect(outcome(simple(), build.ticket('A', 1), 'PRICE_COLLAR')).toMatchObject({
      status: 'PASS',
      notApplicable: true,
    });
  });

  it.each([
    [480_000, 480, 'PASS'],
    [480_001, 480.001, 'WARN'],
    [600_000, 600, 'WARN'],
    [600_001, 600.001, 'BLOCK'],
  ])('a price %d ms old', (age, after, status) => {
    const desk = simple({ marks: [build.mark('A', 10, (build.NOON - age) as EpochMs)] });
    expect(outcome(desk, build.ticket('A', 1), 'STALE_PRICE')).toMatchObject({ after, status });
  });

  it.each([
    ['BUY', at('9'), 63],
    ['SELL', at('9'), 70],
    ['SELL', at('11'), 77],
    ['BUY', { ordType: 'MARKET' }, 73.5],
    ['SELL', { ordType: 'STOP', stopPx: build.price(9) }, 73.5],
  ] as [Ticket['side'], Partial<Ticket>, number][])('%s %j is worth %d', (side, more, notional) => {
    expect(evaluateNaively(simple(), build.ticket('A', 7, { side, ...more })).notional).toBe(notional);
  });

  it('rounds a notional half-even to the cent once, with currency and multiplier', () => {
    const desk = simple({
      instruments: [build.instrument('A', { currency: 'EUR' as Currency, multiplier: build.multiplier(10) })],
      fx: [{ currency: 'EUR' as Currency, rate: build.fxRate('1.25') }],
      marks: [build.mark('A', '0.0002')],
    });
    // 1 * 0.0002 * 1.25 * 10 = 0.0025, 3 * ... = 0.0075, at a limit of 0.0006: 0.0075 a share.
    const notional = (n: number, price: string) =>
      evaluateNaively(desk, build.ticket('A', n, at(price))).notional;
    expect(notional(2, '0.0002')).toBe(0); // 0.005 to even
    expect(notional(6, '0.0002')).toBe(0.02); // 0.015 to even
    expect(notional(1, '0.0006')).toBe(0.01); // 0.0075
  });

  it.each([
    [['FIRM', '*', 'HALTED'], 'BLOCK'],
    [['DESK', 'DESK1', 'HALTED'], 'BLOCK'],
    [['DESK', 'DESK2', 'HALTED'], 'PASS'],
    [['SYMBOL', 'A', 'REDUCING'], 'BLOCK'],
    [['SYMBOL', 'A', 'ACTIVE'], 'PASS'],
    [['TRADER', 'T', 'HALTED'], 'PASS'],
  ] as const)('state %j', ([level, key, state], status) => {
    const desk = simple({ states: [{ level, key, state }] });
    expect(outcome(desk, build.ticket('A', 1), 'TRADING_STATE').status).toBe(status);
  });

  it('state REDUCING admits a reducing ticket', () => {
    const desk = simple({
      positions: [build.position('A1', 'A', 5)],
      states: [{ level: 'FIRM', key: '*', state: 'REDUCING' }],
    });
    expect(outcome(desk, build.ticket('A', 5, SELL), 'TRADING_STATE').status).toBe('PASS');
    expect(outcome(desk, build.ticket('A', 6, SELL), 'TRADING_STATE').status).toBe('BLOCK');
  });

  it.each([
    ['NO_TRADE', '2026-01-16', null, 'BLOCK'],
    ['NO_TRADE', '2026-01-17', null, 'PASS'],
    ['NO_TRADE', '2026-01-01', '2026-01-16', 'BLOCK'],
    ['NO_TRADE', '2026-01-01', '2026-01-15', 'PASS'],
    ['NO_OPEN', '2026-01-01', null, 'BLOCK'],
    ['WARN', '2026-01-01', null, 'WARN'],
  ] as const)('restricted %s from %s to %s', (mode, from, to, status) => {
    const entry = { mode, from: from as IsoDate, to: to as IsoDate | null, reason: '' };
    const listed = simple({ restrictions: [{ ...entry, symbol: 'A' as SymbolId, issuer: null }] });
    expect(outcome(listed, build.ticket('A', 1), 'RESTRICTED').status).toBe(status);
    const byIssuer = simple({
      instruments: [build.instrument('A', { issuer: 'ACME' })],
      restrictions: [{ ...entry, symbol: null, issuer: 'ACME' }],
    });
    expect(outcome(byIssuer, build.ticket('A', 1), 'RESTRICTED').status).toBe(status);
  });

  it('denies what it does not know', () => {
    const desk = simple({ knownTraders: ['ann'], knownStrategies: null });
    const status = (more: Partial<Ticket>) =>
      outcome(desk, build.ticket('A', 1, more), 'UNKNOWN_REFERENCE').status;
    expect(status({ trader: 'ann' as TraderId, strategy: 'any' as StrategyId })).toBe('PASS');
    expect(status({ trader: 'bob' as TraderId })).toBe('BLOCK');
    expect(status({ symbol: 'Z' as SymbolId })).toBe('BLOCK');
    const unknown = evaluateNaively(desk, build.ticket('Z', 1));
    expect(unknown).toMatchObject({ verdict: 'UNDETERMINED', notional: null, reducing: false });
    expect(unknown.outcomes.find((row) => row.code === 'GROSS_EXPOSURE')?.missing?.input).toBe('symbol');
  });
});

describe('position and exposure', () => {
  const book = simple({
    instruments: [
      build.instrument('A', { issuer: 'ACME', sector: 'Tech' }),
      build.instrument('B', { issuer: 'ACME', sector: 'Energy' }),
      build.instrument('C', { sector: 'Tech', currency: 'EUR' as Currency }),
    ],
    accounts: [build.account('A1', 300), build.account('A2', 100, { desk: 'DESK2' as DeskId })],
    positions: [
      build.position('A1', 'A', 10),
      build.position('A1', 'B', -10),
      build.position('A1', 'C', 20),
      build.position('A2', 'A', -4),
    ],
    marks: [build.mark('A', 10), build.mark('B', 20), build.mark('C', 8)],
    fx: [{ currency: 'EUR' as Currency, rate: build.fxRate('1.25') }],
  });
  const own = { level: 'ACCOUNT', key: '*' } as const;
  const ticket = build.ticket('A', 2, { trader: 'ann' as TraderId });

  // A1: NAV 300 + 100 - 200 + 200 = 400; after: A 120, B 200, C 200. FIRM: NAV 400 + 100 - 40 = 460, A 6 -> 8.
  it.each([
    ['POSITION_WEIGHT', 'FRACTION', own, {}, 100 / 400, 120 / 400],
    ['POSITION_WEIGHT', 'FRACTION', { level: 'FIRM', key: '*' }, {}, 60 / 460, 80 / 460],
    ['POSITION_COUNT', 'COUNT', own, {}, 3, 3],
    ['TOP_N_CONCENTRATION', 'FRACTION', own, { params: { n: 2 } }, 1, 1],
    ['TOP_N_CONCENTRATION', 'FRACTION', own, {}, 500 / 400, 520 / 400],
    ['HHI', 'RATIO', own, {}, 90_000 / 250_000, 94_400 / 270_400],
    ['ISSUER_WEIGHT', 'FRACTION', own, {}, 300 / 400, 320 / 400],
    ['GROSS_EXPOSURE', 'FRACTION', own, {}, 500 / 400, 520 / 400],
    ['NET_EXPOSURE', 'MONEY', own, {}, 100, 120],
    ['SECTOR_GROSS', 'FRACTION', own, { group: '*' }, 300 / 400, 320 / 400],
    ['SECTOR_NET', 'FRACTION', own, { group: 'Tech' }, 300 / 400, 320 / 400],
    ['MAX_POSITION_QTY', 'QTY', { level: 'TRADER', key: '*' }, {}, 7, 9],
    ['POSITION_WEIGHT', 'FRACTION', { level: 'TRADER', key: 'ann' }, {}, 70 / 400, 90 / 400],
    ['MAX_POSITION_QTY', 'QTY', { level: 'SECTOR', key: 'Tech' }, {}, 10, 12],
    ['MAX_POSITION_QTY', 'QTY', { level: 'DESK', key: '*' }, {}, 10, 12],
    ['MAX_POSITION_QTY', 'QTY', { level: 'FIRM', key: '*' }, {}, 6, 8],
  ] as const)('%s in %s of %j', (control, unit, scope, more, before, after) => {
    const desk = {
      ...book,
      built: [
        {
          level: 'TRADER',
          key: 'ann',
          account: 'A2' as never,
          symbol: 'A' as SymbolId,
          quantity: build.quantity(7),
        },
      ],
    } as NaiveDesk;
    const seen = measured(desk, ticket, build.limit(control, unit, '100000', { scope, ...more }));
    expect(seen.before).toBeCloseTo(before, 14);
    expect(seen.after).toBeCloseTo(after, 14);
    expect(seen.scope?.key).not.toBe(scope.level === 'FIRM' ? '' : '*');
  });

  it('does not apply another sector and cannot tell without one', () => {
    const codes = (desk: NaiveDesk) =>
      evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === 'SECTOR_GROSS');
    expect(codes(limited(book, build.limit('SECTOR_GROSS', 'FRACTION', '1', { group: 'Energy' })))).toEqual(
      [],
    );
    const bare = {
      ...book,
      instruments: [build.instrument('A', { sector: '' }), ...book.instruments.slice(1)],
    };
    const each = limited(bare, build.limit('SECTOR_GROSS', 'FRACTION', '1', { group: '*' }));
    expect(codes(each)[0]).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'sector' },
      group: null,
    });
  });

  it.each([[-400], [-500]])('ratios to a NAV of 400 %d are undetermined', (cash) => {
    const desk = { ...book, accounts: [build.account('A1', 300 + cash)] };
    const seen = measured(desk, ticket, build.limit('LEVERAGE', 'RATIO', '2', { scope: own }));
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'nav' }, after: null });
  });

  it.each([
    ['GROSS_EXPOSURE', 'MONEY', 'mark'],
    ['NET_EXPOSURE', 'MONEY', 'mark'],
    ['HHI', 'RATIO', 'mark'],
    ['POSITION_WEIGHT', 'FRACTION', 'nav'],
    ['MAX_POSITION_NOTIONAL', 'MONEY', undefined],
    ['POSITION_COUNT', 'COUNT', undefined],
  ] as const)('%s in %s without a mark of another symbol lacks %s', (control, unit, input) => {
    const desk = { ...book, marks: book.marks.filter((row) => row.symbol !== 'C') };
    const seen = measured(desk, ticket, build.limit(control, unit, '100000', { scope: own }));
    expect(seen.missing?.input).toBe(input);
    expect(seen.status).toBe(input === undefined ? 'PASS' : 'UNDETERMINED');
  });

  it('counts a symbol whose buys and sells are only working', () => {
    const desk = simple({ working: [build.working(build.ticket('B', 1, SHORT))] });
    const seen = measured(desk, build.ticket('A', 1), build.limit('POSITION_COUNT', 'COUNT', '1'));
    expect(seen).toMatchObject({ before: 1, after: 2, status: 'BLOCK' });
  });
});

describe('market risk', () => {
  const DATES = [20260109, 20260112, 20260113, 20260114, 20260115, 20260116];
  const bars = (symbol: string, closes: readonly (number | null)[]): NaiveBar[] =>
    closes.map((close, day) => ({
      symbol: symbol as SymbolId,
      date: DATES[day] ?? 0,
      close: close === null ? null : build.price(close),
      volume: build.quantity(100),
    }));
  // Returns of A: +10 %, -10 %, 0, -20 %, +25 %; of the index: 0, +10 %, -50 %, 0, +100 %.
  const history = [...bars('A', [100, 110, 99, 99, 79.2, 99]), ...bars('IDX', [10, 10, 11, 5.5, 5.5, 11])];
  const desk = simple({ bars: history, positions: [build.position('A1', 'A', 10)] });
  const ticket = build.ticket('A', 10);
  const params = { window: 5, index: 'IDX', confidence: '0.8' };
  // 10 shares at 10: losses -10, 10, 0, 20, -25; after 20 shares twice that.
  const deviation = Math.sqrt((9 ** 2 + 11 ** 2 + 1 + 21 ** 2 + 24 ** 2) / 4);

  it.each([
    ['VAR_HISTORICAL', 'MONEY', {}, 10, 20],
    ['VAR_HISTORICAL', 'FRACTION', {}, 10 / 1100, 20 / 1100],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.6 }, 0, 0],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.61 }, 10, 20],
    ['VAR_HISTORICAL', 'MONEY', { horizonDays: 4 }, 20, 40],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.2 }, -25, -50],
    ['EXPECTED_SHORTFALL', 'MONEY', {}, 20, 40],
    ['EXPECTED_SHORTFALL', 'MONEY', { confidence: 0.79 }, 15, 30],
    ['INCREMENTAL_VAR', 'MONEY', {}, 0, 10],
    [
      'VAR_PARAMETRIC',
      'MONEY',
      { confidence: 0.99 },
      2.3263478740408408 * deviation,
      2 * 2.3263478740408408 * deviation,
    ],
    [
      'PORTFOLIO_VOL',
      'FRACTION',
      {},
      (Math.sqrt(252) * deviation) / 1100,
      (2 * Math.sqrt(252) * deviation) / 1100,
    ],
  ] as const)('%s in %s with %j', (control, unit, more, before, after) => {
    const seen = measured(
      desk,
      ticket,
      build.limit(control, unit, '100000', { params: { ...params, ...more } }),
    );
    expect(seen.before).toBeCloseTo(before, 11);
    expect(seen.after).toBeCloseTo(after, 11);
  });

  it('lets working orders fill on both sides', () => {
    const hedged = {
      ...desk,
      working: [build.working(build.ticket('A', 15, SELL)), build.working(build.ticket('A', 5))],
    };
    const seen = measured(hedged, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '100', { params }));
    expect(seen.before).toBeCloseTo(0, 12);
    expect(seen.after).toBeCloseTo(10, 12);
  });

  it.each([
    ['proxy', 50, ['A']],
    ['zero', 10, []],
  ])('a missing close by %s', (missing, after, proxied) => {
    // Without the close of the 14th A lacks the returns of two sessions: the index's are -50 % and 0.
    const holes = [...bars('A', [100, 110, 99, null, 79.2, 99]), ...history.slice(6)];
    const seen = measured(
      { ...desk, bars: holes, positions: [] },
      ticket,
      build.limit('VAR_HISTORICAL', 'MONEY', '1000', { params: { ...params, confidence: 0.81, missing } }),
    );
    expect(seen.after).toBeCloseTo(after, 12);
    expect(seen.proxied).toEqual(proxied);
  });

  it.each([
    [
      'refused returns',
      { missing: 'refuse' },
      [...bars('A', [100, null, 99, 99, 79.2, 99]), ...history.slice(6)],
      'returns',
    ],
    ['a long window', { window: 6 }, history, 'history'],
    ['an index never seen', { index: 'SPX' }, history, 'history'],
    [
      'a hole in the index',
      {},
      [...history.slice(0, 6), ...bars('IDX', [10, null, 11, 5.5, 5.5, 11])],
      'returns',
    ],
  ] as const)('%s leave it undetermined', (_name, more, rows, input) => {
    const seen = measured(
      { ...desk, bars: rows },
      ticket,
      build.limit('VAR_HISTORICAL', 'MONEY', '100', { params: { ...params, ...more } }),
    );
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input } });
  });

  it('ends its window at the date of the clock', () => {
    const earlier = { ...desk, clock: { mode: 'AS_OF', now: (build.NOON - 86_400_000) as EpochMs } } as const;
    const limit = build.limit('VAR_HISTORICAL', 'MONEY', '100', {
      params: { ...params, window: 4, confidence: 0.75 },
    });
    expect(measured(earlier, ticket, limit).after).toBeCloseTo(20, 12);
  });

  it('marks a status that rounding could turn', () => {
    const near = measured(desk, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '20', { params }));
    expect(near.nearTie).toBe(true);
    expect(measured(desk, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '20.001', { params })).nearTie).toBe(
      false,
    );
  });
});

describe('liquidity', () => {
  const bars = (volumes: readonly (number | null)[]): NaiveBar[] =>
    volumes.map((volume, day) => ({
      symbol: 'A' as SymbolId,
      date: 20251201 + day,
      close: build.price(day % 2 === 0 ? 100 : 110),
      volume: volume === null ? null : build.quantity(volume),
    }));
  const steady = bars([999_999, ...Array<number>(20).fill(100)]);
  const ticket = build.ticket('A', 5);
  const desk = simple({ bars: steady, positions: [build.position('A1', 'A', 10)] });

  it.each([
    ['MIN_ADV', 'QTY', {}, null, 100],
    ['PARTICIPATION', 'FRACTION', {}, null, 0.05],
    ['POSITION_ADV', 'FRACTION', {}, 0.1, 0.15],
    ['DAYS_TO_LIQUIDATE', 'DAYS', {}, 0.5, 0.75],
    ['DAYS_TO_LIQUIDATE', 'DAYS', { rate: '0.1' }, 1, 1.5],
  ] as const)('%s in %s with %j', (control, unit, params, before, after) => {
    expect(measured(desk, ticket, build.limit(control, unit, '1', { params }))).toMatchObject({
      before,
      after,
    });
  });

  it('estimates impact from the deviation of the returns there are', () => {
    // Ten returns of +10 % and ten of -1/11, in turn.
    const half = (0.1 + 1 / 11) / 2;
    const bps = half * Math.sqrt(20 / 19) * Math.sqrt(0.05) * 1e4;
    const limit = (unit: 'BPS' | 'MONEY') =>
      build.limit('IMPACT', unit, '1000000', { params: { index: 'A' } });
    expect(measured(desk, ticket, limit('BPS')).after).toBeCloseTo(bps, 9);
    expect(measured(desk, ticket, limit('MONEY')).after).toBeCloseTo((bps / 1e4) * 52.5, 9);
    expect(measured({ ...desk, bars: steady.slice(1) }, ticket, limit('BPS')).missing?.input).toBe('returns');
  });

  it.each([
    [100, 'WARN'],
    [100.01, 'BLOCK'],
    [80, 'PASS'],
    [80.01, 'WARN'],
  ])('a minimum of %d against an ADV of 100', (hard, status) => {
    expect(measured(desk, ticket, build.limit('MIN_ADV', 'QTY', String(hard))).status).toBe(status);
  });

  it.each([
    ['too few bars', steady.slice(2), {}, 'volume'],
    ['fewer bars allowed', steady.slice(2), { minBars: 5 }, undefined],
    ['a volume missing', bars([...Array<number>(19).fill(100), null]), {}, 'volume'],
    ['an old volume missing', bars([null, ...Array<number>(20).fill(100)]), {}, undefined],
    ['no volume at all', bars(Array<number>(20).fill(0)), {}, 'adv'],
  ])('%s', (_name, rows, params, input) => {
    const seen = measured(
      { ...desk, bars: rows },
      ticket,
      build.limit('PARTICIPATION', 'FRACTION', '1', { params }),
    );
    expect(seen.missing?.input).toBe(input);
  });

  it('compares an ADV of zero with the minimum', () => {
    const dead = { ...desk, bars: bars(Array<number>(20).fill(0)) };
    expect(measured(dead, ticket, build.limit('MIN_ADV', 'QTY', '1'))).toMatchObject({
      after: 0,
      status: 'BLOCK',
    });
  });

  it('has no NOT_WORSE and warns a reducing ticket', () => {
    const limit = build.limit('POSITION_ADV', 'FRACTION', '0.01');
    expect(measured(desk, build.ticket('A', 20, SELL), limit).status).toBe('BLOCK');
    expect(measured(desk, build.ticket('A', 10, SELL), { ...limit, hard: '0.001' })).toMatchObject({
      after: 0,
      status: 'PASS',
    });
    expect(measured(desk, build.ticket('A', 5, SELL), limit)).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
    });
  });
});

it('lists outcomes in catalogue order, limits of one control in their own', () => {
  const limits = [
    build.limit('POSITION_COUNT', 'COUNT', '9', { limitId: 'second' as LimitId }),
    ...build.wideLimits().reverse(),
    build.limit('POSITION_COUNT', 'COUNT', '9', { limitId: 'first' as LimitId }),
  ];
  const { outcomes } = evaluateNaively(simple({ limits }), build.ticket('A', 1));
  const ranks = outcomes.map((row) => CONTROL_CODES.indexOf(row.code));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(outcomes.filter((row) => row.code === 'POSITION_COUNT').map((row) => row.limitId)).toEqual([
    'second',
    'first',
  ]);
});
