import { SeededRandom } from '#shared/testing/seeded-random.ts';

/** Fills n x T, symbol-major, with daily returns that have one common factor; returns the array. */
export function fillReturns(returns: Float64Array, n: number, T: number): Float64Array {
  const random = new SeededRandom(20_260_121);
  const market = random.times(T, () => random.fraction() - 0.5);
  for (let i = 0; i < n; i++) {
    const beta = 2 * random.fraction();
    for (let t = 0; t < T; t++) {
      returns[i * T + t] = 0.02 * (beta * (market[t] as number) + random.fraction() - 0.5);
    }
  }
  return returns;
}
