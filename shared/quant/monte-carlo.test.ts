import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { bookStdDev, computeCovariance, type CovarianceFactor, type CovarianceMethod } from './covariance.ts';
import { computeHistoricalRisk } from './historical.ts';
import { sampleStdDev } from './moments.ts';
import {
  computeMonteCarloRisk,
  simulatePnl,
  type MonteCarloOptions,
  type MonteCarloRisk,
} from './monte-carlo.ts';
import { parametricShortfall, parametricVar } from './parametric.ts';
import { philox4x32 } from './philox.ts';
import { PHILOX_VECTORS, STUDENT_T_POINTS } from './reference/random-values.ts';
import { standardNormals } from './standard-normals.ts';

const T = 24;
const SYMBOLS = 3;
const returns = Float64Array.from({ length: SYMBOLS * T }, (_, i) => Math.sin(i * i + 1) / 40);
const book = Float64Array.of(3_000_000, -1_000_000, 500_000);
const options: MonteCarloOptions = { seed: 20171110, draws: 20_000, degreesOfFreedom: null };
const factorOf = (method: CovarianceMethod): CovarianceFactor =>
  computeCovariance(returns, SYMBOLS, T, method) as CovarianceFactor;

describe('Philox4x32-10', () => {
  it.each(PHILOX_VECTORS)('has the published words of counter $counter', ({ counter, key, words }) => {
    const out = new Uint32Array(4);
    philox4x32(Uint32Array.from(counter), Uint32Array.from(key), out);
    expect([...out]).toEqual([...words]);
  });

  it('multiplies as BigInt does', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
        const out = new Uint32Array(4);
        philox4x32(Uint32Array.from(counter), Uint32Array.from(key), out);
        expect([...out].map(BigInt)).toEqual(philoxOfBigInts(counter.map(BigInt), key.map(BigInt)));
      }),
    );
  });
});

function philoxOfBigInts(counter: readonly bigint[], key: readonly bigint[]): bigint[] {
  const mask = 0xffffffffn;
  let [c0, c1, c2, c3] = counter as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const [a, b] = [0xd2511f53n * c0, 0xcd9e8d57n * c2];
    [c0, c1, c2, c3] = [(b >> 32n) ^ c1 ^ k0, b & mask, (a >> 32n) ^ c3 ^ k1, a & mask];
    [k0, k1] = [(k0 + 0x9e3779b9n) & mask, (k1 + 0xbb67ae85n) & mask];
  }
  return [c0, c1, c2, c3];
}

describe('standard normals', () => {
  it('have mean 0 and variance 1, and no two streams or seeds are alike', () => {
    const draw = (seed: number, stream: number, number: number): Float64Array => {
      const out = new Float64Array(50_000);
      standardNormals({ seed, stream }, number, out.length, out);
      return out;
    };
    const z = draw(7, 0, 0);
    expect(Math.abs(z.reduce((sum, x) => sum + x, 0) / z.length)).toBeLessThan(4 / Math.sqrt(z.length));
    expect(Math.abs((sampleStdDev(z) ?? NaN) - 1)).toBeLessThan(4 / Math.sqrt(2 * z.length));
    for (const other of [draw(8, 0, 0), draw(7, 1, 0), draw(7, 0, 1), draw(7 + 2 ** 32, 0, 0)]) {
      const correlation = z.reduce((sum, x, i) => sum + x * (other[i] as number), 0) / z.length;
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(z.length));
    }
  });

  it('do not depend on how many are asked for', () => {
    const [short, long] = [new Float64Array(5), new Float64Array(9)];
    standardNormals({ seed: 3, stream: 0 }, 11, 5, short);
    standardNormals({ seed: 3, stream: 0 }, 11, 9, long);
    expect(long.subarray(0, 5)).toEqual(short);
  });
});

