import { MULTIPLIER_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { SqliteDatabase } from './sqlite.ts';
import { STAGING_COLUMNS, type StagingTable } from './staging-schema.ts';

/**
 * Moves the rows of an attached staging file into the store; run it inside the transaction of its audit row.
 * Positions replace those of the accounts they name, and a quantity of 0 leaves none; loadings replace those of the
 * factors they name; what is suspicious about a bar, and what was decided about that, goes with it when it is
 * replaced. Everything else upserts: a
 * row of the same key is replaced whole, a restriction's key being what it restricts and from when. A symbol that
 * only a bar or a position names becomes a bare instrument in `baseCurrency`; a default account is inserted only
 * where the store has none of that name. Merging the same file again changes nothing. Throws what SQLite throws.
 */
export function mergeStaging(db: SqliteDatabase, stagingSchemaName: string, baseCurrency: string): void {
  if (!/^\w+$/.test(stagingSchemaName)) throw new RangeError('the staging schema is named by a plain word');
  const from = (table: StagingTable) => `${stagingSchemaName}.${table}`;
  db.exec(upsert('instruments', from('instruments'), ['symbol']));
  for (const table of ['bars', 'positions'] as const) addBareInstruments(db, from(table), baseCurrency);
  mergeBars(db, from('bars'));
  mergeSuspicious(db, stagingSchemaName);
  db.exec(upsert('quotes', from('quotes'), ['symbol', 'at']));
  db.exec(upsert('fx', from('fx'), ['currency', 'date']));
  db.exec(upsert('accounts', from('accounts'), ['account']));
  const columns = STAGING_COLUMNS.accounts.join(', ');
  db.exec(`INSERT OR IGNORE INTO accounts (${columns}) SELECT ${columns} FROM ${from('default_accounts')}`);
  mergePositions(db, from('positions'));
  mergeFactors(db, from('factors'));
  mergeRestricted(db, from('restricted'));
  db.exec(upsert('locates', from('locates'), ['account', 'symbol', 'expires']));
}

function upsert(table: StagingTable, source: string, key: readonly string[]): string {
  const columns = STAGING_COLUMNS[table];
  const values = columns.filter((column) => !key.includes(column));
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${source} WHERE true
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${values.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

function addBareInstruments(db: SqliteDatabase, source: string, baseCurrency: string): void {
  db.prepare(
    `INSERT OR IGNORE INTO instruments (symbol, name, issuer, sector, sub_industry, country, currency, asset_class,
       exchange, lot_size, tick_size, multiplier, shares_outstanding)
     SELECT DISTINCT symbol, '', '', '', '', '', ?, '', '', ${QUANTITY_ONE}, NULL, ${MULTIPLIER_ONE}, NULL
     FROM ${source} ORDER BY symbol`,
  ).run(baseCurrency);
}

/** One statement a symbol, so that rows arrive in the order of the store's key. */
function mergeBars(db: SqliteDatabase, source: string): void {
  const fields = ['open', 'high', 'low', 'close', 'volume'];
  const insert = db.prepare(
    `INSERT INTO bars (instrument_id, date, ${fields.join(', ')})
     SELECT :id, date, ${fields.join(', ')} FROM ${source} WHERE symbol = :symbol ORDER BY date
     ON CONFLICT (instrument_id, date) DO UPDATE SET ${fields.map((field) => `${field} = excluded.${field}`).join(', ')}`,
  );
  const symbols = db
    .prepare(
      `SELECT id, symbol FROM instruments WHERE symbol IN (SELECT DISTINCT symbol FROM ${source}) ORDER BY id`,
    )
    .all() as { id: number; symbol: string }[];
  for (const row of symbols) insert.run(row);
}

/** What was said of a bar, and what was decided about it, goes when the bar is replaced. */
function mergeSuspicious(db: SqliteDatabase, schema: string): void {
  for (const table of ['suspicious_bars', 'bar_rulings']) {
    db.exec(`DELETE FROM ${table} WHERE EXISTS (
      SELECT 1 FROM instruments AS i JOIN ${schema}.bars AS new ON new.symbol = i.symbol
      WHERE i.id = ${table}.instrument_id AND new.date = ${table}.date)`);
  }
  db.exec(`INSERT INTO suspicious_bars (instrument_id, date, rule, value, against)
    SELECT i.id, new.date, new.rule, new.value, new.against
    FROM ${schema}.suspicious_bars AS new JOIN instruments AS i ON i.symbol = new.symbol
    JOIN ${schema}.bars AS bar ON bar.symbol = new.symbol AND bar.date = new.date`);
}

function mergePositions(db: SqliteDatabase, source: string): void {
  db.exec(`DELETE FROM positions WHERE account IN (SELECT account FROM ${source})`);
  db.exec(`INSERT INTO positions (account, symbol, quantity, avg_price)
    SELECT account, symbol, quantity, avg_price FROM ${source} WHERE quantity <> 0`);
}

function mergeFactors(db: SqliteDatabase, source: string): void {
  db.exec(`DELETE FROM factor_loadings WHERE factor IN (SELECT factor FROM ${source})`);
  db.exec(
    `INSERT INTO factor_loadings (factor, symbol, loading) SELECT factor, symbol, loading FROM ${source}`,
  );
}

function mergeRestricted(db: SqliteDatabase, source: string): void {
  const columns = STAGING_COLUMNS.restricted.join(', ');
  db.exec(`DELETE FROM restricted WHERE EXISTS (SELECT 1 FROM ${source} AS new
    WHERE new.symbol IS restricted.symbol AND new.issuer IS restricted.issuer AND new.from_date = restricted.from_date)`);
  db.exec(`INSERT INTO restricted (${columns}) SELECT ${columns} FROM ${source}`);
}
