import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { correlationMatrix, covarianceMatrix } from './covariance-matrix.ts';
import {
  bookStdDev,
  computeCovariance,
  projectSessions,
  type CovarianceFactor,
  type CovarianceMethod,
} from './covariance.ts';
import { componentShortfall, decomposeSymbols, decomposeVar, scenarioPnl } from './decomposition.ts';
import { computeHistoricalRisk } from './historical.ts';
import { EFFECTIVE_DAYS, PUBLISHED_BOOKS } from './reference/portfolio-var-values.ts';
import { QUANTLIB_CORRELATION } from './reference/sample-statistics-values.ts';

const METHODS: readonly CovarianceMethod[] = ['sample', 'ewma', 'ledoit-wolf'];

/** Two shapes: more sessions than symbols and fewer, since the shrinkage takes a different way for each. */
const markets = fc
  .record({ symbols: fc.integer({ min: 1, max: 7 }), T: fc.integer({ min: 2, max: 12 }) })
  .chain(({ symbols, T }) =>
    fc.record({
      symbols: fc.constant(symbols),
      T: fc.constant(T),
      returns: fc
        .array(fc.integer({ min: -500, max: 500 }), { minLength: symbols * T, maxLength: symbols * T })
        .map((values) => Float64Array.from(values, (x) => x / 1e4)),
      book: fc
        .array(fc.integer({ min: -1000, max: 1000 }), { minLength: symbols, maxLength: symbols })
        .map((values) => Float64Array.from(values)),
    }),
  );

type Matrix = number[][];
const zeros = (n: number): Matrix => Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
const at = (m: Matrix, a: number, b: number): number => m[a]?.[b] ?? NaN;
const frobenius2 = (m: Matrix): number => m.flat().reduce((sum, x) => sum + x * x, 0);

/** sum of weight_t x_t x_t', entry by entry. */
function weightedOuter(rows: number[][], weights: number[]): Matrix {
  const n = rows.length;
  const out = zeros(n);
  weights.forEach((weight, t) => {
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++)
        (out[a] as number[])[b] = at(out, a, b) + weight * at(rows, a, t) * at(rows, b, t);
    }
  });
  return out;
}

function naiveCovariance(
  returns: Float64Array,
  symbols: number,
  T: number,
  method: CovarianceMethod,
): Matrix {
  const raw = Array.from({ length: symbols }, (_, s) => [...returns.subarray(s * T, (s + 1) * T)]);
  const centred = raw.map((row) => row.map((x) => x - row.reduce((sum, y) => sum + y, 0) / T));
  if (method === 'sample')
    return weightedOuter(
      centred,
      Array.from({ length: T }, () => 1 / (T - 1)),
    );
  if (method === 'ewma') {
    const weights = Array.from({ length: T }, (_, t) => 0.94 ** (T - 1 - t));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return weightedOuter(
      raw,
      weights.map((w) => w / total),
    );
  }
  const S = weightedOuter(
    centred,
    Array.from({ length: T }, () => 1 / T),
  );
  const mu = S.reduce((sum, row, a) => sum + (row[a] ?? NaN), 0) / symbols;
  const target = S.map((row, a) => row.map((_, b) => (a === b ? mu : 0)));
  const minus = (m: Matrix, o: Matrix): Matrix => m.map((row, a) => row.map((x, b) => x - at(o, a, b)));
  const distance = frobenius2(minus(S, target));
  let spread = 0;
  for (let t = 0; t < T; t++) {
    spread += frobenius2(
      minus(
        weightedOuter(
          centred.map((row) => [row[t] ?? NaN]),
          [1],
        ),
        S,
      ),
    );
  }
  const weight = distance > 1e-18 ? Math.min(spread / T ** 2, distance) / distance : 0;
  return S.map((row, a) => row.map((x, b) => (1 - weight) * x + weight * at(target, a, b)));
}

const quadratic = (m: Matrix, e: Float64Array): number =>
  m.reduce(
    (sum, row, a) => sum + row.reduce((inner, x, b) => inner + x * (e[a] ?? NaN) * (e[b] ?? NaN), 0),
    0,
  );

