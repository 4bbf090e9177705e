import type { Threshold } from './measure.ts';

/** Margin a worst case needs, as whole multiples of one denominator: 1 and 1.5 are 2/2 and 3/2. */
export interface MarginRates {
  readonly key: string;
  readonly long: number;
  readonly short: number;
  readonly denominator: number;
}

/** Both rates over their least common denominator. */
export function marginRates(long: Threshold, short: Threshold): MarginRates {
  const denominator = (long.denominator / divisor(long.denominator, short.denominator)) * short.denominator;
  const rates = {
    long: long.numerator * (denominator / long.denominator),
    short: short.numerator * (denominator / short.denominator),
    denominator,
  };
  return { key: `${rates.long}:${rates.short}/${denominator}`, ...rates };
}

/**
 * Margin of one symbol in minor units times the rates' denominator: the worse of its long and its short worst case,
 * whose values these are.
 */
export const marginOf = (longValue: number, shortValue: number, rates: MarginRates): number =>
  Math.max(Math.max(longValue, 0) * rates.long, Math.max(0 - shortValue, 0) * rates.short);

/** Full payment of longs, half as much again of shorts. */
export const DEFAULT_MARGIN: MarginRates = { key: '2:3/2', long: 2, short: 3, denominator: 2 };

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
