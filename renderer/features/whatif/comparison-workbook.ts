import { formatInstant, zoneOf } from '#renderer/format/times.ts';
import type { ComparisonRow } from './comparison-rows.ts';

/** The comparison as a workbook of one sheet, numbers unrounded, below a line that says what it is and of when. */
export async function comparisonWorkbook(
  names: readonly string[],
  rows: readonly ComparisonRow[],
  now: number,
): Promise<Blob> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const text = (value: string) => ({ value, type: String });
  const cell = (value: number | string | null) =>
    value === null ? null : typeof value === 'number' ? { value, type: Number } : text(value);
  const bold = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });
  const others = names.slice(1);
  const data = [
    ['What-if branches', `as of ${formatInstant(now)} (${zoneOf()})`].map(text),
    [],
    ['Figure', ...names, ...others.map((name) => `${name} less base`)].map(bold),
    ...rows.map(({ title, values, differences }) => [
      text(title),
      ...values.map(cell),
      ...differences.slice(1).map(cell),
    ]),
  ];
  return writeXlsxFile([{ sheet: 'What-if', data, stickyRowsCount: 3 }]).toBlob();
}
