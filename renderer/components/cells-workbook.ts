export type WorkbookCell = string | number | null;

/**
 * Cells as a workbook of one sheet: numbers unrounded, texts as texts whatever they begin with. The row `header`, from 0, is
 * in bold and stays in view with those above it.
 */
export async function cellsWorkbook(
  sheet: string,
  rows: readonly (readonly WorkbookCell[])[],
  header: number,
): Promise<Blob> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const data = rows.map((row, place) =>
    row.map((value) => {
      if (value === null) return null;
      const cell = typeof value === 'number' ? { value, type: Number } : { value, type: String };
      return place === header ? { ...cell, fontWeight: 'bold' as const } : cell;
    }),
  );
  return writeXlsxFile([{ sheet, data, stickyRowsCount: header + 1 }]).toBlob();
}
