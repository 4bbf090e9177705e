import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditKeyFile } from '#electron/store/audit-key.ts';
import { cancelRecord, decisionRecord, limitRecord } from '#electron/store/journal-records.testing.ts';
import { rawDatabase, seedDesk, valueOf, writeRecords } from '#electron/store/temporary-desk.testing.ts';
import type { Io } from './io.ts';
import { runCommandLine } from './run-command-line.ts';
import { auditExports } from '#electron/workers/audit-bundle/audit-exports.ts';
import { storeZip } from '#electron/workers/workbook/store-zip.ts';

let folder: string;
let store: string;
const RECORDS = 2_502;

async function run(...args: string[]) {
  let out = '';
  const notes: string[] = [];
  const io: Io = {
    write: (text) => {
      out += text;
      return Promise.resolve();
    },
    note: (line) => void notes.push(line),
    status: () => undefined,
    readSecret: () => Promise.resolve(undefined),
    colour: false,
    interactive: false,
    env: { XDG_DATA_HOME: '/nowhere' },
    signal: new AbortController().signal,
  };
  return { code: await runCommandLine(args, io), out, notes: notes.join('\n') };
}

const at = (name: string): string => path.join(folder, name);
const verify = (file: string, of = store) => run('audit', 'verify', '--bundle', file, '--store', of);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-bundle-'));
  store = at('desk.db');
  seedDesk(store);
  const decisions = Array.from({ length: RECORDS - 2 }, (_, n) => decisionRecord(n, n === 7 ? 'SENT' : null));
  expect(writeRecords(store, [limitRecord(1, '100'), ...decisions, cancelRecord(7)]).state).toBe('COMMITTED');
  for (const name of ['bundle.json', 'bundle.zip'])
    expect(await run('audit', 'export', '--out', at(name), '--store', store)).toMatchObject({
      code: 0,
      out: `Wrote 2,502 records to ${at(name)}\n`,
    });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (): string[] => readFileSync(at('bundle.json'), 'utf8').trimEnd().split('\n');
function changed(change: (text: string[]) => string[]): string {
  const file = at('changed.json');
  writeFileSync(file, `${change(lines()).join('\n')}\n`);
  return file;
}

describe.each(['bundle.json', 'bundle.zip'])('%s', (name) => {
  it('is verified with the key alone', async () => {
    copyFileSync(auditKeyFile(store), auditKeyFile(at('elsewhere.db')));
    expect(await verify(at(name), at('elsewhere.db'))).toMatchObject({
      code: 0,
      out: 'Intact: 2,502 records.\n',
    });
  });

  it('of another desk is not', async () => {
    const other = at(`other-${name}.db`);
    seedDesk(other);
    writeRecords(other, [limitRecord(1, '1')]);
    const { code, out } = await verify(at(name), other);
    expect(code).toBe(1);
    expect(out).toMatch(/key of another desk/);
  });
});

it('holds every record as it lies in the log, in order', () => {
  const parsed = JSON.parse(readFileSync(at('bundle.json'), 'utf8')) as {
    records: { seq: number; body: string; mac: string }[];
    head: { records: number; mac: string; recordsHash: string };
  };
  const db = rawDatabase(store);
  const rows = db.prepare('SELECT seq, at, kind, actor, body, hex(mac) AS mac FROM audit ORDER BY seq').all();
  db.close();
  expect(parsed.records).toEqual(
    (rows as { mac: string }[]).map((row) => ({ ...row, mac: row.mac.toLowerCase() })),
  );
  expect(parsed.head).toMatchObject({ records: RECORDS, mac: parsed.records.at(-1)?.mac });
  const hash = createHash('sha256');
  for (const record of parsed.records) hash.update(`${JSON.stringify(record)}\n`);
  expect(parsed.head.recordsHash).toBe(hash.digest('hex'));
});

