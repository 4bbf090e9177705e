import { fc } from '#shared/testing/seeded-check.testing.ts';
import { bookStdDev, projectBook, type CovarianceFactor } from '../covariance.ts';

/** A factor of the covariance matrix of volatilities and correlations, by Gram-Schmidt over the assets. */
export function factorOf(
  volatilities: readonly number[],
  correlations: readonly (readonly number[])[],
): CovarianceFactor {
  const n = volatilities.length;
  const scaled = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    let left = 1;
    for (let j = 0; j <= i; j++) {
      let value = correlations[i]?.[j] ?? NaN;
      for (let k = 0; k < j; k++) value -= at(scaled, i * n + k) * at(scaled, j * n + k);
      scaled[i * n + j] = i === j ? Math.sqrt(left) : value / at(scaled, j * n + j);
      left -= at(scaled, i * n + j) ** 2;
    }
  }
  return {
    symbols: n,
    T: n,
    ridge: 0,
    scaled: scaled.map((value, i) => value * at(volatilities, Math.floor(i / n))),
  };
}

export const at = (values: ArrayLike<number>, i: number): number => values[i] ?? NaN;

/** Two to eight names over 12 to 40 sessions that move with one market and on their own. */
export const factors: fc.Arbitrary<CovarianceFactor> = fc
  .record({ symbols: fc.integer({ min: 2, max: 8 }), T: fc.integer({ min: 12, max: 40 }) })
  .chain(({ symbols, T }) =>
    fc
      .record({
        market: moves(T),
        own: moves(symbols * T),
        betas: fc.array(fc.double({ min: -0.5, max: 1.5, noNaN: true }), {
          minLength: symbols,
          maxLength: symbols,
        }),
      })
      .map(({ market, own, betas }) => ({
        symbols,
        T,
        ridge: 0,
        scaled: Float64Array.from(
          own,
          (value, i) => 0.01 * (value + at(betas, Math.floor(i / T)) * at(market, i % T)),
        ),
      })),
  );

/** Moves of either sign that are never all the same. */
function moves(length: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: length, maxLength: length })
    .chain((sizes) =>
      fc
        .array(fc.boolean(), { minLength: length, maxLength: length })
        .map((signs) => sizes.map((value, i) => (signs[i] === true ? value : 0 - value))),
    );
}

/** x_i (Sx)_i of each name, by the definition. */
export function contributionsOf(factor: CovarianceFactor, x: Float64Array): number[] {
  const p = projectBook(factor, x);
  return Array.from(x, (amount, s) => {
    let product = factor.ridge * amount;
    for (let t = 0; t < factor.T; t++) product += at(factor.scaled, s * factor.T + t) * at(p, t);
    return amount * product;
  });
}

export const varianceOf = (factor: CovarianceFactor, x: Float64Array): number => bookStdDev(factor, x) ** 2;
