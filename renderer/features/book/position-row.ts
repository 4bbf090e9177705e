import type { BookRow, PositionFigures, PositionFlag } from '#shared/contract/schemas/book.ts';

type Figures = PositionFigures['rows'][number];

/** A position with what it made today and does to the book; null until that has been read. */
export type PositionRow = BookRow &
  Pick<Figures, 'dayPnl' | 'realisedPnl' | 'marginalVar' | 'componentVar' | 'liquidityDays'> & {
    readonly flags: readonly PositionFlag[];
  };

const NONE: Omit<PositionRow, keyof BookRow> = {
  dayPnl: null,
  realisedPnl: null,
  marginalVar: null,
  componentVar: null,
  liquidityDays: null,
  flags: [],
};

const keyOf = ({ account, symbol }: { account: string; symbol: string }): string =>
  JSON.stringify([account, symbol]);

export function joinFigures(rows: readonly BookRow[], figures: readonly Figures[]): PositionRow[] {
  const byKey = new Map(figures.map((one) => [keyOf(one), one]));
  return rows.map((row) => ({ ...NONE, ...byKey.get(keyOf(row)), ...row }));
}

export const FLAG_WORDS: Readonly<Record<PositionFlag, string>> = {
  NO_MARK: 'No mark',
  STALE_MARK: 'Stale mark',
  NO_ADV: 'No ADV',
  SUSPICIOUS_BAR: 'Suspicious bar',
  NO_SECTOR: 'No sector',
  SHORT_HISTORY: 'Short history',
};
