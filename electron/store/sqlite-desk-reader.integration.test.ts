import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import { openDeskReader } from './sqlite-desk-reader.ts';
import { rawDatabase, seedDesk, temporaryDesk, valueOf } from './temporary-desk.testing.ts';

let desk: ReturnType<typeof temporaryDesk>;
let reader: DeskReader;
beforeEach(() => {
  desk = temporaryDesk();
  seedDesk(desk.file);
  const db = rawDatabase(desk.file);
  // B is listed before A got its id, and C has no bars: order is by symbol, not by id.
  db.exec(`
    UPDATE instruments SET symbol = 'Z' WHERE id = 1;
    INSERT INTO instruments SELECT 3, 'C', name, issuer, sector, sub_industry, country, currency, asset_class,
      exchange, lot_size, 50, multiplier, 7 FROM instruments WHERE id = 2;
    INSERT INTO bars (instrument_id, date, close, volume) VALUES
      (1, 20240102, 100, 1), (1, 20240103, NULL, NULL), (1, 20240105, 300, 3),
      (2, 20240103, 20, NULL), (2, 20240104, 30, 9);
    INSERT INTO fx VALUES ('EUR', 20240103, 110000000), ('EUR', 20240102, 109000000);
    INSERT INTO restricted VALUES ('Z', NULL, 'NO_OPEN', 20240101, NULL, 'merger'),
      (NULL, 'Issuer', 'WARN', 20240101, 20240201, '');
    INSERT INTO positions VALUES ('MAIN', 'Z', -5, NULL), ('MAIN', 'B', 7, 42);`);
  db.close();
  reader = valueOf(openDeskReader(desk.file));
});
afterEach(() => {
  reader.close();
  desk.remove();
});

const symbol = (name: string) => name as SymbolId;

describe('reading a desk', () => {
  it('bars between two dates are columns by symbol, then date, with what is missing as NaN', () => {
    expect(reader.barsBetween(20240103, 20240105)).toEqual({
      symbols: ['B', 'Z'],
      symbolIndex: Int32Array.of(0, 0, 1, 1),
      dates: Int32Array.of(20240103, 20240104, 20240103, 20240105),
      closes: Float64Array.of(20, 30, NaN, 300),
      volumes: Float64Array.of(NaN, 9, NaN, 3),
    });
    expect(reader.barsBetween(20250101, 20251231).dates).toHaveLength(0);
  });

  it("the calendar is the index's own last sessions up to a date, ascending", () => {
    expect(reader.calendar(symbol('Z'), 20240104, 10)).toEqual(Int32Array.of(20240102, 20240103));
    expect(reader.calendar(symbol('Z'), 20240105, 2)).toEqual(Int32Array.of(20240103, 20240105));
    expect(reader.calendar(symbol('UNKNOWN'), 20240105, 2)).toHaveLength(0);
  });

  it('the newest bars of one symbol come oldest first', () => {
    expect(reader.bars(symbol('Z'), 2)).toEqual([
      { date: '2024-01-03', close: null, volume: null },
      { date: '2024-01-05', close: 300, volume: 3 },
    ]);
    expect([reader.barCount(), reader.lastSession()]).toEqual([5, 20240105]);
  });

  it('reference data comes with its own names and dates', () => {
    expect(reader.instruments().map((i) => [i.symbol, i.tickSize, i.sharesOutstanding])).toEqual([
      ['B', null, null],
      ['C', 50, 7],
      ['Z', null, null],
    ]);
    expect(reader.instruments()[2]).toMatchObject({
      name: 'Agilent',
      assetClass: 'EQUITY',
      lotSize: 1_000_000,
    });
    expect(reader.fx()).toEqual([
      { currency: 'EUR', date: '2024-01-02', rate: 109_000_000 },
      { currency: 'EUR', date: '2024-01-03', rate: 110_000_000 },
    ]);
    expect(reader.restrictions()).toEqual([
      { symbol: 'Z', issuer: null, mode: 'NO_OPEN', from: '2024-01-01', to: null, reason: 'merger' },
      { symbol: null, issuer: 'Issuer', mode: 'WARN', from: '2024-01-01', to: '2024-02-01', reason: '' },
    ]);
    expect(reader.accounts()).toEqual([
      {
        account: 'MAIN',
        desk: 'DESK',
        baseCurrency: 'USD',
        cash: 100_000_000,
        marginRateLong: 1,
        marginRateShort: 1.5,
      },
    ]);
    expect(reader.positions()).toEqual([
      { account: 'MAIN', symbol: 'B', quantity: 7, avgPrice: 42 },
      { account: 'MAIN', symbol: 'Z', quantity: -5, avgPrice: null },
    ]);
  });

  it('an empty log has no decisions, imports or sequence', () => {
    expect(reader.decisions({ limit: 5 })).toEqual([]);
    expect([reader.lastSeq(), reader.lastImport(), reader.hasContent('x'), reader.send('k')]).toEqual([
      0,
      null,
      false,
      null,
    ]);
  });
});
