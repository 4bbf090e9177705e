import { describe, expect, it } from 'vitest';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { ClOrdId } from '#shared/domain/ids.ts';
import { SIDES, type Ticket } from '#shared/domain/ticket.ts';
import { SIZING_METHODS } from '#shared/quant/sizing/registry.ts';
import { build } from '#shared/testing/builders.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { engineOf } from '../validation/engine-of-naive-desk.testing.ts';
import { SESSIONS, size, sizeOne, sizingDeskOf, smallDesk, type Asked } from './sized.testing.ts';
import type { SizedTicket } from './sizing-report.ts';

const options = { window: SESSIONS, confidence: 0.95, edgeAnnual: 0.3, stopDistance: 0.04 };

const asks: fc.Arbitrary<Asked> = fc
  .constantFrom(...[...SIZING_METHODS])
  .chain(([method, { unit }]) =>
    unit === null
      ? fc.constant({ method, options })
      : fc
          .double({ min: 0.01, max: 1, noNaN: true })
          .map((share) => ({ method, target: unit === 'MONEY' ? share * 100_000 : share * 0.5, options })),
  );

const tickets: fc.Arbitrary<Ticket[]> = fc
  .uniqueArray(
    fc.record({ symbol: fc.constantFrom('AAA', 'BBB', 'CCC', 'SPY'), side: fc.constantFrom(...SIDES) }),
    { minLength: 1, maxLength: 4, selector: ({ symbol }) => symbol },
  )
  .map((rows) =>
    rows.map(({ symbol, side }) => build.ticket(symbol, 10, { clOrdId: `T-${symbol}` as ClOrdId, side })),
  );
const seeds = fc.integer({ min: 1, max: 1_000 });

/** Every number of an answer, however deep. */
function* numbersIn(value: unknown): Iterable<number> {
  if (typeof value === 'number') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* numbersIn(part);
}

it('every_number_is_finite_and_lots_are_whole_and_never_more_than_solved', () => {
  fc.assert(
    fc.property(seeds, tickets, asks, (seed, orders, asked) => {
      const report = size(sizingDeskOf(smallDesk(seed)), orders, asked);
      expect([...numbersIn(report)].filter((value) => !Number.isFinite(value))).toEqual([]);
      for (const { quantity, orderQty, lot, lacks } of report.tickets) {
        if (quantity === null || orderQty === null)
          expect(lacks.map(({ field }) => field)).toContain('quantity');
        else {
          expect((orderQty / lot) % 1).toBe(0);
          expect(orderQty).toBeLessThanOrEqual(quantity * (1 + 1e-8));
          if (orderQty !== 0) expect(orderQty).toBeGreaterThan(quantity - lot * (1 + 1e-8));
        }
      }
    }),
    { numRuns: 80 },
  );
});

it('every_number_that_is_null_on_random_desks_is_named_with_what_it_lacks', () => {
  const fields = ['value', 'weight', 'weightGross', 'incrementalVar', 'componentVar'] as const;
  const others = ['impactBps', 'impact', 'daysToTrade', 'daysToLiquidate'] as const;
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= 80; seed++) {
    const { desk, ticket } = randomCase(seed);
    for (const [method, target] of [
      ['MAX_UNDER_LIMITS', undefined],
      ['MAX_PARTICIPATION', 0.1],
    ] as const) {
      const asked = { method, options: { window: 20 }, ...(target !== undefined && { target }) };
      const sized = sizeOne(sizingDeskOf(desk), ticket, asked);
      expect([seed, [...numbersIn(sized)].filter((value) => !Number.isFinite(value))]).toEqual([seed, []]);
      const named = sized.lacks.map(({ field }) => field);
      if (sized.quantity === null) {
        expect([seed, named]).toEqual([seed, ['quantity']]);
        continue;
      }
      const missing = [...fields, ...others].filter((field) => sized[field] === null);
      expect([seed, named.filter((field) => !field.includes('.'))]).toEqual([seed, missing]);
      expect([seed, named.includes('after.var')]).toEqual([seed, sized.after.var === null]);
      for (const { input } of sized.lacks) seen.set(input, (seen.get(input) ?? 0) + 1);
    }
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['nav', 'adv']));
});

it('order_of_the_tickets_changes_no_size', () => {
  fc.assert(
    fc.property(seeds, tickets, asks, (seed, orders, asked) => {
      const desk = sizingDeskOf(smallDesk(seed));
      const sizesOf = (some: readonly Ticket[]): Map<string, number | null> =>
        new Map(size(desk, some, asked).tickets.map(({ clOrdId, quantity }) => [clOrdId, quantity]));
      const forwards = sizesOf(orders);
      const largest = Math.max(1, ...[...forwards.values()].map((quantity) => quantity ?? 0));
      for (const [clOrdId, quantity] of sizesOf(orders.toReversed())) {
        const other = forwards.get(clOrdId) ?? null;
        expect(quantity === null).toBe(other === null);
        expect(Math.abs((quantity ?? 0) - (other ?? 0))).toBeLessThanOrEqual(1e-6 * largest);
      }
    }),
    { numRuns: 40 },
  );
});

