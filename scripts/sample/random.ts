import { SESSIONS } from './model.ts';

/** Uniform numbers in (0, 1): xoshiro128**, its state filled from the seed by a 32-bit splitmix. */
export function createRandom(seed: number): () => number {
  let mix = seed | 0;
  const next = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return (out + 0.5) / 2 ** 32;
  };
}

/** Standard normal deviates, Box and Muller in Marsaglia's polar form: log and sqrt only. */
export function createNormal(random: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * random() - 1;
      const v = 2 * random() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
}

/** Shocks of about unit variance that cluster: GARCH(1,1) with Student-t (5) innovations cut at six deviations. */
export function createShocks(normal: () => number, count: number): Float64Array {
  const shocks = new Float64Array(count);
  let variance = 1;
  for (let t = -100; t < count; t++) {
    let chi2 = 0;
    for (let k = 0; k < 5; k++) chi2 += normal() ** 2;
    const z = Math.max(-6, Math.min(6, normal() * Math.sqrt(3 / chi2)));
    const shock = z * Math.sqrt(variance);
    if (t >= 0) shocks[t] = shock;
    variance = 0.05 + 0.08 * shock * shock + 0.87 * variance;
  }
  return shocks;
}

/** A factor's shocks with their mean removed, so that the drift of the sample is the model's drift. */
export function createFactor(normal: () => number): Float64Array {
  const shocks = createShocks(normal, SESSIONS);
  const mean = meanOfLast(shocks, SESSIONS);
  return shocks.map((shock) => shock - mean);
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));
export const meanOfLast = (values: ArrayLike<number>, count: number): number => {
  let sum = 0;
  for (let t = values.length - count; t < values.length; t++) sum += values[t] ?? 0;
  return sum / count;
};

export function pick<T>(items: readonly T[], u: number): T {
  const item = items[Math.floor(u * items.length)];
  if (item === undefined) throw new RangeError('pick from an empty list');
  return item;
}
