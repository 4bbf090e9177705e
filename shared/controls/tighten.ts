import { isFromBelow } from './relation.ts';
import type { Limit, TightenRule } from '#shared/domain/limit.ts';
import { inHotOrder } from './compile-limit.ts';
import type { CompiledLimit } from './control.ts';
import type { Threshold } from './measure.ts';

/** A factor of 1; factors are whole millionths. */
export const FACTOR_ONE = 1_000_000;

const MILLION = 1_000_000n;
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The factor of a rule in millionths, rounded down: linear between the points, beyond them that of the nearest end.
 * A metric that is missing or no number gives the tightest factor of the rule.
 */
export function factorAt({ points }: TightenRule, metric: number | null): number {
  if (metric === null || Number.isNaN(metric))
    return Math.min(...points.map(([, factor]) => millionths(factor)));
  let below = points[0];
  for (const point of points) {
    if (below === undefined || metric <= point[0]) return between(below ?? point, point, metric);
    below = point;
  }
  return below === undefined ? 0 : millionths(below[1]);
}

function between(
  [x0, from]: readonly [number, number],
  [x1, to]: readonly [number, number],
  x: number,
): number {
  const [a, b] = [millionths(from), millionths(to)];
  if (x >= x1) return b;
  if (x <= x0) return a;
  const exact = a + ((b - a) * (x - x0)) / (x1 - x0);
  return Math.min(a, Math.max(b, Math.floor(exact)));
}

const millionths = (factor: number): number => Math.round(factor * FACTOR_ONE);

/**
 * The same limit with hard and soft (and the collar's passive side) tightened by a factor in millionths. A maximum is
 * multiplied and rounded down, a minimum divided and rounded up, in whole units of what is measured; a minimum at
 * factor 0 can be met by nothing.
 */
export function tightenLimit(limit: CompiledLimit, factor: number): CompiledLimit {
  if (factor >= FACTOR_ONE || limit.problem !== null) return limit;
  const tightened = isFromBelow(limit.relation) ? atLeast : atMost;
  return inHotOrder({
    ...limit,
    hard: tightened(limit.hard, factor),
    soft: tightened(limit.soft, factor),
    params: { ...limit.params, passive: tightened(limit.params.passive, factor) },
  });
}

/** threshold * factor, never more. */
function atMost({ numerator, denominator }: Threshold, factor: number): Threshold {
  const top = BigInt(numerator) * BigInt(factor);
  const bottom = BigInt(denominator) * MILLION;
  if (denominator === 1) return toThreshold(top / bottom, 1n);
  const [a, b] = lowest(top, bottom);
  if (a <= MOST && b <= MOST) return toThreshold(a, b);
  const scale = scaleOf(a / b);
  return toThreshold((a * scale) / b, scale);
}

/** threshold / factor, never less. */
function atLeast({ numerator, denominator }: Threshold, factor: number): Threshold {
  if (factor === 0) return toThreshold(MOST, 1n);
  const top = BigInt(numerator) * MILLION;
  const bottom = BigInt(denominator) * BigInt(factor);
  if (denominator === 1) return toThreshold(least(ceilDivide(top, bottom), MOST), 1n);
  const [a, b] = lowest(top, bottom);
  if (a <= MOST && b <= MOST) return toThreshold(a, b);
  const scale = scaleOf(a / b + 1n);
  return toThreshold(least(ceilDivide(a * scale, b), MOST), scale);
}

/** The largest power of ten by which a value of so many whole units can be multiplied and still be held exactly. */
function scaleOf(whole: bigint): bigint {
  let scale = 1n;
  while ((whole + 1n) * scale * 10n <= MOST && scale < 10n ** 15n) scale *= 10n;
  return scale;
}

function lowest(a: bigint, b: bigint): [bigint, bigint] {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? [a, b] : [a / x, b / x];
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const ceilDivide = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

const toThreshold = (numerator: bigint, denominator: bigint): Threshold => ({
  numerator: Number(numerator),
  denominator: Number(denominator),
  value: Number(numerator) / Number(denominator),
});

/** A limit that follows a metric. */
export type DynamicLimit = Limit & { readonly tighten: TightenRule };

export const isDynamic = (limit: Limit): limit is DynamicLimit => limit.tighten !== undefined;

/** The factor without its metric: as tight as the limit can be, millionths. */
export const tightestFactor = ({ tighten }: DynamicLimit): number => factorAt(tighten, null);
