import type { BookRow, PositionFigures, PositionFlag } from '#shared/contract/schemas/book.ts';

type Figures = PositionFigures['rows'][number];

/** A position with what it made today and does to the book; null until that has been read. */
export type PositionRow = BookRow &
  Pick<Figures, 'dayPnl' | 'realisedPnl' | 'marginalVar' | 'componentVar' | 'liquidityDays'> & {
    readonly flags: readonly PositionFlag[];
    /** value / NAV of its account, fraction. */
    readonly weight: number | null;
  };

const NONE: Omit<PositionRow, keyof BookRow | 'weight'> = {
  dayPnl: null,
  realisedPnl: null,
  marginalVar: null,
  componentVar: null,
  liquidityDays: null,
  flags: [],
};

const keyOf = ({ account, symbol }: { account: string; symbol: string }): string =>
  JSON.stringify([account, symbol]);

/** Positions with their figures. A row that says the same as before is the same object, so that a grid leaves it alone. */
export class PositionRows {
  #before = new Map<string, PositionRow>();

  /** `navOf` is the NAV of an account; null: not known. */
  join(
    rows: readonly BookRow[],
    figures: readonly Figures[],
    navOf: (account: string) => number | null,
  ): PositionRow[] {
    const byKey = new Map(figures.map((one) => [keyOf(one), one]));
    const joined = new Map<string, PositionRow>();
    for (const row of rows) {
      const key = keyOf(row);
      const now = { ...NONE, ...byKey.get(key), ...row, weight: weightOf(row.value, navOf(row.account)) };
      const before = this.#before.get(key);
      joined.set(key, before !== undefined && saysTheSame(before, now) ? before : now);
    }
    this.#before = joined;
    return [...joined.values()];
  }
}

const weightOf = (value: number | null, nav: number | null): number | null =>
  value === null || nav === null || nav <= 0 ? null : value / nav;

function saysTheSame(a: PositionRow, b: PositionRow): boolean {
  const { flags: flagsA, ...restA } = a;
  const { flags: flagsB, ...restB } = b;
  return (
    flagsA.join() === flagsB.join() &&
    (Object.keys(restA) as (keyof typeof restA)[]).every((key) => restA[key] === restB[key])
  );
}

export const FLAG_WORDS: Readonly<Record<PositionFlag, string>> = {
  NO_MARK: 'No mark',
  STALE_MARK: 'Stale mark',
  NO_ADV: 'No ADV',
  SUSPICIOUS_BAR: 'Suspicious bar',
  NO_SECTOR: 'No sector',
  SHORT_HISTORY: 'Short history',
};
