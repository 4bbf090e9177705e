import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { mergeStaging } from './merge-staging.ts';
import { MIGRATIONS } from './migrate.ts';
import { stagingSchema } from './staging-schema.ts';

let db: Database.Database;

beforeEach(() => {
  db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  for (const script of MIGRATIONS) db.exec(script);
  db.exec("ATTACH ':memory:' AS staging");
  db.exec(stagingSchema.replaceAll('CREATE TABLE ', 'CREATE TABLE staging.'));
});

const all = (sql: string) => db.prepare(sql).raw().all();

describe('mergeStaging', () => {
  it('creates a bare instrument in the base currency for a symbol that only a bar names', () => {
    db.exec("INSERT INTO staging.bars VALUES ('NAN', 20171110, NULL, NULL, NULL, 500, NULL)");
    mergeStaging(db, 'staging', 'EUR');
    expect(all('SELECT symbol, name, currency, lot_size, multiplier FROM instruments')).toEqual([
      ['NAN', '', 'EUR', 1_000_000, 1_000_000],
    ]);
    expect(
      all('SELECT i.symbol, b.date, b.close FROM bars b JOIN instruments i ON i.id = b.instrument_id'),
    ).toEqual([['NAN', 20171110, 500]]);
  });

  it('updates an instrument in place, so that its id and its bars stay', () => {
    db.exec("INSERT INTO staging.bars VALUES ('A', 20171110, NULL, NULL, NULL, 500, NULL)");
    mergeStaging(db, 'staging', 'USD');
    db.exec(
      "INSERT INTO staging.instruments VALUES ('A', 'Agilent', '', '', '', 'US', 'USD', '', '', 1, NULL, 1, NULL)",
    );
    db.exec('UPDATE staging.bars SET close = 600');
    mergeStaging(db, 'staging', 'USD');
    expect(all('SELECT id, symbol, name FROM instruments')).toEqual([[1, 'A', 'Agilent']]);
    expect(all('SELECT instrument_id, close FROM bars')).toEqual([[1, 600]]);
  });

  it('keeps what is suspicious about a bar until that bar comes again', () => {
    db.exec(`INSERT INTO staging.bars VALUES ('A', 20171109, NULL, NULL, NULL, 500, NULL),
      ('A', 20171110, NULL, NULL, NULL, 5, NULL), ('B', 20171110, NULL, NULL, NULL, 9, NULL)`);
    db.exec(`INSERT INTO staging.suspicious_bars VALUES ('A', 20171110, 'DECIMAL_SHIFT', 5, 500),
      ('B', 20171110, 'LARGE_RETURN', 9, 3),
      ('A', 20171231, 'LARGE_RETURN', 1, 2)`);
    for (let time = 0; time < 2; time++) mergeStaging(db, 'staging', 'USD');
    db.exec(`INSERT INTO bar_rulings VALUES (1, 20171110, 'EXCLUDED', 'a slip', 1),
      (2, 20171110, 'ACCEPTED', 'so it was', 2)`);
    const rulings = () => all('SELECT instrument_id FROM bar_rulings');
    const kept = () => all('SELECT instrument_id, date, rule, value, against FROM suspicious_bars');
    const other = [2, 20171110, 'LARGE_RETURN', 9, 3];
    expect(kept()).toEqual([[1, 20171110, 'DECIMAL_SHIFT', 5, 500], other]);
    db.exec('DELETE FROM staging.suspicious_bars; DELETE FROM staging.bars WHERE date = 20171110');
    mergeStaging(db, 'staging', 'USD');
    expect([kept(), rulings()].map(({ length }) => length)).toEqual([2, 2]);
    db.exec("INSERT INTO staging.bars VALUES ('A', 20171110, NULL, NULL, NULL, 501, NULL)");
    mergeStaging(db, 'staging', 'USD');
    expect([kept(), rulings()]).toEqual([[other], [[2]]]);
  });

  it('replaces a locate of the same account, symbol and date, and leaves the others alone', () => {
    db.exec("INSERT INTO locates VALUES ('X', 'A', 5, 20260101), ('X', 'A', 6, 20260102)");
    db.exec("INSERT INTO staging.locates VALUES ('X', 'A', 20260101, 7), ('Y', 'A', 20260101, 8)");
    mergeStaging(db, 'staging', 'USD');
    expect(all('SELECT account, symbol, quantity, expires FROM locates ORDER BY 1, 4')).toEqual([
      ['X', 'A', 7, 20260101],
      ['X', 'A', 6, 20260102],
      ['Y', 'A', 8, 20260101],
    ]);
  });

  it('replaces the positions of the accounts it names and leaves the others alone', () => {
    db.exec("INSERT INTO accounts VALUES ('X', 'D', 'USD', 5, 1, 1.5), ('Y', 'D', 'USD', 6, 1, 1.5)");
    db.exec("INSERT INTO positions VALUES ('X', 'OLD', 1, NULL), ('Y', 'KEPT', 2, NULL)");
    db.exec(
      "INSERT INTO staging.positions VALUES ('X', 'NEW', 3, NULL), ('X', 'FLAT', 0, NULL), ('Z', 'NEW', 4, 7)",
    );
    db.exec(
      "INSERT INTO staging.default_accounts VALUES ('X', 'MAIN', 'USD', 0, 1, 1.5), ('Z', 'MAIN', 'USD', 0, 1, 1.5)",
    );
    mergeStaging(db, 'staging', 'USD');
    expect(all('SELECT account, symbol, quantity, avg_price FROM positions ORDER BY 1, 2')).toEqual([
      ['X', 'NEW', 3, null],
      ['Y', 'KEPT', 2, null],
      ['Z', 'NEW', 4, 7],
    ]);
    // The account the store had keeps its desk and its cash.
    expect(all('SELECT account, desk, cash FROM accounts ORDER BY 1')).toEqual([
      ['X', 'D', 5],
      ['Y', 'D', 6],
      ['Z', 'MAIN', 0],
    ]);
  });

  it('changes nothing when the same staging is merged twice', () => {
    db.exec(
      "INSERT INTO staging.bars VALUES ('A', 20171110, 1, 2, 1, 2, 9), ('B', 20171110, 1, 2, 1, 2, NULL)",
    );
    db.exec("INSERT INTO staging.fx VALUES ('EUR', 20171110, 5)");
    db.exec("INSERT INTO staging.accounts VALUES ('X', 'D', 'USD', 5, 1, 1.5)");
    db.exec("INSERT INTO staging.positions VALUES ('X', 'A', 3, NULL)");
    db.exec(
      "INSERT INTO staging.restricted VALUES ('A', NULL, 'NO_TRADE', 20170101, NULL, ''), (NULL, 'I', 'WARN', 20170101, 20180101, 'r')",
    );
    const dump = () =>
      ['instruments', 'bars', 'fx', 'accounts', 'positions', 'restricted'].map((table) =>
        all(`SELECT * FROM ${table} ORDER BY 1, 2`),
      );
    mergeStaging(db, 'staging', 'USD');
    const once = dump();
    mergeStaging(db, 'staging', 'USD');
    expect(dump()).toEqual(once);
    expect(once.map((rows) => rows.length)).toEqual([2, 2, 1, 1, 1, 2]);
  });

  it('refuses a schema name that is not a plain word', () => {
    expect(() => mergeStaging(db, 'a; DROP TABLE bars', 'USD')).toThrow(RangeError);
  });
});
