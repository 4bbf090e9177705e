import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '#electron/core/imports/import-report.ts';
import type { Staged, StageRequest } from '#electron/core/ports/importer.ts';
import { mergeStaging } from '#electron/store/merge-staging.ts';
import { initialSchema } from '#electron/store/migrations/0001-initial.ts';
import { marketDataSchema } from '#electron/store/migrations/0007-market-data.ts';
import { suspiciousBarsSchema } from '#electron/store/migrations/0010-suspicious-bars.ts';
import { barRulingsSchema } from '#electron/store/migrations/0011-bar-rulings.ts';
import { createImporter, type ImporterOptions, type WorkerImporter } from './importer.ts';
import { writtenWorkbook } from './workbook/workbook.testing.ts';

const DATA = path.resolve(process.env['PREFLIGHT_DATA'] ?? '../shared/data');
const PRESENT = existsSync(path.join(DATA, 'bars.csv.gz'));
if (!PRESENT) console.warn(`skipped: no market data in ${DATA} (set PREFLIGHT_DATA)`);

const BARS = 'symbol,date,close,volume\nB,2017-11-09,2.5,10\nB,2017-11-10,2.75,\nA,2017-11-10,1,5\n';

let folder: string;
let bundle: string;
let storeFile: string;
const importers: WorkerImporter[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-import-'));
  bundle = path.join(folder, 'bundle');
  storeFile = path.join(folder, 'desk.db');
  mkdirSync(bundle);
});

afterEach(async () => {
  for (const importer of importers.splice(0)) await importer.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(options: ImporterOptions = {}): WorkerImporter {
  const importer = createImporter({ storeFile, ...options });
  importers.push(importer);
  return importer;
}

const put = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(bundle, name), content);
};

const request = (more: Partial<StageRequest> = {}): StageRequest => ({
  importId: 'one',
  paths: [bundle],
  choices: {},
  baseCurrency: 'USD',
  today: '2026-11-23',
  ...more,
});

async function staged(importer: WorkerImporter, more: Partial<StageRequest> = {}): Promise<Staged> {
  const result = await importer.stage(request(more), () => undefined);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
}

/** Names of the staging files beside the store. */
const leftovers = (): string[] => readdirSync(folder).filter((name) => name.includes('staging'));

function rowsOf(file: string, sql: string): unknown[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).raw().all();
  } finally {
    db.close();
  }
}