describe('covariance', () => {
  it('is the one QuantLib tests', () => {
    const { x, y, covariance, correlation } = QUANTLIB_CORRELATION;
    const factor = computeCovariance(Float64Array.from([...x, ...y]), 2, 5, 'sample') as CovarianceFactor;
    const matrix = covarianceMatrix(factor);
    covariance.flat().forEach((value, i) => expect(matrix[i]).toBeCloseTo(value, 12));
    expect(correlationMatrix(matrix, 2)[1]).toBeCloseTo(correlation, 10);
  });

  it.each(METHODS)('%s agrees with the definition written out', (method) => {
    fc.assert(
      fc.property(markets, ({ symbols, T, returns, book }) => {
        const factor = computeCovariance(returns, symbols, T, method) as CovarianceFactor;
        const naive = naiveCovariance(returns, symbols, T, method);
        naive.flat().forEach((value, i) => expect(covarianceMatrix(factor)[i]).toBeCloseTo(value, 12));
        const variance = Math.max(0, quadratic(naive, book));
        expect(Math.abs(bookStdDev(factor, book) ** 2 - variance)).toBeLessThan(1e-7);
      }),
    );
  });

  it('needs two sessions', () => {
    for (const method of METHODS) expect(computeCovariance(Float64Array.of(0.1), 1, 1, method)).toBeNull();
  });

  it.each(EFFECTIVE_DAYS)(
    'weighs all but $tolerance in the newest $days days (RiskMetrics)',
    ({ tolerance, days }) => {
      const older = (newest: number): number => {
        const T = 2_000;
        const ones = Float64Array.from({ length: T }, (_, t) => (t < T - newest ? 1 : 0));
        return bookStdDev(computeCovariance(ones, 1, T, 'ewma') as CovarianceFactor, Float64Array.of(1)) ** 2;
      };
      expect(older(days - 1)).toBeGreaterThan(tolerance);
      expect(older(days + 1)).toBeLessThan(tolerance);
    },
  );

  it('leaves the correlation of a symbol that does not move undefined', () => {
    const factor = computeCovariance(
      Float64Array.of(0.1, -0.1, 0.2, 0, 0, 0),
      2,
      3,
      'sample',
    ) as CovarianceFactor;
    expect([...correlationMatrix(covarianceMatrix(factor), 2)]).toEqual([1, NaN, NaN, NaN]);
  });
});

/** A factor of a given covariance matrix: its Cholesky root. */
function factorOf(covariance: readonly (readonly number[])[]): CovarianceFactor {
  const n = covariance.length;
  const scaled = new Float64Array(n * n);
  const root = (a: number, b: number): number => scaled[a * n + b] ?? NaN;
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = covariance[a]?.[b] ?? NaN;
      for (let k = 0; k < b; k++) rest -= root(a, k) * root(b, k);
      scaled[a * n + b] = a === b ? Math.sqrt(rest) : rest / root(b, b);
    }
  }
  return { symbols: n, T: n, scaled, ridge: 0 };
}

