import { meanOf } from './moments.ts';

/**
 * Beta of y[offset .. offset + T) against x[0 .. T): cov(x, y)/var(x), both with the means removed
 * (ddof 1 in both, so it cancels). Simple returns in, a plain ratio out.
 * Null below two returns or when the index does not move: no beta is invented.
 */
export function computeBeta(y: Float64Array, offset: number, x: Float64Array): number | null {
  const T = x.length;
  if (T < 2) return null;
  const meanX = meanOf(x);
  const meanY = meanOf(y, offset, T);
  let cross = 0;
  let square = 0;
  for (let t = 0; t < T; t++) {
    const deviation = (x[t] as number) - meanX;
    cross += deviation * ((y[offset + t] as number) - meanY);
    square += deviation * deviation;
  }
  return square > 0 ? cross / square : null;
}
