import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKeyFile, loadAuditKey } from './audit-key.ts';
import { cancelRecord, decisionRecord, executionRecord } from './journal-records.testing.ts';
import { APPLICATION_ID, migrate, MIGRATIONS } from './migrate.ts';
import { ticketLifecycleSchema } from './migrations/0004-ticket-lifecycle.ts';
import { orderEventsSchema } from './migrations/0006-order-events.ts';
import { limitGovernanceSchema } from './migrations/0009-limit-governance.ts';
import { openStore, openStoreForReading } from './open-store.ts';
import { isOlderSqlite, loadSqlite, type SqliteDatabase } from './sqlite.ts';
import { lockStore } from './store-lock.ts';
import { rawDatabase, seedDesk, temporaryDesk, valueOf, writeRecords } from './temporary-desk.testing.ts';
import { verifyAudit } from './verify-audit.ts';

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => (desk = temporaryDesk()));
afterEach(() => desk.remove());

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'OK' : result.error?.code);

describe('opening a store', () => {
  it('a new desk is durable, guarded and marked as ours', () => {
    const db = valueOf(openStore(desk.file));
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('application_id')).toBe(APPLICATION_ID);
    expect(pragma('user_version')).toBe(MIGRATIONS.length);
    db.close();
  });

  it('a reader cannot write, and needs a desk that is there', () => {
    expect(codeOf(openStoreForReading(desk.file))).toBe('NOT_FOUND');
    seedDesk(desk.file);
    const reader = valueOf(openStoreForReading(desk.file));
    expect(() => reader.exec('DELETE FROM accounts')).toThrow();
    reader.close();
  });

  it("another application's database is refused and not touched", () => {
    const other = rawDatabase(desk.file);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    const before = readFileSync(desk.file);
    expect(codeOf(openStore(desk.file))).toBe('STORE_CORRUPT');
    expect(codeOf(openStoreForReading(desk.file))).toBe('STORE_CORRUPT');
    expect(readFileSync(desk.file)).toEqual(before);
  });

  it('a file that is no database is refused and not touched', () => {
    const text = 'symbol,quantity\n'.repeat(200);
    writeFileSync(desk.file, text);
    expect(codeOf(openStore(desk.file))).toBe('STORE_CORRUPT');
    expect(readFileSync(desk.file, 'utf8')).toBe(text);
  });

  it('a desk of a newer Preflight is refused and not touched', () => {
    seedDesk(desk.file);
    const db = rawDatabase(desk.file);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    expect(codeOf(openStore(desk.file))).toBe('STORE_TOO_NEW');
    expect(codeOf(openStoreForReading(desk.file))).toBe('STORE_TOO_NEW');
  });

  it('a folder that does not exist is one clear error', () => {
    expect(codeOf(openStore(`${desk.file}/missing/desk.db`))).toBe('STORE_UNAVAILABLE');
  });
});