describe('the import worker', () => {
  it('that has told how far it is and answered ends by itself', { timeout: 30_000 }, async () => {
    put({ 'bars.csv.gz': gzipSync(BARS) });
    const importer = open({ graceMs: 120_000 });
    await staged(importer);
    expect((await importer.stage(request({ importId: 'two' }), () => undefined)).ok).toBe(true);
  });

  it('stages a bundle into tables a store can merge, and leaves other files alone', async () => {
    put({
      'bars.csv.gz': gzipSync(BARS),
      'positions.csv': 'symbol,quantity\nA,5\n',
      'limits.json':
        '{"schemaVersion":1,"limits":[{"limitId":"g","control":"GROSS_EXPOSURE","scope":{"level":"FIRM","key":"*"},"unit":"FRACTION","hard":1.5}]}',
      'bars_crisis.csv': BARS,
      'README.md': 'text',
    });
    const importer = open();
    const result = await staged(importer);
    expect(result.stagingFile).toBe(`${storeFile}.staging-one.db`);
    expect(result.rows).toEqual({ bars: 3, positions: 1, default_accounts: 1 });
    expect(result.limits.map(({ limitId, hard }) => [limitId, hard])).toEqual([['g', '1.5']]);
    expect(result.report).toMatchObject({
      state: 'STAGED',
      leftAlone: ['README.md', 'bars_crisis.csv'],
      progress: 1,
    });
    expect(rowsOf(result.stagingFile, 'SELECT * FROM files')).toEqual([
      ['bars.csv.gz', 'bars'],
      ['limits.json', 'limits'],
      ['positions.csv', 'positions'],
    ]);
    expect(rowsOf(result.stagingFile, 'SELECT * FROM bars')).toEqual([
      ['A', 20171110, null, null, null, 100_000_000, 5_000_000],
      ['B', 20171109, null, null, null, 250_000_000, 10_000_000],
      ['B', 20171110, null, null, null, 275_000_000, null],
    ]);
    const store = new Database(':memory:');
    store.pragma('foreign_keys = ON');
    store.exec(initialSchema);
    store.exec(marketDataSchema);
    store.exec(suspiciousBarsSchema);
    store.exec(barRulingsSchema);
    store.prepare('ATTACH ? AS staging').run(result.stagingFile);
    mergeStaging(store, 'staging', 'USD');
    expect(store.prepare('SELECT account, symbol, quantity FROM positions').raw().all()).toEqual([
      ['MAIN', 'A', 5_000_000],
    ]);
    store.close();
    await importer.drop(result.stagingFile);
    expect(leftovers()).toEqual([]);
  });

  it('takes positions from a workbook, but not beside the same table as text', async () => {
    const rows = [['symbol', 'quantity'].map((value) => ({ value })), [{ value: 'A' }, { value: 2.5 }]];
    const workbook = await writtenWorkbook({ Book: rows, Notes: [[{ value: 'x' }]] });
    put({ 'positions.xlsx': workbook, 'bars.xlsx': workbook });
    const importer = open();
    const alone = await staged(importer);
    expect(alone.report.files).toMatchObject([
      { file: 'positions.xlsx', kind: 'positions', rowsStaged: 1, detected: { sheet: 'Book' } },
    ]);
    expect(alone.report.files[0]?.warnings.join()).toContain('"Notes"');
    expect(alone.report.leftAlone).toEqual(['bars.xlsx']);
    expect(rowsOf(alone.stagingFile, 'SELECT symbol, quantity FROM positions')).toEqual([['A', 2_500_000]]);
    put({ 'positions.csv': 'symbol,quantity\nA,5\n' });
    const beside = await staged(importer, { importId: 'two' });
    expect(beside.report.leftAlone).toEqual(['bars.xlsx', 'positions.xlsx']);
    expect(rowsOf(beside.stagingFile, 'SELECT symbol, quantity FROM positions')).toEqual([['A', 5_000_000]]);
  });

  it('stages nothing of an import whose workbook is damaged', async () => {
    put({ 'bars.csv': BARS, 'positions.xlsx': 'PK\u0003\u0004 cut off' });
    const result = await open().stage(request(), () => undefined);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_UNREADABLE', where: 'positions.xlsx' },
    });
    expect(leftovers()).toEqual([]);
  });

  it('gives the same content the same id, however it is spelled, and other content another', async () => {
    const importer = open();
    let count = 0;
    const idOf = async (files: Record<string, string>) => {
      rmSync(bundle, { recursive: true });
      mkdirSync(bundle);
      put(files);
      return (await staged(importer, { importId: `i${count++}` })).contentId;
    };
    const first = await idOf({ 'bars.csv': BARS });
    const german =
      'Ticker;Volumen;date;Px Last\r\nA;5;10.11.2017;1,00\r\nb;10;09.11.2017;2,50\r\nB;NA;10.11.2017;2,75\r\nA;5;10.11.2017;1\r\n';
    expect(await idOf({ 'bars.csv': german.replace('Volumen', 'Vol') })).toBe(first);
    expect(await idOf({ 'bars.csv': BARS.replace('2.75', '2.76') })).not.toBe(first);
    expect(await idOf({ 'bars.csv': BARS.replace('A,', 'C,') })).not.toBe(first);
    expect(await idOf({ 'bars.csv': BARS, 'fx.csv': 'currency,date,rate\nEUR,2017-11-10,1.1\n' })).not.toBe(
      first,
    );
  });

  it('maps spellings to the symbols of the store', async () => {
    put({ 'positions.csv': 'symbol,quantity\nBRK-B,5\n' });
    const { stagingFile } = await staged(open({ knownSymbols: () => ['BRK.B'] }));
    expect(rowsOf(stagingFile, 'SELECT symbol FROM positions')).toEqual([['BRK.B']]);
  });

  it.each([
    ['a file that is no table', { 'bars.csv': BARS, 'fx.csv': 'a,b\n1,2\n' }, 'IMPORT_UNREADABLE'],
    ['a choice nobody made', { 'bars.csv': 'symbol,date,close\nA,1/2/2017,1\n' }, 'IMPORT_AMBIGUOUS'],
    ['a compressed file cut short', { 'bars.csv.gz': gzipSync(BARS).subarray(0, 40) }, 'IMPORT_UNREADABLE'],
    ['a limit that cannot be', { 'limits.json': '{"schemaVersion":1,"limits":[{}]}' }, 'LIMIT_INVALID'],
    ['an empty folder', {}, 'IMPORT_UNREADABLE'],
  ])('stages nothing for %s', async (_why, files, code) => {
    put(files as Record<string, string | Uint8Array>);
    const result = await open().stage(request(), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(leftovers()).toEqual([]);
  });

  it('refuses a file that is not there', async () => {
    const result = await open().stage(request({ paths: [path.join(folder, 'none.csv')] }), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { code: 'IMPORT_UNREADABLE' } });
  });

  it('refuses more rows and more bytes than an import may have', async () => {
    const row = 'A,2017-11-10,1.25\n';
    put({ 'bars.csv.gz': gzipSync(`symbol,date,close\n${row.repeat(2_000_001)}`) });
    expect(await open().stage(request(), () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_TOO_LARGE', where: 'bars.csv.gz' },
    });
    // A bomb: a thousand times its size on disk.
    const filler = `A,2017-11-10,1.25${' '.repeat(4_000)}\n`.repeat(67_000);
    put({ 'bars.csv.gz': gzipSync(`symbol,date,close\n${filler}`) });
    expect(await open().stage(request(), () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_TOO_LARGE', what: 'The file holds more than 256 MB' },
    });
    expect(leftovers()).toEqual([]);
  });

  it('refuses an id that is staged already and leaves that one as it is', async () => {
    put({ 'bars.csv': BARS });
    const importer = open();
    const { stagingFile } = await staged(importer);
    const result = await importer.stage(request(), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    expect(rowsOf(stagingFile, 'SELECT count(*) FROM bars')).toEqual([[3]]);
  });

  it('refuses an id that is no plain word, so that it names no other file', async () => {
    const result = await open().stage(request({ importId: '../x' }), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });

  it('deletes only staging files of its own store, and those an earlier process left', async () => {
    const left = `${storeFile}.staging-old.db`;
    const others = [storeFile, path.join(folder, 'other.db.staging-x.db')];
    for (const file of [left, ...others]) writeFileSync(file, 'x');
    const importer = open();
    expect(existsSync(left)).toBe(false);
    for (const file of others) await importer.drop(file);
    expect(others.filter((file) => existsSync(file))).toEqual(others);
  });
});

