/** Text (dates as ISO 8601, booleans as TRUE and FALSE), the double of a numeric cell, or null for an empty cell. */
export type WorkbookCell = string | number | null;

/** Rows from the sheet's first row on, blank ones too, so that an index plus one is the row a person sees. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/**
 * The sheets of a workbook in their order, formulas as the values they were saved with. Throws an AppErrorException:
 * IMPORT_UNREADABLE for what is no workbook, is protected or damaged; IMPORT_TOO_LARGE beyond the caps, before
 * anything is unpacked.
 */
export type ReadWorkbook = (bytes: Uint8Array, file: string) => Promise<readonly WorkbookSheet[]>;
