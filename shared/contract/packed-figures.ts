import { POSITION_FLAGS, type PackedFigures, type PositionFigures } from './schemas/book.ts';

const COLUMNS = ['dayPnl', 'realisedPnl', 'marginalVar', 'componentVar', 'liquidityDays'] as const;
type Row = PositionFigures['rows'][number];

/** The same columns as text, which costs the thread that hands them on next to nothing; rows keep their order in an account. */
export function packFigures({ rows, ...rest }: PositionFigures): PackedFigures {
  const byAccount = [...Map.groupBy(rows, ({ account }) => account)];
  const ordered = byAccount.flatMap(([, own]) => own);
  const columnOf = (name: (typeof COLUMNS)[number]): string =>
    ordered.map((row) => row[name] ?? '').join(',');
  return {
    ...rest,
    books: byAccount.map(([account, own]) => ({ account, symbols: own.map(({ symbol }) => symbol) })),
    dayPnl: columnOf('dayPnl'),
    realisedPnl: columnOf('realisedPnl'),
    marginalVar: columnOf('marginalVar'),
    componentVar: columnOf('componentVar'),
    liquidityDays: columnOf('liquidityDays'),
    flags: ordered.map(({ flags }) => bitsOf(flags)).join(','),
  };
}

/** The figures again; of -0 it is 0. RangeError where a column has another number of rows than there are symbols. */
export function unpackFigures({ books, flags, ...packed }: PackedFigures): PositionFigures {
  const count = books.reduce((sum, { symbols }) => sum + symbols.length, 0);
  const [dayPnl, realisedPnl, marginalVar, componentVar, liquidityDays] = COLUMNS.map((name) =>
    numbersOf(packed[name], count),
  );
  const bits = numbersOf(flags, count);
  const { account, valueAtRisk, confidence } = packed;
  let at = -1;
  const rows = books.flatMap((book) =>
    book.symbols.map((symbol): Row => {
      at++;
      return {
        account: book.account,
        symbol,
        dayPnl: dayPnl?.[at] ?? null,
        realisedPnl: realisedPnl?.[at] ?? null,
        marginalVar: marginalVar?.[at] ?? null,
        componentVar: componentVar?.[at] ?? null,
        liquidityDays: liquidityDays?.[at] ?? null,
        flags: flagsOf(bits[at] ?? 0),
      };
    }),
  );
  return { account, rows, valueAtRisk, confidence };
}

function numbersOf(column: string, count: number): (number | null)[] {
  const fields = count === 0 ? [] : column.split(',');
  if (fields.length !== count) throw new RangeError(`${fields.length} figures of ${count} positions`);
  return fields.map((field) => (field === '' ? null : Number(field)));
}

const bitsOf = (flags: Row['flags']): number =>
  flags.reduce((bits, flag) => bits | (1 << POSITION_FLAGS.indexOf(flag)), 0);

const flagsOf = (bits: number): Row['flags'] => POSITION_FLAGS.filter((_, bit) => (bits >> bit) & 1);
