import { readFileSync } from 'node:fs';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, PRICE_ONE, QUANTITY_ONE, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { NO_WORKBOOKS } from '../imported.testing.ts';
import { parseTicketFile, type TicketFileOptions } from './tickets.ts';

const parse = (text: string, options: Partial<TicketFileOptions> = {}) =>
  parseTicketFile(new TextEncoder().encode(text), 'orders.csv', { readWorkbook: NO_WORKBOOKS, ...options });

async function ticketsOf(text: string, options?: Partial<TicketFileOptions>) {
  const result = await parse(text, options);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
}

describe('parseTicketFile', () => {
  it('reads a full ticket', async () => {
    const text =
      'cl_ord_id,account,symbol,side,quantity,ord_type,price,time_in_force,trader,strategy,time\n' +
      'T1,ALPHA,aapl,BUY,"3,830",LIMIT,$109.45,GTC,okafor,CORE,2026-10-30T13:32:08Z\n';
    const { tickets, lines, report } = await ticketsOf(text);
    expect(tickets).toEqual([
      {
        clOrdId: 'T1',
        account: 'ALPHA',
        symbol: 'AAPL',
        side: 'BUY',
        orderQty: 3_830 * QUANTITY_ONE,
        ordType: 'LIMIT',
        price: 109.45 * PRICE_ONE,
        stopPx: null,
        timeInForce: 'GTC',
        trader: 'okafor',
        strategy: 'CORE',
        transactTime: Date.parse('2026-10-30T13:32:08Z'),
        defects: [],
      },
    ]);
    expect(lines).toEqual([2]);
    expect(report.rejects).toEqual([]);
  });

  it('fills in account, id, time in force, and the type that the prices mean', async () => {
    const text = 'symbol,side,quantity,price,stop_price\nA,B,1,,\nA,SS,1,5,\nA,S,1,,4\nA,2,1,5,4\n';
    const { tickets } = await ticketsOf(text);
    expect(tickets.map(({ clOrdId, side, ordType }) => [clOrdId, side, ordType])).toEqual([
      ['orders-2', 'BUY', 'MARKET'],
      ['orders-3', 'SELL_SHORT', 'LIMIT'],
      ['orders-4', 'SELL', 'STOP'],
      ['orders-5', 'SELL', 'STOP_LIMIT'],
    ]);
    expect(tickets[0]).toMatchObject({ account: 'MAIN', timeInForce: 'DAY', transactTime: null });
  });

  it.each([
    ['A,HOLD,1,LIMIT,5,DAY,', 'side'],
    ['A,BUY,many,LIMIT,5,DAY,', 'orderQty'],
    ['A,BUY,,LIMIT,5,DAY,', 'orderQty'],
    ['A,BUY,1e400,LIMIT,5,DAY,', 'orderQty'],
    ['A,BUY,1,ICEBERG,5,DAY,', 'ordType'],
    ['A,BUY,1,LIMIT,5.123456789,DAY,', 'price'],
    ['A,BUY,1,LIMIT,5,SOON,', 'timeInForce'],
    ['A,BUY,1,LIMIT,5,DAY,half past', 'transactTime'],
    ['A,BUY,1', 'row'],
    ['A,BUY,1,LIMIT,5,DAY,,,9', 'row'],
    ['"A,BUY,1,LIMIT,5,DAY,', 'row'],
  ])('makes a ticket with a defect of the row %j: %s', async (row, field) => {
    const { tickets, report } = await ticketsOf(
      `symbol,side,quantity,ord_type,price,tif,time\n${row}\nB,SELL,2,MARKET,,DAY,\n`,
    );
    expect(tickets).toHaveLength(2);
    expect(tickets[0]?.defects.map((defect) => defect.field)).toContain(field);
    expect(tickets[1]?.defects).toEqual([]);
    expect(report.rejects.every(({ row: line, code }) => line === 2 && code === 'FLAGGED_DEFECT')).toBe(true);
    expect(report).toMatchObject({ rowsRead: 2, rowsRejected: 0 });
  });

  it('keeps a negative quantity for the control to judge', async () => {
    const { tickets } = await ticketsOf('symbol,side,quantity\nA,SELL,(5)\n');
    expect(tickets[0]).toMatchObject({ orderQty: -5 * QUANTITY_ONE, defects: [] });
  });

  it('maps share classes to the symbols of the desk', async () => {
    const { tickets } = await ticketsOf('symbol,side,quantity\nBRK-B,BUY,1\n', {
      knownSymbols: new Set(['BRK.B']),
    });
    expect(tickets[0]?.symbol).toBe('BRK.B');
  });

  it.each([
    ['symbol,quantity\nA,1\n', 'IMPORT_UNREADABLE'],
    ['', 'IMPORT_UNREADABLE'],
    ['symbol,side,quantity,time\nA,BUY,1,1/2/2026\n', 'IMPORT_AMBIGUOUS'],
  ])('refuses the file %j as a whole: %s', async (text, code) => {
    const result = await parse(text);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  it('makes exactly one ticket of every row that is not blank', async () => {
    const cell = fc.string({ unit: fc.constantFrom('A', '1', '.', '-', ' ', 'B', 'U', 'Y'), maxLength: 4 });
    const row = fc
      .array(cell, { minLength: 3, maxLength: 5 })
      .filter((cells) => cells.join('').trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const text = ['symbol,side,quantity', ...rows.map((cells) => cells.join(','))].join('\n');
        const { tickets, lines } = await ticketsOf(text);
        expect(tickets).toHaveLength(rows.length);
        expect(lines).toEqual(rows.map((_, i) => i + 2));
      }),
    );
  });

  it('reads the tickets of the sample desk without a defect', async () => {
    const text = readFileSync('resources/sample/tickets.csv', 'utf8');
    const { tickets } = await ticketsOf(text);
    const rows = text.trim().split('\n').slice(1);
    expect(
      tickets.map(({ clOrdId, orderQty }) => `${clOrdId} ${formatDecimal(orderQty, QUANTITY_PLACES)}`),
    ).toEqual(rows.map((row) => `${row.split(',')[0]} ${row.split(',')[4]}`));
    const planned = rows.map((row) => !/^\d+$/.test(row.split(',')[4] ?? ''));
    expect(tickets.map(({ defects }) => defects.length > 0)).toEqual(planned);
  });
});