describe('verification of a bundle finds', () => {
  it.each<[string, (text: string[]) => string[], RegExp]>([
    [
      'a changed body',
      (text) => text.with(9, text[9]?.replace('alice', 'mallory') ?? ''),
      /Record 9 was changed/,
    ],
    ['a missing record', (text) => text.toSpliced(9, 1), /holds 2501 records[^]*Record 10 follows record 8/],
    ['a repeated record', (text) => text.toSpliced(9, 0, text[9] ?? ''), /Record 9 follows record 9/],
    [
      'two records exchanged',
      (text) => text.with(9, text[10] ?? '').with(10, text[9] ?? ''),
      /Record 10 follows record 8/,
    ],
    [
      'a tail cut off with its count mended',
      (text) => text.toSpliced(-2, 1).map((line) => line.replace('"records":2502', '"records":2501')),
      /does not end with the record/,
    ],
    [
      'a changed head',
      (text) => text.map((line) => line.replace('"engineVersion":"', '"engineVersion":"9')),
      /head was changed/,
    ],
    [
      'changed totals',
      (text) => text.map((line) => line.replace('"audit":"2502"', '"audit":"2503"')),
      /head was changed/,
    ],
    ['no head', (text) => text.slice(0, -1), /head of the bundle cannot be read/],
    ['a record that is none', (text) => text.with(9, '[],'), /Line 9 is no record/],
    [
      'a record with a field more',
      (text) => text.with(9, text[9]?.replace('{"seq"', '{"x":1,"seq"') ?? ''),
      /Record 9 was changed/,
    ],
  ])('%s', async (_, change, problem) => {
    const { code, out } = await verify(changed(change));
    expect(out).toMatch(problem);
    expect(code).toBe(1);
  });

  it.each<[string, string | Uint8Array]>([
    ['x.json', ''],
    ['x.json', '{"records":[]}'],
    ['x.json', `{"records":[\n${'x'.repeat(33 * 1024 * 1024)}`],
    ['x.json', Buffer.from([0x7b, 0x22, 0xff, 0xfe])],
    ['x.zip', 'PK'],
    ['x.zip', new Uint8Array(storeZip(new Map([['head.json', Buffer.from('{}')]])))],
    ['x.zip', new Uint8Array(storeZip(new Map(['a', 'b', 'c'].map((name) => [name, Buffer.from('x')]))))],
  ])('%s is refused in one line where it is no bundle', async (name, content) => {
    writeFileSync(at(name), content);
    const { code, out, notes } = await verify(at(name));
    expect([code, out]).toEqual([2, '']);
    expect(notes).toMatch(/^INVALID_INPUT: [^\n]+$/);
  });
});

describe('export', () => {
  it.each([[[]], [['--out', 'x.txt']], [['--out', '/nowhere/x.zip']]])('with %j is refused', async (args) => {
    const { code, notes } = await run('audit', 'export', ...args, '--store', store);
    expect(code).toBe(2);
    expect(notes).toMatch(/^INVALID_INPUT: [^\n]+$/);
  });

  it('signs nothing that does not hold, and leaves no file', async () => {
    const broken = at('broken.db');
    copyFileSync(store, broken);
    copyFileSync(auditKeyFile(store), auditKeyFile(broken));
    const db = rawDatabase(broken);
    db.exec("UPDATE audit SET actor = 'mallory' WHERE seq = 1500");
    db.close();
    for (const name of ['broken.json', 'broken.zip']) {
      const { code, notes } = await run('audit', 'export', '--out', at(name), '--store', broken);
      expect(code).toBe(3);
      expect(notes).toMatch(/^AUDIT_BROKEN: .*record 1500/);
      expect(() => readFileSync(at(name))).toThrow(/ENOENT/);
    }
  });
});

describe('a bundle that a client takes piece by piece', () => {
  it('is what the key vouches for, and is gone once the next is written', async () => {
    const exports = auditExports(store);
    try {
      const first = valueOf(await exports.write().answer);
      expect(first).toMatchObject({ file: 'desk-audit.zip', records: RECORDS });
      const taken: Buffer[] = [];
      let bytes = 0;
      for (;;) {
        const piece = Buffer.from(await exports.piece(first.exportId, bytes), 'base64');
        if (piece.length === 0) break;
        taken.push(piece);
        bytes += piece.length;
      }
      expect(bytes).toBe(first.bytes);
      writeFileSync(at('taken.zip'), Buffer.concat(taken));
      expect(await verify(at('taken.zip'))).toMatchObject({ code: 0, out: 'Intact: 2,502 records.\n' });
      const [next, another] = [exports.write(), exports.write()];
      expect(await another?.answer).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
      next?.cancel();
      expect(await next?.answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
      await expect(exports.piece(first.exportId, 0)).rejects.toMatchObject({ error: { code: 'NOT_FOUND' } });
    } finally {
      await exports.close();
    }
  });
});
