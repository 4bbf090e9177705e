import { describe, expect, it } from 'vitest';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { MAX_CELLS, scanSheet, UNCALCULATED } from './scan-sheet.ts';
import { sheetXml } from './workbook.testing.ts';

const scan = (rows: string) => scanSheet(sheetXml(rows), 'book.xlsx');
const codeOf = (xml: string): string => {
  try {
    scanSheet(xml, 'book.xlsx');
    return 'OK';
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return thrown.error.code;
    throw thrown;
  }
};

describe('scanSheet', () => {
  it('finds errors and formulas that were saved without a value, where they stand', () => {
    const rows = `
      <row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AB2"><f>B1*2</f></c></row>
      <row r="7"><c r="C7" s="1"><f>B1</f><v></v></c><c r="D7" t="n"><f>B1</f><v/></c><c r="E7" t="e"/></row>`;
    expect(scan(rows)).toEqual([
      { row: 2, column: 1, text: '#DIV/0!' },
      { row: 2, column: 28, text: UNCALCULATED },
      { row: 7, column: 3, text: UNCALCULATED },
      { row: 7, column: 4, text: UNCALCULATED },
      { row: 7, column: 5, text: UNCALCULATED },
    ]);
  });

  it('finds nothing in values, empty cells and formulas with a value, the empty text too', () => {
    const rows = `
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/><c r="C1" s="3"><v>1.5</v></c></row>
      <row r="2"><c r="A2"><f>C1*2</f><v>3</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>
      <row r="3"><c r="A3" t="inlineStr"><is><t>e</t></is></c></row>`;
    expect(scan(rows)).toEqual([]);
  });

  it('understands a sheet whose elements have a prefix', () => {
    const xml =
      '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(scanSheet(xml, 'book.xlsx')).toEqual([{ row: 1, column: 1, text: '#N/A' }]);
  });

  it.each([
    ['a row far below', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'],
    ['an empty row far below', '<row r="9999999"/>'],
    ['a column far right', '<row r="1"><c r="ZZZ1"><v>1</v></c></row>'],
    [
      'two far corners',
      '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="400"><c r="A400"><f>1</f></c></row>',
    ],
    ['text far down', '<row r="1048576"><c r="F1048576" t="inlineStr"><is><t>x</t></is></c></row>'],
  ])('refuses %s before room is made for it', (_what, rows) => {
    expect(codeOf(sheetXml(rows))).toBe('IMPORT_TOO_LARGE');
  });

  it('takes as many cells as the cap and not a row more', () => {
    const widest = MAX_CELLS / 50;
    const ending = (row: number) =>
      sheetXml(`<row r="1"><c r="AX1"><v>1</v></c></row><row r="${row}"><c r="A${row}"><v/></c></row>`);
    expect(codeOf(ending(widest))).toBe('OK');
    expect(codeOf(ending(widest + 1))).toBe('IMPORT_TOO_LARGE');
  });

  it('takes formats without content wherever they stand', () => {
    expect(codeOf(sheetXml('<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'))).toBe('OK');
  });

  it.each([
    ['it ends too early', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
    ['a tag does not end', '<worksheet><sheetData><row r="1"'],
    ['a row has no plain number', sheetXml('<row r="&#57;99"><c r="A1"/></row>')],
    ['a row has no whole number', sheetXml('<row r="1e9"/>')],
    ['a cell has no address', sheetXml('<row r="1"><c><v>1</v></c></row>')],
    ['a cell has no plain address', sheetXml('<row r="1"><c r="&#65;1"/></row>')],
    ['a cell stands in another row', sheetXml('<row r="1"><c r="A2"/></row>')],
    ['an address has a prefix', sheetXml('<row x:r="9999999"/>')],
    ['an address stands twice', sheetXml('<row r="1" r="9999999"/>')],
    ['a tag ends inside quotes', sheetXml('<row a=">" r="9999999"/>')],
    ['a tag begins inside quotes', sheetXml('<row a=\'<row r="9999999"/>\'/>')],
    ['there is a comment', sheetXml('<!-- > <row r="9999999"/> -->')],
    ['there is a CDATA section', sheetXml('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>')],
    ['there is a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${sheetXml('')}`],
  ])('refuses a sheet when %s', (_why, xml) => {
    expect(codeOf(xml)).toBe('IMPORT_UNREADABLE');
  });
});
