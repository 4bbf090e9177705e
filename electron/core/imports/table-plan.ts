import type { Result } from '#shared/errors/result.ts';
import type { TableStyle } from './row-reader.ts';
import type { TableLayout } from './table-layout.ts';
import type { OnRow } from './tokenize-delimited.ts';

/** How a file is to be read: its layout, the styles of its numbers and dates, and its rows. */
export interface TablePlan {
  readonly layout: TableLayout;
  readonly style: TableStyle;
  readonly detected: Readonly<Record<string, string>>;
  /** What the reader of the report should know of the file as a whole. */
  readonly warnings: readonly string[];
  /**
   * One pass over the rows below the header. Errors: IMPORT_TOO_LARGE, IMPORT_UNREADABLE when the bytes are not of
   * the chosen encoding, and whatever `onRow` throws as an AppErrorException.
   */
  read(onRow: OnRow): Promise<Result<null>>;
}