describe('an import that does not end by itself', () => {
  const worker = (body: string): URL => {
    const file = path.join(folder, 'other-worker.mjs');
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads';\nimport { writeFileSync } from 'node:fs';\n${body}`,
    );
    return new URL(`file://${file}`);
  };
  /** Starts to write and then does what the test is about. */
  const onCall = (body: string) =>
    worker(`parentPort.on('message', (message) => {
      const stagingFile = message.argumentList?.[0]?.value?.stagingFile;
      if (stagingFile === undefined) return;
      writeFileSync(stagingFile, 'half');
      ${body}
    });`);

  it.each([
    ['the worker exits', 'process.exit(3);', 'INTERNAL'],
    ['the worker throws', "throw new Error('boom');", 'INTERNAL'],
    ['the worker runs out of memory', 'const all = []; for (;;) all.push({ all });', 'IMPORT_TOO_LARGE'],
  ])('is an error and leaves nothing staged when %s', async (_why, body, code) => {
    const importer = open({ workerUrl: onCall(body), heapMb: 48 });
    const result = await importer.stage(request(), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(leftovers()).toEqual([]);
  });

  it('ends at its deadline', async () => {
    const importer = open({ workerUrl: onCall('for (;;);'), deadlineMs: 300 });
    expect(await importer.stage(request(), () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'DEADLINE_EXCEEDED' },
    });
    expect(leftovers()).toEqual([]);
  });

  it('ends when it is cancelled, and another can follow', async () => {
    const importer = open({ workerUrl: onCall('for (;;);') });
    const running = importer.stage(request(), () => undefined);
    expect(await importer.stage(request(), () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
    importer.cancel();
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(leftovers()).toEqual([]);
    const again = importer.stage(request(), () => undefined);
    importer.cancel();
    expect(await again).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });
});

describe.skipIf(!PRESENT)('the data folder', () => {
  it('stages every bar and instrument, and tells how far it is', async () => {
    const told: ImportReport[] = [];
    const result = await open().stage(request({ paths: [DATA] }), (report) => told.push(report));
    expect(result).toMatchObject({ ok: true, value: { rows: { bars: 638_669, instruments: 518 } } });
    if (!result.ok) return;
    expect(result.value.report.leftAlone).toContain('universe_60d.csv.gz');
    expect(result.value.report.files.map(({ rowsRejected }) => rowsRejected)).toEqual([0, 0, 0]);
    const flagged = result.value.report.files[0]?.rejects.map(({ row, code }) => [row, code]);
    // AVB, PXD and SLG: the decimal shifts that the data is known for.
    expect(flagged).toEqual(
      expect.arrayContaining([
        [62_716, 'FLAGGED_OUT_OF_RANGE'],
        [477_142, 'FLAGGED_OUT_OF_RANGE'],
        [514_996, 'FLAGGED_PRICE_JUMP'],
      ]),
    );
    const shifts = result.value.report.files[0]?.suspicious.filter(({ rule }) => rule === 'DECIMAL_SHIFT');
    expect(shifts?.map(({ symbol, date }) => [symbol, date])).toEqual([
      ['AVB', '2012-12-21'],
      ['PXD', '2013-08-05'],
      ['SLG', '2014-03-04'],
    ]);
    expect(told.length).toBeGreaterThan(1);
    const rows = told.map((report) => report.rows);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(
      told.every(({ state, progress }) => state === 'RUNNING' && progress !== null && progress <= 1),
    ).toBe(true);
  }, 120_000);
});
