import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, PRICE_ONE, QUANTITY_ONE, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { WorkbookCell, WorkbookSheet } from '../ports/workbook-reader.ts';
import { cellText } from './cell-text.ts';
import { imported, refusal } from './imported.testing.ts';
import { parseTicketFile } from './kinds/tickets.ts';

type Rows = readonly (readonly WorkbookCell[])[];
const sheet = (rows: Rows, name = 'Sheet1'): WorkbookSheet => ({ name, rows });
const reading = (...sheets: WorkbookSheet[]) => ({ readWorkbook: () => Promise.resolve(sheets) });
const BYTES = Uint8Array.of(1);
const positionsOf = async (...sheets: WorkbookSheet[]) =>
  (await imported({ 'positions.xlsx': BYTES }, reading(...sheets))).content.positions;

describe('a workbook of positions', () => {
  it('is read as the same table of text is, lots and rejects included', async () => {
    const rows: Rows = [
      ['Ticker', 'Qty', 'Avg Cost', 'Desk note'],
      ['AAA', 100, 10.25, 'x'],
      [null, null, null, null],
      ['AAA', 50.5, '$ 1,010.75', null],
      ['BBB', 'many', null, null],
      ['CCC', '(1,234)', '#REF!', null],
      ['DDD', -7],
    ];
    const text = rows
      .map((row) => row.map((cell) => `"${cellText(cell, '.')}"`).join(',') + (row.length < 4 ? ',,' : ''))
      .join('\n');
    const { content, files } = await imported({ 'positions.xlsx': BYTES }, reading(sheet(rows)));
    const asText = await imported({ 'positions.csv': text });
    expect(content).toEqual(asText.content);
    const [report, textReport] = [files[0], asText.files[0]];
    expect(report?.rejects).toEqual(textReport?.rejects);
    expect(report?.rejects.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [5, 'quantity', 'many', 'NOT_A_NUMBER'],
      [6, 'avg_price', '#REF!', 'NOT_A_NUMBER'],
    ]);
    expect(report).toMatchObject({
      kind: 'positions',
      detected: { format: 'workbook', sheet: 'Sheet1', 'column symbol': 'Ticker' },
      ignoredColumns: ['Desk note'],
      rowsRead: 5,
      rowsStaged: 3,
    });
  });

  it('keeps tickers that look like values', async () => {
    const rows = ['TRUE', 'NAN', 'MAR', '#N/A', 'NA'].map((symbol) => [symbol, 1] as const);
    const found = await positionsOf(sheet([['symbol', 'quantity'], ...rows]));
    expect(found.map(([, symbol]) => symbol)).toEqual(['#N/A', 'MAR', 'NA', 'NAN', 'TRUE']);
  });

  it('reads a number as what it is, whatever decimal mark its text cells have', async () => {
    const rows: Rows = [
      ['symbol', 'quantity', 'avg_price'],
      ['A', 1.234, '1.234,50'],
      ['B', 1500, '7,25'],
    ];
    expect(await positionsOf(sheet(rows))).toEqual([
      ['MAIN', 'A', 1.234 * QUANTITY_ONE, 1234.5 * PRICE_ONE],
      ['MAIN', 'B', 1500 * QUANTITY_ONE, 7.25 * PRICE_ONE],
    ]);
  });

  it('asks for the decimal mark when its text cells leave it open', async () => {
    const rows: Rows = [
      ['symbol', 'quantity'],
      ['A', '1.500'],
      ['B', 0.25],
    ];
    expect(await refusal({ 'positions.xlsx': BYTES }, reading(sheet(rows)))).toMatchObject({
      code: 'IMPORT_AMBIGUOUS',
      where: 'positions.xlsx, column quantity',
    });
    const choices = { '*': { decimal: ',', encoding: 'utf-8', delimiter: 'comma' } };
    const { content } = await imported({ 'positions.xlsx': BYTES }, { ...reading(sheet(rows)), choices });
    expect(content.positions.map(([, , quantity]) => quantity)).toEqual([
      1500 * QUANTITY_ONE,
      0.25 * QUANTITY_ONE,
    ]);
  });

  it('refuses a row whose field is too long, and no other', async () => {
    const rows: Rows = [
      ['symbol', 'quantity'],
      ['A'.repeat(4_097), 1],
      ['B', 1],
    ];
    const { files } = await imported({ 'positions.xlsx': BYTES }, reading(sheet(rows)));
    expect(files[0]?.rejects.map(({ row, code }) => [row, code])).toEqual([[2, 'FIELD_TOO_LONG']]);
    expect(files[0]?.rowsStaged).toBe(1);
  });
});

