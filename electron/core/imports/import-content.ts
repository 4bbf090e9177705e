import { BarColumns } from './bar-columns.ts';

/** Where a row stands: index of the file in the import, and its line. */
export interface RowOrigin {
  readonly file: number;
  readonly line: number;
}

/** Values of a row in the order of its table's columns: texts, scaled integers, YYYYMMDD dates. */
export type RowValues = readonly (string | number | null)[];

export interface ReadRow {
  readonly values: RowValues;
  readonly origin: RowOrigin;
}

export const ROW_TABLES = [
  'instruments',
  'quotes',
  'fx',
  'accounts',
  'positions',
  'factors',
  'restricted',
  'locates',
  'executions',
] as const;
export type RowTable = (typeof ROW_TABLES)[number];

export interface SymbolChange {
  readonly from: string;
  readonly to: string;
  readonly effective: number;
}

/** Everything the files of one import say, as they spell it; checked against each other once all are read. */
export class ImportContent {
  readonly bars = new BarColumns();
  readonly rows: Readonly<Record<RowTable, ReadRow[]>> = {
    instruments: [],
    quotes: [],
    fx: [],
    accounts: [],
    positions: [],
    factors: [],
    restricted: [],
    locates: [],
    executions: [],
  };
  readonly symbolChanges: SymbolChange[] = [];
  /** Index of the file that is being read. */
  file = 0;

  startFile(index: number): void {
    this.file = index;
    this.bars.startFile(index);
  }

  add(table: RowTable, line: number, values: RowValues): void {
    this.rows[table].push({ values, origin: { file: this.file, line } });
  }
}
