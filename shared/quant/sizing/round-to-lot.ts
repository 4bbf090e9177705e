/** Share of a lot that a real quantity may lack to a whole number of lots and still be one. */
const DUST = 1e-9;
/** How much of a target the rounding of a float64 may add. */
const ROOM = 1e-12;

/**
 * The largest whole number of lots up to the real quantity n, toward zero, that `used` shows to keep `target`, 0 when it
 * shows that none near n does. A quantity that lacks nothing but rounding to a whole number of lots is that number.
 */
export function roundToLot(n: number, lot: number, used: (n: number) => number, target: number): number {
  const lots = wholeLots(n, lot);
  for (const whole of [lots, lots - 1])
    if (whole > 0 && used(whole * lot) <= target + ROOM * Math.abs(target)) return whole * lot;
  return 0;
}

/** Whole lots in the real quantity n >= 0, toward zero; one that is whole but for rounding counts. */
export function wholeLots(n: number, lot: number): number {
  const nearest = Math.round(n / lot);
  return Math.abs(n / lot - nearest) <= DUST ? nearest : Math.floor(n / lot);
}
