const NO_SECTOR = '(none)';

export interface SectorExposure {
  readonly gross: number;
  readonly net: number;
  readonly count: number;
}

export interface Exposure {
  readonly long: number;
  /** <= 0. */
  readonly short: number;
  /** Sum of absolute values. */
  readonly gross: number;
  /** Sum of signed values. */
  readonly net: number;
  /** Sum of (|value|/gross)^2; 0 for an empty book. */
  readonly hhiGross: number;
  /** Share of gross in the largest 1, 5 and 10 positions; 0 for an empty book. */
  readonly topGross: { readonly '1': number; readonly '5': number; readonly '10': number };
  /** In order of name; positions without a sector under `NO_SECTOR`. */
  readonly sectors: Readonly<Record<string, SectorExposure>>;
}

/**
 * Exposure and concentration of signed position values (money, base currency), one sector name a value
 * (null or empty: none). Zero values count as positions of their sector. Float64, unrounded.
 */
export function computeExposure(values: Float64Array, sectors: readonly (string | null)[]): Exposure {
  let long = 0;
  let short = 0;
  for (const value of values) {
    if (value > 0) long += value;
    else short += value;
  }
  const gross = long - short;
  const weights = values
    .map((value) => (gross > 0 ? Math.abs(value) / gross : 0))
    .sort()
    .reverse();
  return {
    long,
    short,
    gross,
    net: long + short,
    hhiGross: weights.reduce((sum, weight) => sum + weight * weight, 0),
    topGross: { '1': sumOfFirst(weights, 1), '5': sumOfFirst(weights, 5), '10': sumOfFirst(weights, 10) },
    sectors: bySector(values, sectors),
  };
}

const sumOfFirst = (weights: Float64Array, n: number): number =>
  weights.subarray(0, n).reduce((sum, weight) => sum + weight, 0);

function bySector(
  values: Float64Array,
  sectors: readonly (string | null)[],
): Readonly<Record<string, SectorExposure>> {
  const totals = new Map<string, { gross: number; net: number; count: number }>();
  values.forEach((value, s) => {
    const name = sectors[s] || NO_SECTOR;
    const total = totals.get(name) ?? { gross: 0, net: 0, count: 0 };
    total.gross += Math.abs(value);
    total.net += value;
    total.count++;
    totals.set(name, total);
  });
  const names = [...totals.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, totals.get(name) as SectorExposure]));
}