describe('the sheet that is read', () => {
  const notes = sheet([['Read me'], ['symbol, quantity']], 'Notes "1"');
  const table = sheet([[null], ['symbol', 'quantity'], ['A', 1]], 'Book');
  const second = sheet(
    [
      ['symbol', 'quantity'],
      ['B', 2],
    ],
    'Old',
  );

  it('is the first with the columns; the others are named', async () => {
    const { files, content } = await imported(
      { 'book.xlsx': BYTES },
      reading(sheet([], 'Empty'), notes, table, second),
    );
    expect(content.positions.map(([, symbol]) => symbol)).toEqual(['A']);
    expect(files[0]?.detected['sheet']).toBe('Book');
    expect(files[0]?.warnings).toEqual([
      'Only the first sheet with a table is read; left alone: "Notes \\"1\\"", "Old".',
    ]);
  });

  it.each<[string, string, readonly WorkbookSheet[], string]>([
    ['no sheet has a cell', 'positions.xlsx', [sheet([[null, ' ']])], 'no cells'],
    ['no sheet has the columns of its name', 'positions.xlsx', [notes], 'needs the column symbol, quantity'],
    ['no kind has its columns', 'data.xlsx', [notes], 'Read me'],
    ['a column stands twice', 'positions.xlsx', [sheet([['symbol', 'qty', 'qty']])], 'qty'],
    ['it is named as another kind', 'bars.xlsx', [table], 'positions or tickets, and this one holds bars'],
    [
      'it holds another kind',
      'data.xlsx',
      [sheet([['symbol', 'date', 'close']])],
      'A workbook can hold positions or tickets, and this one holds bars',
    ],
  ])('refuses the import when %s', async (_why, file, sheets, named) => {
    const error = await refusal(
      { 'instruments.csv': 'symbol,name\nA,Agilent', [file]: BYTES },
      reading(...sheets),
    );
    expect(error).toMatchObject({ code: 'IMPORT_UNREADABLE', where: file });
    expect(error.what).toContain(named);
  });

  it('passes on why the workbook cannot be read', async () => {
    const thrown = appError('IMPORT_TOO_LARGE', 'What', 'positions.xlsx', 'Do.');
    const readWorkbook = () => Promise.reject(new AppErrorException(thrown));
    expect(await refusal({ 'positions.xlsx': BYTES }, { readWorkbook })).toEqual(thrown);
  });
});

describe('a workbook of tickets', () => {
  it('makes every row a ticket; what could not be calculated is a defect, never an absent price', async () => {
    const rows: Rows = [
      ['Symbol', 'Side', 'Qty', 'Limit Price', 'Time', 'Order ID'],
      ['AAA', 'BUY', 100, 10.1, '2017-11-10T14:30:00', 1001],
      ['TRUE', 'SELL', 5, '#UNCALCULATED', '2017-11-10', 1002],
      ['BBB', 'B', 7, null, 43049, 1003],
    ];
    const read = reading(sheet(rows));
    const choices = { '*': { dateOrder: 'SERIAL' } };
    const result = await parseTicketFile(BYTES, 'orders.xlsx', { ...read, choices });
    const { tickets, lines } = result.ok ? result.value : { tickets: [], lines: [] };
    expect(lines).toEqual([2, 3, 4]);
    expect(tickets.map(({ symbol, ordType, price, clOrdId }) => [symbol, ordType, price, clOrdId])).toEqual([
      ['AAA', 'LIMIT', 10.1 * PRICE_ONE, '1001'],
      ['TRUE', 'LIMIT', null, '1002'],
      ['BBB', 'MARKET', null, '1003'],
    ]);
    expect(tickets.map(({ transactTime }) => transactTime)).toEqual([
      Date.UTC(2017, 10, 10, 14, 30),
      Date.UTC(2017, 10, 10),
      Date.UTC(2017, 10, 10),
    ]);
    expect(tickets.map(({ defects }) => defects.map(({ field }) => field))).toEqual([[], ['price'], []]);
  });
});

describe('cellText', () => {
  it.each([
    [0.1, '0.1'],
    [0.1 + 0.2, '0.3'],
    [3 * 1.1, '3.3'],
    [1e-7, '1e-7'],
    [-0, '0'],
    [1234567890123456, '1234567890123456'],
    [null, ''],
    ['0,1', '0,1'],
  ])('of %j is %j', (cell, text) => {
    expect(cellText(cell, '.')).toBe(text);
  });

  it('gives back what was typed, in either style', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (scaled) => {
        const typed = formatDecimal(scaled, QUANTITY_PLACES);
        expect(Number(cellText(Number(typed), '.'))).toBe(Number(typed));
        if (!/e/.test(cellText(Number(typed), '.'))) expect(cellText(Number(typed), '.')).toBe(typed);
        expect(cellText(Number(typed), ',').replace(',', '.')).toBe(cellText(Number(typed), '.'));
      }),
    );
  });
});
