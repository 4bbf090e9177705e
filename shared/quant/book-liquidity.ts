/** One entry a position: value in money, days to liquidate, cost of impact in money; null where there is no volume. */
export interface LiquidityInput {
  readonly values: Float64Array;
  readonly days: readonly (number | null)[];
  readonly impactCosts: readonly (number | null)[];
}

export interface BookLiquidity {
  /** Of the positions with volume; null when there is none. */
  readonly maxDays: number | null;
  /** Days weighted by share of gross; null when a position has none. */
  readonly grossWeightedDays: number | null;
  /** Share of gross sold within 1, 2, 5 and 10 days; what has no volume is never sold. */
  readonly grossLiquidated: {
    readonly '1': number;
    readonly '2': number;
    readonly '5': number;
    readonly '10': number;
  };
  readonly namesOver1Day: number;
  readonly namesOver5Days: number;
  /** Square-root impact of selling all of it, money; null when a position has none. */
  readonly impactCost: number | null;
}

/**
 * How fast the book can be sold when every position trades at its own pace. Within h days goes
 * sum of w_i * min(1, h/days_i), w_i = |value|/gross. A position without volume counts among the names over each
 * number of days. An empty book has zeros.
 */
export function computeBookLiquidity({ values, days, impactCosts }: LiquidityInput): BookLiquidity {
  const gross = values.reduce((sum, value) => sum + Math.abs(value), 0);
  const weightOf = (value: number): number => (gross > 0 ? Math.abs(value) / gross : 0);
  const known = days.filter((one) => one !== null);
  const isComplete = known.length === days.length;
  const within = (horizon: number): number =>
    values.reduce((sum, value, i) => sum + weightOf(value) * soldWithin(horizon, days[i] ?? null), 0);
  const over = (horizon: number): number => days.filter((one) => one === null || one > horizon).length;
  return {
    maxDays:
      known.length === 0 ? (isComplete ? 0 : null) : known.reduce((most, one) => Math.max(most, one), 0),
    grossWeightedDays: isComplete
      ? values.reduce((sum, value, i) => sum + weightOf(value) * (days[i] as number), 0)
      : null,
    grossLiquidated: { '1': within(1), '2': within(2), '5': within(5), '10': within(10) },
    namesOver1Day: over(1),
    namesOver5Days: over(5),
    impactCost: sumOrNull(impactCosts),
  };
}

const soldWithin = (horizon: number, days: number | null): number =>
  days === null ? 0 : days <= horizon ? 1 : horizon / days;

function sumOrNull(parts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const part of parts) {
    if (part === null) return null;
    sum += part;
  }
  return sum;
}
