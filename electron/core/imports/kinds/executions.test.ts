import { describe, expect, it } from 'vitest';
import { MAX_EXECUTIONS } from '../caps.ts';
import { imported, refusal } from '../imported.testing.ts';

const HEADER = 'exec_id,cl_ord_id,last_qty,last_px,time';
const file = (...rows: string[]) => ({ 'executions.csv': [HEADER, ...rows, ''].join('\n') });

describe('a file of executions', () => {
  it('is read in its order, decimals exactly, the time when there is one', async () => {
    const { content } = await imported(
      file('E2,T1,100,10.25,2026-01-15T10:00:00Z', 'E1,T2,0.5,1000.123456,'),
    );
    expect(content.executions).toEqual([
      {
        file: 0,
        line: 2,
        execId: 'E2',
        clOrdId: 'T1',
        lastQty: 100_000_000,
        lastPx: 1_025_000_000,
        transactTime: Date.UTC(2026, 0, 15, 10),
      },
      expect.objectContaining({ line: 3, execId: 'E1', lastQty: 500_000, transactTime: null }),
    ]);
  });

  it('has other headings and another name', async () => {
    const { content, kinds } = await imported({
      'fills_of_today.csv': 'Trade ID;Order ID;Fill Qty;Fill Price\nE1;T1;1.000;10,25\nE2;T1;2.000;10,5\n',
    });
    expect(kinds).toEqual([{ name: 'fills_of_today.csv', kind: 'executions' }]);
    expect(content.executions.map(({ lastQty, lastPx }) => [lastQty, lastPx])).toEqual([
      [1_000_000_000, 1_025_000_000],
      [2_000_000_000, 1_050_000_000],
    ]);
  });

  it.each([
    ['no execution id', ',T1,1,1,', 'exec_id'],
    ['no order', 'E1,,1,1,', 'cl_ord_id'],
    ['no quantity', 'E1,T1,,1,', 'last_qty'],
    ['a quantity of 0', 'E1,T1,0,1,', 'last_qty'],
    ['a negative quantity', 'E1,T1,-1,1,', 'last_qty'],
    ['a quantity that is no number', 'E1,T1,NaN,1,', 'last_qty'],
    ['a price of 0', 'E1,T1,1,0,', 'last_px'],
    ['a time that is none', 'E1,T1,1,1,soon', 'time'],
    ['an id that is too long', `${'E'.repeat(65)},T1,1,1,`, 'exec_id'],
  ])('rejects a row with %s and keeps the others', async (_what, row, column) => {
    const { files, content } = await imported(file(row, 'E9,T9,1,1,'));
    expect(files[0]?.rejects).toMatchObject([{ row: 2, column }]);
    expect(content.executions.map(({ execId }) => execId)).toEqual(['E9']);
  });

  it('counts the same execution twice as a duplicate, and rejects it with other values', async () => {
    const { files, content } = await imported(file('E1,T1,1,1,', 'E1,T1,1.0,1.00,', 'E1,T1,2,1,'));
    expect(content.executions).toHaveLength(1);
    expect(files[0]).toMatchObject({
      rowsStaged: 1,
      duplicates: 1,
      rejects: [{ row: 4, column: 'exec_id', code: 'DUPLICATE_CONFLICT' }],
    });
  });

  it('holds as many as one commit takes', async () => {
    const rows = Array.from({ length: MAX_EXECUTIONS + 1 }, (_, i) => `E${i},T1,1,1,`);
    expect(await refusal(file(...rows))).toMatchObject({ code: 'IMPORT_TOO_LARGE' });
  });
});
