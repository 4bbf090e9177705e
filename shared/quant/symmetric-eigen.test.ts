import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { computeCovarianceSpectrum } from './covariance-spectrum.ts';
import { covarianceMatrix } from './covariance-matrix.ts';
import { computeCovariance, type CovarianceFactor, type CovarianceMethod } from './covariance.ts';
import { secondDifferenceEigenvalue } from './reference/spectral-values.ts';
import { symmetricEigen, type SymmetricEigen } from './symmetric-eigen.ts';

const symmetric = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n * n, maxLength: n * n }).map((raw) => ({
    n,
    matrix: Float64Array.from(raw, (_, at) => raw[Math.max(at, (at % n) * n + Math.floor(at / n))] as number),
  })),
);

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

describe('symmetric eigenvalues', () => {
  it('are those of the second difference matrix', () => {
    const n = 50;
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const distance = Math.abs(Math.floor(at / n) - (at % n));
      return distance === 0 ? 2 : distance === 1 ? -1 : 0;
    });
    symmetricEigen(matrix, n)?.values.forEach((value, i) => {
      expect(Math.abs(value - secondDifferenceEigenvalue(i + 1, n))).toBeLessThan(1e-14);
    });
  });

  it('rebuild the matrix from orthonormal vectors', () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, n) as SymmetricEigen;
        const row = (i: number): Float64Array => vectors.subarray(i * n, (i + 1) * n);
        for (let a = 0; a < n; a++) {
          if (a > 0) expect(values[a]).toBeGreaterThanOrEqual(values[a - 1] as number);
          for (let b = 0; b < n; b++) {
            expect(Math.abs(dot(row(a), row(b)) - (a === b ? 1 : 0))).toBeLessThan(1e-13);
            let entry = 0;
            for (let j = 0; j < n; j++)
              entry += (values[j] as number) * (row(j)[a] as number) * (row(j)[b] as number);
            expect(Math.abs(entry - (matrix[a * n + b] as number))).toBeLessThan(1e-11);
          }
        }
      }),
    );
  });

  it('are of any size: none, one, zeros, and tiny or huge entries; null where one is no number', () => {
    expect(symmetricEigen(new Float64Array(0), 0)?.values.length).toBe(0);
    expect([...(symmetricEigen(Float64Array.of(-3), 1)?.values ?? [])]).toEqual([-3]);
    expect([...(symmetricEigen(new Float64Array(9), 3)?.values ?? [])]).toEqual([0, 0, 0]);
    for (const size of [1e-300, 1e300]) {
      const values = symmetricEigen(Float64Array.of(2 * size, size, size, 2 * size), 2)?.values;
      expect((values?.[0] ?? NaN) / size).toBeCloseTo(1, 12);
      expect((values?.[1] ?? NaN) / size).toBeCloseTo(3, 12);
    }
    for (const wrong of [NaN, Infinity])
      expect(symmetricEigen(Float64Array.of(1, wrong, wrong, 1), 2)).toBeNull();
  });
});

describe('covariance spectrum', () => {
  const returns = (symbols: number, T: number): Float64Array =>
    Float64Array.from({ length: symbols * T }, (_, i) => Math.sin(i * i + 1) / 40);

  it.each([
    ['sample', 4, 9],
    ['sample', 9, 4],
    ['ewma', 7, 5],
    ['ledoit-wolf', 4, 9],
    ['ledoit-wolf', 9, 4],
  ] as const)('of %s for %i symbols and %i sessions is that of the matrix', (method, symbols, T) => {
    const factor = computeCovariance(returns(symbols, T), symbols, T, method) as CovarianceFactor;
    const full = symmetricEigen(covarianceMatrix(factor), symbols)?.values ?? new Float64Array(1);
    const spectrum = computeCovarianceSpectrum(factor);
    const largest = full.at(-1) as number;
    expect(Math.abs((spectrum?.largest ?? NaN) - largest)).toBeLessThan(1e-13 * largest);
    expect(Math.abs((spectrum?.smallest ?? NaN) - (full[0] as number))).toBeLessThan(1e-13 * largest);
    const sessions = method === 'sample' ? T - 1 : T;
    expect(spectrum?.rank).toBe(method === 'ledoit-wolf' ? symbols : Math.min(symbols, sessions));
  });

  it('finds the symbol that is a sum of others, and one that does not move', () => {
    const T = 30;
    const base = returns(2, T);
    const sum = base.subarray(0, T).map((x, t) => x + (base[T + t] as number));
    const flat = new Float64Array(T).fill(0.01);
    const rows = Float64Array.from([...base, ...sum, ...flat]);
    const rankOf = (method: CovarianceMethod): number | undefined =>
      computeCovarianceSpectrum(computeCovariance(rows, 4, T, method) as CovarianceFactor)?.rank;
    expect(rankOf('sample')).toBe(2);
    expect(rankOf('ledoit-wolf')).toBe(4);
  });

  it('is null without symbols or with a return that is no number', () => {
    expect(
      computeCovarianceSpectrum(computeCovariance(new Float64Array(0), 0, 5, 'sample') as CovarianceFactor),
    ).toBeNull();
    const broken = returns(2, 5).with(3, NaN);
    expect(
      computeCovarianceSpectrum(computeCovariance(broken, 2, 5, 'sample') as CovarianceFactor),
    ).toBeNull();
  });
});
