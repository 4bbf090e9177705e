/** Which rule a close is against. */
export type CloseRule = 'LARGE_RETURN' | 'DECIMAL_SHIFT';

export interface SuspiciousClose {
  /** Position in the closes. */
  readonly at: number;
  readonly rule: CloseRule;
  /** The last close before it that is no spike. */
  readonly previous: number;
  /** The next close where that undoes the move: the close is a spike. Null: the move lasts, or nothing follows. */
  readonly back: number | null;
}

/** A move of more than this fraction, up or down. */
const LARGE = 0.4;
/** How far a factor may be from a power of ten, as a factor. */
const NEAR = 1.2;

/**
 * The closes of one symbol, oldest first, that a person should look at before a statistic uses them: a return above
 * 40 % or below -40 % against the last close that is no spike; DECIMAL_SHIFT where that is a move by about 10, 100 or
 * 1,000, up or down, and the next close is back within 40 %. A spike is reported once, not again on its way back.
 * A close that is not a finite number above 0 counts as missing and is passed over: gaps are bridged here.
 */
export function findSuspiciousCloses(closes: Float64Array): SuspiciousClose[] {
  const found: SuspiciousClose[] = [];
  let previous = NaN;
  for (let at = 0; at < closes.length; at++) {
    const close = closes[at] as number;
    if (!isClose(close)) continue;
    if (isLarge(previous, close)) {
      const next = nextClose(closes, at + 1);
      const isSpike = isLarge(close, next) && close > previous === close > next;
      const isShift = isSpike && isPowerOfTen(close / previous) && !isLarge(previous, next);
      const rule = isShift ? 'DECIMAL_SHIFT' : 'LARGE_RETURN';
      found.push({ at, rule, previous, back: isSpike ? next : null });
      if (isSpike) continue;
    }
    previous = close;
  }
  return found;
}

const isClose = (close: number): boolean => close > 0 && close < Infinity;

/** False when either is missing. */
const isLarge = (from: number, to: number): boolean => Math.abs(to / from - 1) > LARGE;

function nextClose(closes: Float64Array, from: number): number {
  for (let i = from; i < closes.length; i++) if (isClose(closes[i] as number)) return closes[i] as number;
  return NaN;
}

function isPowerOfTen(factor: number): boolean {
  const places = Math.round(Math.log10(factor));
  const rest = factor / 10 ** places;
  return Math.abs(places) >= 1 && Math.abs(places) <= 3 && rest <= NEAR && rest >= 1 / NEAR;
}