describe('Monte Carlo VaR', () => {
  it.each(['sample', 'ewma', 'ledoit-wolf'] as const)(
    'of %s is the parametric one within its error',
    (method) => {
      const factor = factorOf(method);
      const sigma = bookStdDev(factor, book);
      for (const confidence of [0.95, 0.99]) {
        const risk = computeMonteCarloRisk(factor, book, confidence, options);
        const [varError, esError] = [risk.valueAtRiskError ?? NaN, risk.expectedShortfallError ?? NaN];
        expect(Math.abs(risk.valueAtRisk - parametricVar(sigma, confidence))).toBeLessThan(3 * varError);
        expect(Math.abs(risk.expectedShortfall - parametricShortfall(sigma, confidence))).toBeLessThan(
          3 * esError,
        );
        expect(varError).toBeLessThan(0.04 * sigma);
        expect(esError).toBeLessThan(0.04 * sigma);
      }
    },
  );

  it('has the errors that 200 other seeds have', () => {
    const factor = factorOf('sample');
    const risks = Array.from({ length: 200 }, (_, seed) =>
      computeMonteCarloRisk(factor, book, 0.95, { ...options, seed, draws: 1_000 }),
    );
    const ratioOf = (
      value: (risk: MonteCarloRisk) => number,
      error: (risk: MonteCarloRisk) => number | null,
    ) => {
      const mean = risks.reduce((sum, risk) => sum + (error(risk) ?? NaN), 0) / risks.length;
      return (sampleStdDev(Float64Array.from(risks, value)) ?? NaN) / mean;
    };
    expect(
      Math.abs(
        ratioOf(
          (r) => r.valueAtRisk,
          (r) => r.valueAtRiskError,
        ) - 1,
      ),
    ).toBeLessThan(0.2);
    expect(
      Math.abs(
        ratioOf(
          (r) => r.expectedShortfall,
          (r) => r.expectedShortfallError,
        ) - 1,
      ),
    ).toBeLessThan(0.2);
  });

  it.each(STUDENT_T_POINTS)(
    'of a t has its point at $confidence',
    ({ degreesOfFreedom, confidence, point }) => {
      const factor = factorOf('sample');
      const risk = computeMonteCarloRisk(factor, book, confidence, { ...options, degreesOfFreedom });
      const scale = bookStdDev(factor, book) * Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
      expect(Math.abs(risk.valueAtRisk - point * scale)).toBeLessThan(3 * (risk.valueAtRiskError ?? NaN));
    },
  );

  it('is the same to the bit for the same seed, and another for another', () => {
    const factor = factorOf('sample');
    const first = computeMonteCarloRisk(factor, book, 0.99, options);
    expect(computeMonteCarloRisk(factor, book, 0.99, options)).toStrictEqual(first);
    expect(first).toMatchObject({ seed: 20171110, draws: 20_000, generator: 'philox4x32-10' });
    expect(computeMonteCarloRisk(factor, book, 0.99, { ...options, seed: 1 }).valueAtRisk).not.toBe(
      first.valueAtRisk,
    );
  });

  it('reads tail and rank as the historical method does', () => {
    const pnl = simulatePnl(factorOf('sample'), book, options);
    const risk = computeMonteCarloRisk(factorOf('sample'), book, 0.99, options);
    const historical = computeHistoricalRisk(pnl, 0.99);
    expect([risk.valueAtRisk, risk.expectedShortfall]).toEqual([
      historical?.valueAtRisk,
      historical?.expectedShortfall,
    ]);
  });

  it('has no error where too few draws lie beyond it, and refuses what is no option', () => {
    const factor = factorOf('sample');
    const few = computeMonteCarloRisk(factor, book, 0.99, { ...options, draws: 20 });
    expect([few.valueAtRiskError, few.expectedShortfallError]).toEqual([null, null]);
    for (const wrong of [{ seed: -1 }, { seed: 0.5 }, { draws: 0 }, { draws: NaN }, { degreesOfFreedom: 2 }])
      expect(() => computeMonteCarloRisk(factor, book, 0.99, { ...options, ...wrong })).toThrow(RangeError);
  });

  it('adds up over books, scales with them, and ES is never below VaR', () => {
    const amount = fc.integer({ min: -1000, max: 1000 });
    const books = fc
      .array(amount, { minLength: SYMBOLS, maxLength: SYMBOLS })
      .map((x) => Float64Array.from(x));
    const few = { ...options, draws: 200 };
    fc.assert(
      fc.property(books, books, fc.constantFrom('sample', 'ledoit-wolf'), (a, b, method) => {
        const factor = factorOf(method as CovarianceMethod);
        const [pnlA, pnlB] = [simulatePnl(factor, a, few), simulatePnl(factor, b, few)];
        const both = simulatePnl(
          factor,
          a.map((x, s) => x + (b[s] as number)),
          few,
        );
        both.forEach((x, k) => expect(x).toBeCloseTo((pnlA[k] as number) + (pnlB[k] as number), 9));
        const risk = computeMonteCarloRisk(factor, a, 0.95, few);
        const twice = computeMonteCarloRisk(
          factor,
          a.map((x) => 2 * x),
          0.95,
          few,
        );
        expect(twice.valueAtRisk).toBe(2 * risk.valueAtRisk);
        expect(risk.expectedShortfall).toBeGreaterThanOrEqual(risk.valueAtRisk);
      }),
    );
  });
});