/** Makes the desk one of an older schema that holds the same rows. */
function rewindTo(file: string, version: number): void {
  const newer = `${file}.newer`;
  renameSync(file, newer);
  const db = rawDatabase(file);
  migrate(db, file, MIGRATIONS.slice(0, version));
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS newer').run(newer);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .join(', ');
    db.exec(`DELETE FROM ${table}; INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
  }
  db.close();
}

describe('migrating', () => {
  const next = 'CREATE TABLE later (a INTEGER) STRICT;';

  it('keeps a whole backup of an existing desk, and the data', () => {
    seedDesk(desk.file);
    const db = rawDatabase(desk.file);
    expect(migrate(db, desk.file, [...MIGRATIONS, next])).toBe(MIGRATIONS.length);
    expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM later').pluck().get()).toBe(0);
    db.close();
    const backup = rawDatabase(`${desk.file}.v${MIGRATIONS.length}.backup`);
    expect(backup.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(backup.prepare('SELECT account FROM accounts').pluck().all()).toEqual(['MAIN']);
    expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
    backup.close();
  });

  it.each([
    ['fails', `${next} INSERT INTO nowhere VALUES (1);`],
    ['breaks a reference', "PRAGMA defer_foreign_keys = ON; UPDATE positions SET account = 'NOBODY';"],
  ])('a step that %s leaves the desk at its version', (_how, script) => {
    seedDesk(desk.file);
    const db = rawDatabase(desk.file);
    db.exec("INSERT INTO positions VALUES ('MAIN', 'A', 1, NULL)");
    db.pragma('foreign_keys = OFF');
    expect(() => migrate(db, desk.file, [...MIGRATIONS, script])).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").pluck().get()).toBe(0);
    expect(db.prepare('SELECT account FROM positions').pluck().get()).toBe('MAIN');
    db.close();
  });

  it('a desk of before import profiles keeps what it holds and may then have some', () => {
    const before = rawDatabase(desk.file);
    migrate(before, desk.file, MIGRATIONS.slice(0, 1));
    before.exec("INSERT INTO accounts VALUES ('MAIN', 'DESK', 'USD', 1, 1, 1.5)");
    before.close();
    const db = valueOf(openStore(desk.file));
    expect(db.prepare('SELECT account FROM accounts').pluck().all()).toEqual(['MAIN']);
    expect(db.prepare('SELECT count(*) FROM import_profiles').pluck().get()).toBe(0);
    db.close();
    expect(existsSync(`${desk.file}.v1.backup`)).toBe(true);
  });

  it('a desk of before replacements and busts keeps its tickets and fills, which carry nothing and stand', () => {
    const before = rawDatabase(desk.file);
    migrate(before, desk.file, MIGRATIONS.slice(0, MIGRATIONS.indexOf(ticketLifecycleSchema)));
    before.exec(`INSERT INTO audit VALUES (1, 0, 'DECISION', 'ann', '{}', x'');
      INSERT INTO tickets VALUES ('T1', 1, 'key', 'hash', 'FILLED', 'MAIN', 'A', 1, 5, 5, '', '');
      INSERT INTO executions VALUES ('E1', 'T1', 5, 100, 1)`);
    before.close();
    const db = valueOf(openStore(desk.file));
    expect(db.prepare('SELECT cum_qty, carried_qty, replaces FROM tickets').raw().get()).toEqual([
      5,
      0,
      null,
    ]);
    expect(
      db.prepare('SELECT last_qty, position_before, avg_before, busted_seq FROM executions').raw().get(),
    ).toEqual([5, null, null, null]);
    db.close();
  });

  it('a desk of before order events is given those of its records', () => {
    seedDesk(desk.file);
    writeRecords(desk.file, [
      decisionRecord(1),
      decisionRecord(2),
      decisionRecord(3, 'DENIED'),
      decisionRecord(4, null),
    ]);
    writeRecords(desk.file, [executionRecord(1, 'E1', 1_000_000), cancelRecord(2)]);
    const rows = (db: SqliteDatabase) => db.prepare('SELECT * FROM order_events ORDER BY seq').raw().all();
    const now = rawDatabase(desk.file);
    const written = rows(now);
    now.close();
    rewindTo(desk.file, MIGRATIONS.indexOf(orderEventsSchema));
    const db = valueOf(openStore(desk.file));
    expect(written).toHaveLength(4);
    expect(rows(db)).toEqual(written);
    db.close();
    expect(valueOf(verifyAudit(desk.file)).problems).toEqual([]);
  });

  it('a desk of before limit governance keeps its limits, and may then have versions over each other', () => {
    const before = rawDatabase(desk.file);
    migrate(before, desk.file, MIGRATIONS.slice(0, MIGRATIONS.indexOf(limitGovernanceSchema)));
    before.exec("INSERT INTO limits VALUES ('a', 1, 'LEVERAGE', 'ACTIVE', '{}', 1)");
    before.close();
    const db = valueOf(openStore(desk.file));
    db.exec(
      "INSERT INTO limits (limit_id, version, control, status, body, seq) VALUES ('a', 2, 'LEVERAGE', 'ACTIVE', '{}', 1)",
    );
    expect(db.prepare('SELECT version, approved_by, ended_at FROM limits').raw().all()).toEqual([
      [1, null, null],
      [2, null, null],
    ]);
    db.close();
  });

  it('a new desk needs no backup', () => {
    seedDesk(desk.file);
    expect(existsSync(`${desk.file}.v0.backup`)).toBe(false);
  });
});

describe('the lock', () => {
  it('is given to one at a time and again after its release', () => {
    const lock = valueOf(lockStore(desk.file));
    expect(codeOf(lockStore(desk.file))).toBe('CONFLICT');
    lock.release();
    valueOf(lockStore(desk.file)).release();
  });
});

describe('the audit key', () => {
  it('is made once, for its owner only', () => {
    const key = valueOf(loadAuditKey(desk.file, false));
    expect(statSync(auditKeyFile(desk.file)).mode & 0o777).toBe(0o600);
    expect(valueOf(loadAuditKey(desk.file, true)).equals(key)).toBe(true);
  });

  it('is not made anew, and not guessed, for a desk with records', () => {
    expect(codeOf(loadAuditKey(desk.file, true))).toBe('AUDIT_BROKEN');
    writeFileSync(auditKeyFile(desk.file), 'short', { mode: 0o600 });
    expect(codeOf(loadAuditKey(desk.file, true))).toBe('AUDIT_BROKEN');
    expect(codeOf(loadAuditKey(desk.file, false))).toBe('OK');
  });

  it('is refused when others may read it', () => {
    writeFileSync(auditKeyFile(desk.file), Buffer.alloc(32), { mode: 0o644 });
    expect(codeOf(loadAuditKey(desk.file, true))).toBe('STORE_UNAVAILABLE');
  });
});

describe('what it runs on', () => {
  it.each(['20.19.0', '18.0.0', '21.7.3'])('Node %s is refused before SQLite is loaded', (version) => {
    expect(codeOf(loadSqlite(version))).toBe('STORE_UNAVAILABLE');
  });

  it.each([
    ['3.51.2', true],
    ['3.50.9', true],
    ['2.99.9', true],
    ['3.51.3', false],
    ['3.52.0', false],
    ['4.0.0', false],
  ])('SQLite %s is too old: %s', (version, older) => {
    expect(isOlderSqlite(version)).toBe(older);
  });
});
