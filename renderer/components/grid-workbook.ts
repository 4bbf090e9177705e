import writeXlsxFile from 'write-excel-file/universal';

/**
 * A workbook of one sheet: the block on top, then the table with its header in bold. A number that was written with
 * separators is a number there; everything else is text, whatever it begins with.
 */
export function workbookOf(
  title: string,
  header: readonly (readonly string[])[],
  table: readonly (readonly string[])[],
): Promise<Blob> {
  const [names = [], ...rows] = table;
  const data = [
    ...header.map((row) => row.map(text)),
    [],
    names.map((name) => ({ ...text(name), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cellOf)),
  ];
  return writeXlsxFile([{ sheet: title.slice(0, 31), data }]).toBlob();
}

const text = (value: string) => ({ value, type: String });

function cellOf(value: string) {
  const plain = value.replaceAll(',', '');
  const isNumber = /^-?(\d{1,3}(,\d{3})*|\d+)(\.\d+)?$/.test(value) && !/^-?0\d/.test(plain);
  const digits = plain.replace(/\D/g, '').length;
  // What a sheet would round stays as it was written.
  return isNumber && digits <= 15 ? { value: Number(plain), type: Number } : text(value);
}
