import { deflateRawSync } from 'node:zlib';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { storeZip } from './store-zip.ts';

const utf8 = new TextEncoder();
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as a spreadsheet program's library writes it, by sheet name. */
export async function writtenWorkbook(sheets: Readonly<Record<string, SheetData>>): Promise<Uint8Array> {
  const all = Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }));
  return new Uint8Array(await writeXlsxFile(all).toBuffer());
}

/** The parts of a workbook whose sheets are given as the XML of their rows. */
export function partsOf(
  sheets: readonly string[],
  attributes: readonly string[] = [],
): Map<string, Uint8Array> {
  const ids = sheets.map((_, index) => `rId${index + 1}`);
  const named = ids.map(
    (id, i) => `<sheet name="S${i + 1}" sheetId="${i + 1}" r:id="${id}" ${attributes[i] ?? ''}/>`,
  );
  const targets = ids.map(
    (id, i) => `<Relationship Id="${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return new Map(
    Object.entries({
      'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets>${named.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}</Relationships>`,
      ...Object.fromEntries(sheets.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(xml)])),
    }).map(([name, text]) => [name, utf8.encode(text)]),
  );
}

/** A sheet of the rows, as XML. */
export const sheetXml = (rows: string): string =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** The archive of some parts. */
export const archiveOf = (parts: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  new Uint8Array(storeZip(parts));

/** An archive of one deflated entry, whose directory declares what it is told to. */
export function deflatedArchive(
  name: string,
  content: Uint8Array,
  declared: { unpacked?: number; flags?: number; method?: number } = {},
): Uint8Array {
  const packed = deflateRawSync(content);
  const archive = Buffer.from(archiveOf(new Map([[name, packed]])));
  const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const whole = Buffer.from(archiveOf(new Map([[name, content]])));
  const crc = whole.readUInt32LE(14);
  archive.writeUInt16LE(declared.flags ?? 0, directory + 8);
  archive.writeUInt16LE(declared.method ?? 8, directory + 10);
  archive.writeUInt32LE(crc, directory + 16);
  archive.writeUInt32LE(declared.unpacked ?? content.length, directory + 24);
  return archive;
}
