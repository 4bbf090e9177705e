import type { BookRow } from '#shared/contract/schemas/book.ts';

export interface Holding {
  readonly symbol: string;
  /** +1 long, -1 short. */
  readonly direction: 1 | -1;
  /** |value|, money. */
  readonly value: number;
  /** Of one share, money. */
  readonly shareMoney: number;
}

/** The positions that have a value; `unvalued` names the others. */
export function holdingsOf(rows: readonly BookRow[]): {
  readonly holdings: readonly Holding[];
  readonly unvalued: readonly string[];
} {
  const held = rows.filter(({ quantity }) => quantity !== 0);
  return {
    holdings: held.flatMap(({ symbol, quantity, value }): Holding[] =>
      value === null || value === 0
        ? []
        : [
            {
              symbol,
              direction: quantity > 0 ? 1 : -1,
              value: Math.abs(value),
              shareMoney: Math.abs(value / quantity),
            },
          ],
    ),
    unvalued: held.filter(({ value }) => value === null || value === 0).map(({ symbol }) => symbol),
  };
}

/**
 * Targets of the holdings with parts as given, each in its own direction, so that today's gross is kept: a sheet of
 * symbols and weights of NAV. A holding without a part is left alone. Equal parts are equal weights.
 */
export function proposeTargets(
  holdings: readonly Holding[],
  partOf: (holding: Holding) => number | null,
  nav: number,
): string {
  const parts = holdings.map((holding) => ({ holding, part: partOf(holding) }));
  const known = parts.filter((one): one is { holding: Holding; part: number } => one.part !== null);
  const gross = known.reduce((sum, { holding }) => sum + holding.value, 0);
  const all = known.reduce((sum, { part }) => sum + part, 0);
  const lines = known.map(({ holding, part }) => {
    const weight = (holding.direction * gross * part) / all / nav;
    return `${holding.symbol}\t${(weight * 100).toFixed(6)} %`;
  });
  return ['symbol\tweight', ...lines].join('\n');
}
