import type { ImportContent } from './import-content.ts';
import type { RowReader } from './row-reader.ts';

export type KindName =
  | 'instruments'
  | 'bars'
  | 'quotes'
  | 'fx'
  | 'accounts'
  | 'positions'
  | 'factors'
  | 'restricted'
  | 'locates'
  | 'tickets'
  | 'executions'
  | 'symbol_changes';

/** What a cell of a column is: only numbers and dates have spellings of "missing", and only they show a style. */
export type ColumnType = 'text' | 'number' | 'date' | 'time';

export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  /** Other headings, best first; compared without case, spaces and punctuation. */
  readonly aliases?: readonly string[];
}

export interface KindContext {
  readonly baseCurrency: string;
  /** YYYYMMDD; market data after it is rejected. */
  readonly today: number;
}

/**
 * One kind of table the importer knows. Adding a format is one of these in a file of its own and a line in the
 * registry.
 */
export interface ImportKind {
  readonly name: KindName | 'targets';
  readonly columns: readonly ColumnSpec[];
  /** Each entry is satisfied by any one of its columns. */
  readonly required: readonly (readonly string[])[];
  /** Called once a file; the returned function reads one row into the content, or rejects it on the reader. */
  open(content: ImportContent, context: KindContext): (row: RowReader) => void;
}
