import type { ReadWorkbook, WorkbookCell, WorkbookSheet } from '#electron/core/ports/workbook-reader.ts';
import { MAX_FIELD } from '#electron/core/imports/caps.ts';
import readXlsxFile from 'read-excel-file/universal';
import { scanSheet, type Extent, type LostCell } from './scan-sheet.ts';
import { sheetPaths } from './sheet-paths.ts';
import { storeZip } from './store-zip.ts';
import { unpackZip } from './unpack-zip.ts';
import { damagedWorkbook, protectedWorkbook } from './workbook-errors.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** Parts of no sheet, however large: caches of pivot tables and other workbooks, charts, pictures, looks. */
const BESIDE = /^xl\/(?:pivot|externalLinks|charts|drawings|theme|tables|queryTables|slicer|timeline)/;
const utf8 = new TextDecoder();

/**
 * Reads an .xlsx file. The archive is unpacked within its caps, the extent of every sheet is known before room is
 * made for its cells, and the library then meets only what was checked. A date is the date as shown, without a zone;
 * a time of day follows it where there is one. Cells of errors and of formulas that were saved without a value are
 * text that is no number, so that a price that could not be calculated is not taken for an absent one.
 */
export const readWorkbook: ReadWorkbook = async (bytes, file) => {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw protectedWorkbook(file);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw damagedWorkbook(file, 'This is not an Excel workbook');
  const parts = unpackZip(bytes, file, isOfSheets);
  const workbookXml = textOf(parts.get(WORKBOOK));
  const relations = textOf(parts.get(RELATIONS));
  if (workbookXml === '' || relations === '') throw damagedWorkbook(file, 'This is not an Excel workbook');
  const lost = scanSheets(parts, file);
  const paths = sheetPaths(workbookXml, relations);
  const sheets = await readSheets(parts, file);
  if (sheets.length !== paths.length) throw damagedWorkbook(file);
  const read = sheets.map(({ name, data }, index) => ({
    isHidden: paths[index]?.isHidden ?? false,
    sheet: { name, rows: rowsOf(data, lost.get(paths[index]?.path ?? '') ?? []) },
  }));
  // What people see comes first: a table on a hidden sheet must not be taken for the one they mean.
  return [...read.filter(({ isHidden }) => !isHidden), ...read.filter(({ isHidden }) => isHidden)].map(
    ({ sheet }) => sheet,
  );
};

const isOfSheets = (name: string): boolean =>
  name === RELATIONS || (name.endsWith('.xml') && !BESIDE.test(name));

const textOf = (part: Uint8Array | undefined): string => (part === undefined ? '' : utf8.decode(part));

/** Every part that may be read as a sheet, whatever it is called. */
function scanSheets(parts: ReadonlyMap<string, Uint8Array>, file: string): Map<string, LostCell[]> {
  const lost = new Map<string, LostCell[]>();
  const extent: Extent = { rows: 0, cells: 0 };
  for (const [name, part] of parts) {
    if (
      name.endsWith('.xml') &&
      Buffer.from(part.buffer, part.byteOffset, part.length).includes('sheetData')
    ) {
      lost.set(name, scanSheet(textOf(part), file, extent));
    }
  }
  return lost;
}

interface ReadSheet {
  readonly name: string;
  readonly data: readonly (readonly unknown[])[];
}

async function readSheets(parts: ReadonlyMap<string, Uint8Array>, file: string): Promise<ReadSheet[]> {
  try {
    const sheets = await readXlsxFile(storeZip(parts), { trim: false });
    // A sheet that is a chart has no data.
    return sheets.map(({ sheet, data }) => ({ name: sheet, data: (data as typeof data | undefined) ?? [] }));
  } catch {
    throw damagedWorkbook(file);
  }
}

function rowsOf(data: ReadSheet['data'], lost: readonly LostCell[]): WorkbookSheet['rows'] {
  const rows = data.map((row) => row.map(cellOf));
  for (const { row, column, text } of lost) {
    while (rows.length < row) rows.push([]);
    const cells = rows[row - 1] ?? [];
    while (cells.length < column) cells.push(null);
    cells[column - 1] = text;
  }
  return rows;
}

function cellOf(value: unknown): WorkbookCell {
  switch (typeof value) {
    case 'string':
      // One character more than a field may have is enough to be refused for its length.
      return value.length > MAX_FIELD ? value.slice(0, MAX_FIELD + 1) : value;
    case 'number':
      return value;
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    default:
      return value instanceof Date ? dateText(value) : null;
  }
}

/** ISO 8601 without a zone. A serial number falls up to a millisecond short of the second it stands for. */
function dateText(date: Date): string {
  const millis = date.getTime();
  if (Number.isNaN(millis)) return '#DATE';
  const whole = new Date(((millis % 1_000) + 1_000) % 1_000 === 999 ? millis + 1 : millis).toISOString();
  return whole.replace(/T00:00:00\.000Z$/, '').replace(/(?:\.000)?Z$/, '');
}
