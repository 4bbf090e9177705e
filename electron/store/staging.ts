import { createHash, type Hash } from 'node:crypto';
import { BAR_FIELDS } from '#electron/core/imports/bar-columns.ts';
import type { CheckedBars } from '#electron/core/imports/check-bars.ts';
import type { CheckedContent } from '#electron/core/imports/check-content.ts';
import type { SuspiciousBar } from '#electron/core/imports/suspicious-bars.ts';
import { PRICE_ONE } from '#shared/domain/decimal.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { sqlite, type SqliteDatabase } from './sqlite.ts';
import { STAGING_COLUMNS, stagingSchema, type StagingTable } from './staging-schema.ts';

export interface StagingInput {
  readonly kinds: readonly { readonly name: string; readonly kind: string }[];
  readonly content: CheckedContent;
  /** They follow from the bars, so they do not count for the content id. */
  readonly suspicious: readonly SuspiciousBar[];
  /** The import's limits as canonical text; they count for the content id and are not staged. */
  readonly limits: string;
}

export interface WrittenStaging {
  /** SHA-256 over every staged row in key order: how files spell, order or name them does not change it. */
  readonly contentId: string;
  /** Rows a table, those without any left out. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Writes the rows of an import into a new staging file. The file is disposable, so it has neither journal nor sync;
 * when this throws, delete it. Throws STORE_UNAVAILABLE as an AppErrorException, and what SQLite throws.
 */
export function writeStaging(
  file: string,
  { kinds, content, suspicious, limits }: StagingInput,
): WrittenStaging {
  const Database = sqlite();
  if (!Database.ok) throw new AppErrorException(Database.error);
  const db = new Database.value(file);
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  try {
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.exec(stagingSchema);
    db.exec('BEGIN');
    const addFile = db.prepare('INSERT INTO files VALUES (?, ?)');
    for (const { name, kind } of kinds) addFile.run(name, kind);
    for (const table of Object.keys(STAGING_COLUMNS) as StagingTable[]) {
      const count = table === 'bars' ? content.bars.order.length : content[table].length;
      hash.update(`${table} ${count}\n`);
      if (count > 0) rows[table] = count;
      if (table === 'bars') writeBars(db, content.bars, hash);
      else writeRows(db, table, content[table], hash);
    }
    writeSuspicious(db, suspicious);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
  hash.update(limits);
  return { contentId: hash.digest('hex'), rows };
}

function insertInto(db: SqliteDatabase, table: StagingTable) {
  return db.prepare(`INSERT INTO ${table} VALUES (${STAGING_COLUMNS[table].map(() => '?').join(', ')})`);
}

function writeRows(
  db: SqliteDatabase,
  table: StagingTable,
  rows: CheckedContent[Exclude<StagingTable, 'bars'>],
  hash: Hash,
): void {
  const insert = insertInto(db, table);
  for (const row of rows) {
    insert.run(...row);
    hash.update(`${JSON.stringify(row)}\n`);
  }
}

/** Those whose bar is staged, too. */
function writeSuspicious(db: SqliteDatabase, suspicious: readonly SuspiciousBar[]): void {
  const insert = db.prepare('INSERT OR IGNORE INTO suspicious_bars VALUES (?, ?, ?, ?, ?)');
  for (const { symbol, date, rule, value, against, kept } of suspicious) {
    if (!kept || value === null || against === null) continue;
    const day = Number(date.replaceAll('-', ''));
    insert.run(symbol, day, rule, Math.round(value * PRICE_ONE), Math.round(against * PRICE_ONE));
  }
}

const HASHED_ROWS = 4_096;
const HASHED_FIELDS = BAR_FIELDS.length + 1;
/** No stored number of a bar is negative. */
const MISSING = -1;

/** A number of a column; null where it is NaN, missing. */
function held(column: Float64Array, bar: number): number | null {
  const value = column[bar] ?? NaN;
  return Number.isNaN(value) ? null : value;
}

/** Hashes symbols as text and numbers as float64, block by block, in the byte order of every machine we run on. */
function writeBars(db: SqliteDatabase, { columns, symbols, order }: CheckedBars, hash: Hash): void {
  const insert = insertInto(db, 'bars');
  const { open, high, low, close, volume } = columns.values;
  const block = new Float64Array(HASHED_ROWS * HASHED_FIELDS);
  let used = 0;
  let symbol = '';
  const flush = (): void => {
    hash.update(block.subarray(0, used));
    used = 0;
  };
  for (const bar of order) {
    const own = symbols[columns.symbol[bar] ?? 0] ?? '';
    if (own !== symbol) {
      flush();
      hash.update(`${JSON.stringify(own)}\n`);
      symbol = own;
    }
    const date = columns.date[bar] ?? 0;
    insert.run(
      own,
      date,
      held(open, bar),
      held(high, bar),
      held(low, bar),
      held(close, bar),
      held(volume, bar),
    );
    block[used++] = date;
    for (const field of BAR_FIELDS) block[used++] = held(columns.values[field], bar) ?? MISSING;
    if (used === block.length) flush();
  }
  flush();
}