describe('decomposition of parametric VaR', () => {
  it.each(PUBLISHED_BOOKS)('$source', (book) => {
    const { positions, covariance, z, horizonDays, tolerance, partTolerance, marginalTolerance } = book;
    const factor = factorOf(covariance);
    const parts = decomposeVar(factor, Float64Array.from(positions), z * Math.sqrt(horizonDays));
    expect(Math.abs(parts.sigma * z * Math.sqrt(horizonDays) - book.valueAtRisk)).toBeLessThan(tolerance);
    const near = (actual: Float64Array, expected: readonly (number | null)[] | undefined, within?: number) =>
      expected?.forEach((value, i) => {
        if (value !== null) expect(Math.abs((actual[i] ?? NaN) - value)).toBeLessThan(within ?? 0);
      });
    near(parts.marginal, book.marginal, marginalTolerance);
    near(parts.component, book.component, partTolerance);
    near(parts.incremental, book.incremental, partTolerance);
    near(parts.standalone, book.standalone, partTolerance);
  });

  it.each(METHODS)(
    '%s: components sum, incremental is the book without the name, marginal is the slope',
    (method) => {
      fc.assert(
        fc.property(markets, fc.nat(), ({ symbols, T, returns, book }, seed) => {
          const factor = computeCovariance(returns, symbols, T, method) as CovarianceFactor;
          const parts = decomposeVar(factor, book, 2.33);
          fc.pre(parts.sigma > 1e-3);
          const total = parts.component.reduce((sum, x) => sum + x, 0);
          expect(Math.abs(total - 2.33 * parts.sigma)).toBeLessThan(1e-9 * parts.sigma);
          const s = seed % symbols;
          const moved = (to: number): number => 2.33 * bookStdDev(factor, book.with(s, to));
          const here = book[s] ?? NaN;
          expect(parts.incremental[s]).toBeCloseTo(2.33 * parts.sigma - moved(0), 7);
          const step = 1e-3 * parts.sigma;
          const slope = (moved(here + step) - moved(here - step)) / (2 * step);
          expect(Math.abs(slope - (parts.marginal[s] ?? NaN))).toBeLessThan(1e-4);
        }),
      );
    },
  );

  it('has zeros and no marginal for a book without risk', () => {
    const factor = computeCovariance(Float64Array.of(0.01, 0.02, 0.03), 1, 3, 'sample') as CovarianceFactor;
    const parts = decomposeVar(factor, Float64Array.of(0), 2.33);
    expect([parts.sigma, ...parts.component, ...parts.incremental]).toEqual([0, 0, 0]);
    expect(parts.marginal[0]).toBeNaN();
  });

  it('gives a book of one name back whole when the name goes, without dust and without NaN', () => {
    fc.assert(
      fc.property(markets, fc.nat(), ({ symbols, T, returns, book }, seed) => {
        const s = seed % symbols;
        const alone = book.map((amount, i) => (i === s ? amount : 0));
        const factor = computeCovariance(returns, symbols, T, 'sample') as CovarianceFactor;
        const { sigma, incremental } = decomposeVar(factor, alone, 2.33);
        expect(incremental[s]).toBe(2.33 * sigma);
      }),
      { numRuns: 500 },
    );
  });

  it('decomposes the symbols and sessions of a span to the same bits as all of them', () => {
    fc.assert(
      fc.property(markets, fc.nat(), fc.nat(), ({ symbols, T, returns, book }, atSymbol, atSession) => {
        const factor = computeCovariance(returns, symbols, T, 'ledoit-wolf') as CovarianceFactor;
        const { sigma, ...whole } = decomposeVar(factor, book, 2.33);
        const projected = new Float64Array(T).fill(NaN);
        const session = atSession % T;
        projectSessions(factor, book, projected, { from: session, to: T });
        projectSessions(factor, book, projected, { from: 0, to: session });
        const empty = (): Float64Array => new Float64Array(symbols).fill(-7);
        const parts = { standalone: empty(), marginal: empty(), component: empty(), incremental: empty() };
        const job = { factor, book, z: 2.33, projected };
        const symbol = atSymbol % symbols;
        expect(decomposeSymbols(job, parts, { from: symbol, to: symbols })).toBe(sigma);
        expect(decomposeSymbols(job, parts, { from: 0, to: symbol })).toBe(sigma);
        expect(parts).toEqual(whole);
      }),
    );
  });

  it('does not depend on the order of the symbols', () => {
    fc.assert(
      fc.property(markets, ({ symbols, T, returns, book }) => {
        const rows = Array.from({ length: symbols }, (_, s) => [...returns.subarray(s * T, (s + 1) * T)]);
        const turned = Float64Array.from(rows.toReversed().flat());
        for (const method of METHODS) {
          const a = computeCovariance(returns, symbols, T, method) as CovarianceFactor;
          const b = computeCovariance(turned, symbols, T, method) as CovarianceFactor;
          expect(bookStdDev(b, book.toReversed())).toBeCloseTo(bookStdDev(a, book), 8);
        }
      }),
    );
  });
});

describe('decomposition of historical ES', () => {
  it('sums to the shortfall', () => {
    fc.assert(
      fc.property(markets, fc.constantFrom(0.6, 0.9, 0.99), ({ T, returns, book }, confidence) => {
        const risk = computeHistoricalRisk(scenarioPnl(returns, T, book), confidence);
        if (risk === null) throw new Error('no scenarios');
        const parts = componentShortfall(returns, T, book, risk.worst, risk.tail);
        expect(parts.reduce((sum, x) => sum + x, 0)).toBeCloseTo(risk.expectedShortfall, 9);
      }),
    );
  });
});
