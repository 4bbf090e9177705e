import type { Cell, ComparisonTable } from '#electron/core/whatif/branches/comparison-table.ts';

/**
 * The table as an .xlsx workbook of one sheet, its header in bold and kept in view. A text is a text there, whatever it
 * begins with.
 */
export async function comparisonWorkbook({ header, rows }: ComparisonTable): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data = [
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((cells) => cells.map(sheetCell)),
  ];
  return new Uint8Array(await writeXlsxFile([{ sheet: 'What-if', data, stickyRowsCount: 1 }]).toBuffer());
}

const sheetCell = (value: Cell) =>
  value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String };
