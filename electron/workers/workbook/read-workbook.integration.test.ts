import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { readWorkbook } from './read-workbook.ts';
import { archiveOf, deflatedArchive, partsOf, writtenWorkbook } from './workbook.testing.ts';

const rowsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes, 'book.xlsx'))[0]?.rows;
const errorOf = async (bytes: Uint8Array) => {
  try {
    return { code: 'OK', sheets: await readWorkbook(bytes, 'book.xlsx') };
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return thrown.error;
    throw thrown;
  }
};
const instant = (...parts: Parameters<typeof Date.UTC>) => new Date(Date.UTC(...parts));

describe('readWorkbook', () => {
  it('gives numbers exactly, dates as ISO, booleans and lookalikes as text, blank rows in their place', async () => {
    const date = (value: Date, format: string) => ({ value, format });
    const bytes = await writtenWorkbook({
      Book: [
        [{ value: 'symbol' }, { value: 'quantity' }, { value: 'when' }],
        [{ value: 'TRUE' }, { value: 0.1 }, date(instant(2017, 10, 10), 'dd/mm/yyyy')],
        [],
        [
          { value: 'NAN' },
          { value: -1234567.25 },
          date(instant(2017, 10, 10, 14, 30, 1), 'yyyy-mm-dd hh:mm'),
        ],
        [{ value: true }, { value: 1e15 + 1 }, { value: '10/5/2017' }],
        [{ value: ' MAR ' }, { value: 1e-9 }, { value: '0.10' }],
      ],
      Notes: [[{ value: 'x' }]],
    });
    const sheets = await readWorkbook(bytes, 'book.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['Book', 'Notes']);
    expect(sheets[0]?.rows).toEqual([
      ['symbol', 'quantity', 'when'],
      ['TRUE', 0.1, '2017-11-10'],
      [null, null, null],
      ['NAN', -1234567.25, '2017-11-10T14:30:01'],
      ['TRUE', 1e15 + 1, '10/5/2017'],
      [' MAR ', 1e-9, '0.10'],
    ]);
  });

  it('reads every second of a day as that second', async () => {
    const times = Array.from({ length: 300 }, (_, i) => instant(2017, 10, 10, 0, 0, i * 287 + 1));
    const rows = times.map((value) => [{ value, format: 'yyyy-mm-dd hh:mm:ss' }]);
    expect(await rowsOf(await writtenWorkbook({ Times: rows }))).toEqual(
      times.map((time) => [time.toISOString().slice(0, 19)]),
    );
  });

  it('takes a formula for the value it was saved with, and shows one that has none', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>' +
      '<row r="3"><c r="B3"><f>A1*2</f></c><c r="C3" t="e"><f>A9</f><v>#REF!</v></c></row>';
    expect(await rowsOf(archiveOf(partsOf([rows])))).toEqual([
      [2, 'a'],
      [],
      [null, '#UNCALCULATED', '#REF!'],
    ]);
  });

  it('passes by what is no sheet, broken or large as it may be', async () => {
    const parts = partsOf(['<row r="1"><c r="A1"><v>1</v></c></row>']);
    const utf8 = new TextEncoder();
    parts.set('xl/externalLinks/externalLink1.xml', utf8.encode('<externalLink><sheetDataSet><!-- x -->'));
    parts.set('xl/dialogsheets/sheet1.xml', utf8.encode('<dialogsheet><sheetData/></dialogsheet>'));
    parts.set('xl/media/image1.png', new Uint8Array(70 * 1024 * 1024));
    expect(await rowsOf(archiveOf(parts))).toEqual([[1]]);
  });

  it('puts hidden sheets behind those that people see', async () => {
    const one = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const parts = partsOf([one, one, one], ['state="veryHidden"', '', 'state="hidden"']);
    const sheets = await readWorkbook(archiveOf(parts), 'book.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['S2', 'S1', 'S3']);
  });

  it('reads an empty workbook as one without rows', async () => {
    expect(await rowsOf(archiveOf(partsOf([''])))).toEqual([]);
  });

  it('refuses a bomb, a huge extent, an encrypted or broken workbook, each with one clear line', async () => {
    const good = await writtenWorkbook({ Book: [[{ value: 'symbol' }]] });
    const far = (content: string) => `<row r="200"><c r="ALL200">${content}</c></row>`;
    const cases: [string, Uint8Array, string, RegExp][] = [
      ['old or encrypted', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'IMPORT_UNREADABLE', /password/],
      ['text', new TextEncoder().encode('symbol,quantity'), 'IMPORT_UNREADABLE', /not an Excel workbook/],
      ['empty', new Uint8Array(0), 'IMPORT_UNREADABLE', /not an Excel workbook/],
      ['another archive', deflatedArchive('a.xml', Uint8Array.of(60)), 'IMPORT_UNREADABLE', /not an Excel/],
      ['cut off', good.subarray(0, good.length / 2), 'IMPORT_UNREADABLE', /damaged/],
      ['bomb', deflatedArchive('xl/workbook.xml', new Uint8Array(5e6)), 'IMPORT_TOO_LARGE', /times its size/],
      [
        'extent',
        archiveOf(partsOf(['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])),
        'IMPORT_TOO_LARGE',
        /5,000,000 cells/,
      ],
      [
        'extents that are huge together',
        archiveOf(partsOf(Array.from({ length: 50 }, () => far('<v>1</v>')))),
        'IMPORT_TOO_LARGE',
        /5,000,000 cells/,
      ],
      [
        'empty rows that are many together',
        archiveOf(partsOf(Array.from({ length: 50 }, () => '<row r="1048576"/>'))),
        'IMPORT_TOO_LARGE',
        /5,000,000 cells/,
      ],
      [
        'bad string',
        archiveOf(partsOf(['<row r="1"><c r="A1" t="s"><v>5</v></c></row>'])),
        'IMPORT_UNREADABLE',
        /damaged/,
      ],
    ];
    for (const [name, bytes, code, what] of cases) {
      const error = await errorOf(bytes);
      expect(error, name).toMatchObject({ code, where: 'book.xlsx' });
      expect('what' in error ? error.what : '', name).toMatch(what);
    }
  });

  it('answers any damage to the text of its parts with sheets or one refusal', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>symbol</t></is></c><c r="B1" t="s"><v>0</v></c></row>' +
      '<row r="3" spans="1:2"><c r="A3" s="1"><v>43049.5</v></c><c r="B3"><f>1+1</f><v>2</v></c></row>';
    const parts = partsOf([rows, '<row r="1"><c r="A1" t="b"><v>1</v></c></row>']);
    const shared = '<sst><si><t>quantity</t></si></sst>';
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const utf8 = new TextEncoder();
    parts.set('xl/sharedStrings.xml', utf8.encode(shared)).set('xl/styles.xml', utf8.encode(styles));
    expect(await rowsOf(archiveOf(parts))).toEqual([
      ['symbol', 'quantity'],
      [null, null],
      ['2017-11-10T12:00:00', 2],
    ]);
    const piece = fc.constantFrom(
      '',
      '<',
      '>',
      '"',
      "'",
      '/',
      '9',
      '99999',
      'A',
      '&#57;',
      ' r="9"',
      '<c>',
      '-',
    );
    const damage = fc.tuple(
      fc.constantFrom(...parts.keys()),
      fc.double({ min: 0, max: 1 }),
      fc.nat(4),
      piece,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (changes) => {
        const damaged = new Map(parts);
        for (const [name, place, removed, added] of changes) {
          const text = new TextDecoder().decode(damaged.get(name));
          const at = Math.floor((Number.isNaN(place) ? 0 : place) * text.length);
          damaged.set(name, utf8.encode(text.slice(0, at) + added + text.slice(at + removed)));
        }
        const answer = await errorOf(archiveOf(damaged));
        expect(['OK', 'IMPORT_UNREADABLE', 'IMPORT_TOO_LARGE']).toContain(answer.code);
        if ('sheets' in answer) {
          for (const { rows: read } of answer.sheets) {
            for (const cell of read.flat()) expect(['string', 'number', 'object']).toContain(typeof cell);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('does not let a part that is no sheet of the workbook pass unmeasured', async () => {
    const parts = partsOf(['<row r="1"><c r="A1"><v>1</v></c></row>']);
    const xml = '<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>';
    parts.set('xl/other.xml', new TextEncoder().encode(xml));
    expect(await errorOf(archiveOf(parts))).toMatchObject({ code: 'IMPORT_TOO_LARGE' });
  });
});