it('halved_target_never_gives_a_larger_size', () => {
  fc.assert(
    fc.property(seeds, tickets, asks, (seed, orders, asked) => {
      if (asked.target === undefined) return;
      const desk = sizingDeskOf(smallDesk(seed));
      const whole = size(desk, orders, asked).tickets;
      const half = size(desk, orders, { ...asked, target: asked.target / 2 }).tickets;
      for (const [i, { orderQty }] of half.entries())
        expect(orderQty ?? 0).toBeLessThanOrEqual(whole[i]?.orderQty ?? 0);
    }),
    { numRuns: 40 },
  );
});

/** What the book is with another quantity of the same order. */
function withQuantityOf(seed: number, ticket: Ticket, shares: number): SizedTicket {
  const desk = sizingDeskOf(smallDesk(seed));
  const price = (desk.book.instrument(ticket.symbol)?.shareMoney ?? NaN) * shares;
  return sizeOne(desk, ticket, { method: 'FIXED_NOTIONAL', target: price, options });
}

const MEASURES: Readonly<Record<string, (sized: SizedTicket) => number | null | undefined>> = {
  MAX_VAR: ({ after }) => after.var?.parametric,
  VAR_TARGET: ({ incrementalVar }) => incrementalVar,
  MAX_WEIGHT: ({ weightGross }) => weightGross,
  FIXED_FRACTION: ({ weight }) => weight,
  FIXED_NOTIONAL: ({ value }) => value,
};

describe.each(Object.entries(MEASURES))('%s', (method, measure) => {
  it('book_after_the_whole_lots_keeps_the_target_and_one_lot_more_does_not', () => {
    const target =
      { MAX_VAR: 9_000, VAR_TARGET: 1_500, MAX_WEIGHT: 0.3, FIXED_FRACTION: 0.12 }[method] ?? 50_000;
    fc.assert(
      fc.property(seeds, tickets, (seed, [ticket]) => {
        if (ticket === undefined) return;
        const sized = sizeOne(sizingDeskOf(smallDesk(seed)), ticket, { method, target, options });
        const { orderQty, lot } = sized;
        if (orderQty === null || orderQty === 0) return;
        expect(measure(sized)).toBeLessThanOrEqual(target * (1 + 1e-9));
        expect(measure(withQuantityOf(seed, ticket, orderQty + lot))).toBeGreaterThan(target * (1 - 1e-9));
        expect(sized.budgetUsed).toBeCloseTo((measure(sized) ?? NaN) / target, 9);
      }),
      { numRuns: 25 },
    );
  });
});

it('most_under_the_limits_passes_and_one_lot_more_is_denied_by_what_binds', () => {
  const seen = { bound: 0, none: 0, capped: 0 };
  for (let seed = 1; seed <= 160; seed++) {
    const { desk, ticket } = randomCase(seed);
    const decide = engineOf(desk);
    const sizing = sizingDeskOf(desk);
    const sized = sizeOne(sizing, ticket, { method: 'MAX_UNDER_LIMITS' });
    if (sized.orderQty === null) continue;
    const at = (shares: number): Ticket => ({
      ...ticket,
      orderQty: Math.round(shares * QUANTITY_ONE) as Quantity,
    });
    if (sized.orderQty === 0) {
      seen.none++;
      continue;
    }
    seen.bound++;
    expect([seed, isDenied(sized.decision?.verdict ?? 'BLOCK')]).toEqual([seed, false]);
    expect([seed, sized.cappedAt]).toEqual([seed, null]);
    const more = decide(at(sized.orderQty + sized.lot));
    expect([seed, isDenied(more.verdict)]).toEqual([seed, true]);
    const twice = sizeOne(sizing, ticket, {
      method: 'FIXED_NOTIONAL',
      target: 2 * (sized.value ?? NaN),
    });
    if (twice.decision === null || !isDenied(twice.decision.verdict)) continue;
    seen.capped++;
    expect([seed, twice.cappedAt !== null && twice.cappedAt < (twice.orderQty ?? 0)]).toEqual([seed, true]);
    expect([seed, twice.cappedBy]).toEqual([seed, twice.decision.binding]);
  }
  expect(Math.min(seen.bound, seen.none, seen.capped)).toBeGreaterThan(10);
});
