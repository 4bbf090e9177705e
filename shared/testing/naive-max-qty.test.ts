import { describe, expect, it } from 'vitest';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { LimitId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import type { NaiveDesk } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { isAllowedAt, isDeniedAt, naiveMaxQty } from './naive-max-qty.ts';
import { randomCase } from './random-desk.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
const desk = (limits: readonly Limit[], more: Partial<NaiveDesk> = {}): NaiveDesk =>
  build.desk({
    instruments: [build.instrument('A', { lotSize: build.quantity(10) })],
    accounts: [build.account('A1', 1000)],
    marks: [build.mark('A', 10)],
    limits: [...build.wideLimits(), ...limits],
    ...more,
  });
const size = (hard: string, more: Partial<Limit> = {}) => build.limit('MAX_ORDER_QTY', 'QTY', hard, more);
const position = (hard: string) => build.limit('MAX_POSITION_QTY', 'QTY', hard);
const located = { locates: [build.locate('A1', 'A', 1_000_000)] };
const long = { positions: [build.position('A1', 'A', 40)] };

describe('naiveMaxQty', () => {
  it.each<[string, NaiveDesk, Ticket, number | null, string | null]>([
    ['allowed, at the last lot', desk([size('75')]), build.ticket('A', 20), 70, 'max-order-qty'],
    ['allowed, on the boundary', desk([size('70')]), build.ticket('A', 70), 70, 'max-order-qty'],
    ['denied, above it', desk([size('75')]), build.ticket('A', 80), 70, 'max-order-qty'],
    ['denied at every lot', desk([size('9')]), build.ticket('A', 80), 0, 'max-order-qty'],
    ['denied off the lot', desk([size('75')]), build.ticket('A', 45), 40, null],
    ['nothing in the way', desk([]), build.ticket('A', 10), null, null],
    ['the first denied is 1000 n', desk([size('9999')]), build.ticket('A', 10), 9990, 'max-order-qty'],
    ['the first denied is beyond 1000 n', desk([size('10000')]), build.ticket('A', 10), null, null],
    ['a warning is no boundary', desk([size('75', { action: 'WARN' })]), build.ticket('A', 10), null, null],
    // Reducing up to 40; more would be short, which a SELL may not become.
    ['a sell up to zero', desk([position('30')], long), build.ticket('A', 10, SELL), 40, null],
    // A short sale may: -40 is no worse than +40, -50 is blocked.
    [
      'a short sale through zero',
      { ...desk([position('30')], long), ...located },
      build.ticket('A', 10, SHORT),
      80,
      'max-position-qty',
    ],
    [
      'the tighter of two',
      desk([position('60'), size('30')], long),
      build.ticket('A', 50),
      20,
      'max-position-qty',
    ],
    [
      'a halt',
      desk([], { states: [{ level: 'FIRM', key: '*', state: 'HALTED' }] }),
      build.ticket('A', 30),
      0,
      null,
    ],
  ])('%s', (_name, at, ticket, shares, limitId) => {
    const found = naiveMaxQty(at, ticket);
    expect(found.maxQty).toBe(shares === null ? null : build.quantity(shares));
    expect(found.binding?.limitId ?? null).toBe(limitId);
    if (found.maxQty !== null && found.maxQty > 0) expect(isAllowedAt(at, ticket, found.maxQty)).toBe(true);
  });

  it('names the control first in the catalogue when several bind alike', () => {
    const first = size('50', { limitId: 'first' as LimitId });
    const second = size('50', { limitId: 'second' as LimitId });
    const found = naiveMaxQty(desk([position('50'), first, second]), build.ticket('A', 20));
    expect(found).toEqual({
      maxQty: build.quantity(50),
      binding: { code: 'MAX_ORDER_QTY', limitId: 'first' },
    });
  });

  it('is zero for what has no quantity', () => {
    expect(naiveMaxQty(desk([]), build.ticket('A', 0))).toEqual({
      maxQty: 0,
      binding: { code: 'ORDER_INVALID', limitId: null },
    });
  });

  it('refuses a range too wide to look through', () => {
    expect(() => naiveMaxQty(desk([]), build.ticket('A', 1000), 50)).toThrow(RangeError);
  });

  it('holds its definition on random desks', () => {
    let boundaries = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const { desk: at, ticket } = randomCase(seed);
      const lot = at.instruments.find((row) => row.symbol === ticket.symbol)?.lotSize;
      if (lot === undefined || ticket.orderQty === 0 || !isDeniedAt(at, ticket, ticket.orderQty)) continue;
      // One that is denied for lying off the grid has no boundary on it.
      if (ticket.orderQty % lot !== 0) continue;
      const { maxQty, binding } = naiveMaxQty(at, ticket);
      if (maxQty === null || binding === null)
        throw new Error(`seed ${seed}: a denied ticket has a boundary`);
      expect(maxQty).toBeLessThan(ticket.orderQty);
      if (maxQty > 0) expect(isAllowedAt(at, ticket, maxQty)).toBe(true);
      const next = evaluateNaively(at, { ...ticket, orderQty: (maxQty + lot) as Quantity });
      const binds = next.outcomes.filter(
        (row) => row.code === binding.code && row.limitId === binding.limitId,
      );
      expect(binds.some(({ status }) => isDenied(status))).toBe(true);
      boundaries += 1;
    }
    expect(boundaries).toBeGreaterThan(10);
  });
});
