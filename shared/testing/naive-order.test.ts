import { describe, expect, it } from 'vitest';
import type { Currency, EpochMs, IsoDate, StrategyId, SymbolId, TraderId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { simple, single } from './single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const at = (price: number | string) => ({ ordType: 'LIMIT', price: build.price(price) }) as const;

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
    expect(single(desk, build.ticket('A', 1, more), 'ORDER_INVALID').status).toBe(status);
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
    const seen = single(simple(), build.ticket('A', 1, { side, ...at(price) }), 'PRICE_COLLAR');
    expect(seen).toMatchObject({ after, hard, soft: hard * 0.8, status });
  });

  it('has no collar for a market order', () => {
    expect(single(simple(), build.ticket('A', 1), 'PRICE_COLLAR')).toMatchObject({
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
    expect(single(desk, build.ticket('A', 1), 'STALE_PRICE')).toMatchObject({ after, status });
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
    expect(single(desk, build.ticket('A', 1), 'TRADING_STATE').status).toBe(status);
  });

  it('state REDUCING admits a reducing ticket', () => {
    const desk = simple({
      positions: [build.position('A1', 'A', 5)],
      states: [{ level: 'FIRM', key: '*', state: 'REDUCING' }],
    });
    expect(single(desk, build.ticket('A', 5, SELL), 'TRADING_STATE').status).toBe('PASS');
    expect(single(desk, build.ticket('A', 6, SELL), 'TRADING_STATE').status).toBe('BLOCK');
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
    expect(single(listed, build.ticket('A', 1), 'RESTRICTED').status).toBe(status);
    const byIssuer = simple({
      instruments: [build.instrument('A', { issuer: 'ACME' })],
      restrictions: [{ ...entry, symbol: null, issuer: 'ACME' }],
    });
    expect(single(byIssuer, build.ticket('A', 1), 'RESTRICTED').status).toBe(status);
  });

  it('denies what it does not know', () => {
    const desk = simple({ knownTraders: ['ann'], knownStrategies: null });
    const status = (more: Partial<Ticket>) =>
      single(desk, build.ticket('A', 1, more), 'UNKNOWN_REFERENCE').status;
    expect(status({ trader: 'ann' as TraderId, strategy: 'any' as StrategyId })).toBe('PASS');
    expect(status({ trader: 'bob' as TraderId })).toBe('BLOCK');
    expect(status({ symbol: 'Z' as SymbolId })).toBe('BLOCK');
    const unknown = evaluateNaively(desk, build.ticket('Z', 1));
    expect(unknown).toMatchObject({ verdict: 'UNDETERMINED', notional: null, reducing: false });
    expect(unknown.outcomes.find((row) => row.code === 'GROSS_EXPOSURE')?.missing?.input).toBe('symbol');
  });
});
