import { describe, expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { covarianceMatrix } from '../covariance-matrix.ts';
import { at, contributionsOf, factors } from './factor.testing.ts';
import { SIZING_METHODS } from './registry.ts';
import { roundToLot } from './round-to-lot.ts';
import { signedFactor } from './signed-factor.ts';
import type { Basket, BasketMethod, OrderFacts, SingleMethod, SizingParams } from './sizing-method.ts';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

const facts: fc.Arbitrary<OrderFacts> = fc
  .record({
    direction: fc.constantFrom(1 as const, -1 as const),
    price: number(0.5, 900),
    heldValue: number(-1e6, 1e6),
    othersGross: number(1e4, 1e7),
    nav: number(1e4, 1e8),
    adv: number(1e3, 1e7),
    stdDev: number(1e-3, 0.1),
    bookSigma: number(0, 1e6),
    correlation: number(-1, 1),
    stopLoss: number(0.01, 50),
    allowed: number(0, 1e6),
  })
  .map(({ heldValue, othersGross, bookSigma, correlation, ...row }) => ({
    ...row,
    held: heldValue / row.price,
    gross: othersGross + Math.abs(heldValue),
    bookVariance: bookSigma ** 2,
    covariance: correlation * bookSigma * row.stdDev,
  }));

const paramsFor = (target: number): SizingParams => ({ target, z: 2.3263, cap: 1, edgeAnnual: 0.2 });
const targetOf = ({ unit }: { readonly unit: 'MONEY' | 'FRACTION' | null }): fc.Arbitrary<number> =>
  unit === 'MONEY' ? number(1e3, 1e7) : number(0.01, 0.5);

const methods = [...SIZING_METHODS];
const singles = methods.filter((row): row is [string, SingleMethod] => row[1].kind === 'SINGLE');
const baskets = methods.filter((row): row is [string, BasketMethod] => row[1].kind === 'BASKET');

describe.each(singles)('%s', (name, method) => {
  it('size_reaches_its_target_and_more_is_beyond_it', () => {
    if (method.unit === null) return;
    fc.assert(
      fc.property(facts, targetOf(method), number(1e-6, 2), (order, target, more) => {
        const params = paramsFor(target);
        const n = method.size(order, params);
        expect(n).toBeGreaterThanOrEqual(0);
        if (n === 0) {
          expect(method.used(order, params, more)).toBeGreaterThan(target * (1 - 1e-9));
          return;
        }
        const isCapped = name === 'KELLY' && n * order.price >= params.cap * order.nav * (1 - 1e-12);
        if (isCapped) {
          expect(method.used(order, params, n)).toBeLessThanOrEqual(target * (1 + 1e-9));
          return;
        }
        // The difference of two VaRs keeps the digits of the larger.
        const scale = name === 'VAR_TARGET' ? target + params.z * Math.sqrt(order.bookVariance) : target;
        expect(Math.abs(method.used(order, params, n) - target)).toBeLessThanOrEqual(1e-7 * scale);
        expect(method.used(order, params, n * (1 + more))).toBeGreaterThan(target - 1e-9 * scale);
      }),
      { numRuns: 300 },
    );
  });

  it('halved_target_never_gives_a_larger_size', () => {
    fc.assert(
      fc.property(facts, targetOf(method), (order, target) => {
        const whole = method.size(order, paramsFor(target));
        expect(method.size(order, paramsFor(target / 2))).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('whole_lots_keep_the_target_and_one_lot_more_does_not', () => {
    if (method.unit === null || name === 'KELLY') return;
    fc.assert(
      fc.property(facts, targetOf(method), fc.constantFrom(1, 10, 0.5), (order, target, lot) => {
        const params = paramsFor(target);
        const used = (n: number): number => method.used(order, params, n);
        const orderQty = roundToLot(method.size(order, params), lot, used, target);
        if (orderQty === 0) return;
        expect(used(orderQty)).toBeLessThanOrEqual(target * (1 + 1e-9));
        expect(used(orderQty + lot)).toBeGreaterThan(target * (1 - 1e-9));
      }),
      { numRuns: 300 },
    );
  });
});

const orders = (count: number): fc.Arbitrary<OrderFacts[]> =>
  fc.array(facts, { minLength: count, maxLength: count });
const anyBasket: fc.Arbitrary<Basket> = factors.chain((covariance) =>
  orders(covariance.symbols).map((rows) => {
    const matrix = covarianceMatrix(covariance);
    const stdDevs = rows.map((_, s) => Math.sqrt(at(matrix, s * covariance.symbols + s)));
    return { covariance, orders: rows.map((row, s) => ({ ...row, stdDev: stdDevs[s] ?? NaN })) };
  }),
);

describe.each(baskets)('%s', (_name, method) => {
  it('quantities_use_all_of_the_target_and_scale_with_it', () => {
    fc.assert(
      fc.property(anyBasket, number(1e3, 1e7), (basket, target) => {
        const quantities = method.size(basket, paramsFor(target));
        if (typeof quantities === 'string') throw new Error(quantities);
        const used = method.used(basket, paramsFor(target), quantities);
        expect(Math.abs(used / target - 1)).toBeLessThanOrEqual(1e-8);
        const halves = method.size(basket, paramsFor(target / 2));
        for (const [i, n] of quantities.entries()) {
          expect(n).toBeGreaterThanOrEqual(0);
          expect(Math.abs(at(halves as Float64Array, i) * 2 - n)).toBeLessThanOrEqual(1e-9 * n);
        }
      }),
    );
  });

  it('orders_sized_in_another_order_get_the_same', () => {
    fc.assert(
      fc.property(anyBasket, (basket) => {
        const { symbols, T, scaled } = basket.covariance;
        const turned: Basket = {
          orders: [...basket.orders.slice(1), ...basket.orders.slice(0, 1)],
          covariance: {
            ...basket.covariance,
            scaled: Float64Array.from(scaled, (_, i) => at(scaled, (i + T) % (symbols * T))),
          },
        };
        const a = method.size(basket, paramsFor(1e5)) as Float64Array;
        const b = method.size(turned, paramsFor(1e5)) as Float64Array;
        const largest = Math.max(...a);
        for (let s = 0; s < symbols; s++)
          expect(Math.abs(at(b, s) - at(a, (s + 1) % symbols))).toBeLessThanOrEqual(1e-6 * largest);
      }),
    );
  });
});

it('risk_parity_gives_every_order_the_same_component_var', () => {
  const method = SIZING_METHODS.get('RISK_PARITY') as BasketMethod;
  fc.assert(
    fc.property(anyBasket, (basket) => {
      const params = paramsFor(250_000);
      const quantities = method.size(basket, params) as Float64Array;
      const values = quantities.map((n, i) => n * (basket.orders[i]?.price ?? NaN));
      const parts = contributionsOf(signedFactor(basket), values);
      const sigma = Math.sqrt(parts.reduce((sum, part) => sum + part, 0));
      for (const part of parts) {
        const component = (params.z * part) / sigma;
        expect(Math.abs((component * parts.length) / params.target - 1)).toBeLessThanOrEqual(1e-8);
      }
    }),
  );
});

it('kelly_is_thorps_and_is_capped', () => {
  // E. O. Thorp (2006), section 7.1: m = 0.11, r = 0.06, s = 0.15 give a fraction of 2.2222.
  const kelly = SIZING_METHODS.get('KELLY') as SingleMethod;
  const order = { price: 10, nav: 1_000, stdDev: 0.15 / Math.sqrt(252), direction: 1 } as OrderFacts;
  const params = { target: 1, z: 2, cap: 10, edgeAnnual: 0.05 };
  expect((kelly.size(order, params) * 10) / 1_000).toBeCloseTo(2.2222, 4);
  expect(kelly.size(order, { ...params, cap: 0.5 })).toBe(50);
  expect(kelly.size(order, { ...params, edgeAnnual: -0.05 })).toBe(0);
});
