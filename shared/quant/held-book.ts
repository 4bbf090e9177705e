import type { RiskReportInput } from './risk-report-types.ts';

/** The positions that count: places in the input of the symbols held, and which of them have returns. */
export interface HeldBook {
  readonly places: readonly number[];
  readonly values: Float64Array;
  /** Row of each position in the packed returns; -1 for an excluded one. */
  readonly rows: Int32Array;
  readonly rowValues: Float64Array;
  readonly returns: Float64Array;
}

/** Takes the symbols with a quantity from the input, and packs the returns of those that are not excluded. */
export function selectHeldBook(input: RiskReportInput): HeldBook {
  const { symbols, quantities, prices, unitValues = prices, returns, T, excluded } = input;
  const places = symbols.flatMap((_, s) => (quantities[s] === 0 ? [] : [s]));
  const values = Float64Array.from(places, (s) => (quantities[s] as number) * (unitValues[s] as number));
  const rows = new Int32Array(places.length).fill(-1);
  const included = places.flatMap((place, i) => (excluded?.[place] === true ? [] : [i]));
  const packed = new Float64Array(included.length * T);
  included.forEach((i, row) => {
    const place = places[i] as number;
    rows[i] = row;
    packed.set(returns.subarray(place * T, (place + 1) * T), row * T);
  });
  const rowValues = Float64Array.from(included, (i) => values[i] as number);
  return { places, values, rows, rowValues, returns: packed };
}
