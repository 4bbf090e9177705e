/**
 * The largest n >= 0 with bookVariance + 2 n covariance + n^2 unitVariance <= limit, or -1 when no n >= 0 fits.
 * `covariance` is of the book with the P&L of one share bought (or sold: its sign turns), `unitVariance` of that P&L,
 * `limit` the square of the largest sigma allowed. The parabola is convex: between the least n that fits and this
 * one everything fits. Infinity when the unit P&L does not vary and the book fits; NaN in, NaN out.
 * Real-valued and rounded: verify it on the lot grid.
 */
export function largestWithinVariance(
  bookVariance: number,
  covariance: number,
  unitVariance: number,
  limit: number,
): number {
  const room = limit - bookVariance;
  if (Number.isNaN(room + covariance + unitVariance)) return NaN;
  if (unitVariance <= 0) return room >= 0 ? Infinity : -1;
  const discriminant = covariance * covariance + unitVariance * room;
  if (discriminant < 0) return -1;
  const root = Math.sqrt(discriminant);
  // The form without cancellation for each sign of the covariance.
  const n = covariance > 0 ? room / (covariance + root) : (root - covariance) / unitVariance;
  return n >= 0 ? n : -1;
}
