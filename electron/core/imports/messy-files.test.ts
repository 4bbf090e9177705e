import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { barsOf, imported, refusal } from './imported.testing.ts';

// oxlint-disable-next-line no-restricted-globals -- a test that is told where the data lies
const DATA = path.resolve(process.env['PREFLIGHT_DATA'] ?? '../shared/data');
const MESSY = path.join(DATA, 'messy');
const PRESENT = existsSync(path.join(MESSY, 'manifest.json'));
if (!PRESENT) console.warn(`skipped: no messy files in ${MESSY} (set PREFLIGHT_DATA)`);

type Key = [symbol: string, date: string];

interface Manifest {
  readonly variants: readonly {
    readonly file: string;
    readonly quirk: string;
    readonly expected: string;
    readonly duplicate_rows?: number;
    readonly missing?: readonly [...Key, string][];
    readonly rows?: readonly Key[];
    readonly defects?: readonly [...Key, string][];
  }[];
}

const bytesOf = (file: string): Uint8Array => readFileSync(path.join(MESSY, file));
const manifest = PRESENT
  ? (JSON.parse(readFileSync(path.join(MESSY, 'manifest.json'), 'utf8')) as Manifest)
  : { variants: [] };
const variant = (file: string) => {
  const found = manifest.variants.find((each) => each.file === file);
  if (found === undefined) throw new Error(`${file} is not in the manifest`);
  return found;
};
const keyOf = (symbol: unknown, date: unknown) => `${String(symbol)} ${String(date).replaceAll('-', '')}`;

describe.skipIf(!PRESENT)('the messy files', () => {
  let clean: (string | number | null)[][];
  let positions: readonly (readonly (string | number | null)[])[];

  beforeAll(async () => {
    clean = barsOf(await imported({ 'clean.csv': bytesOf('clean.csv') }));
    positions = (await imported({ 'positions_clean.csv': bytesOf('positions_clean.csv') })).content.positions;
  });

  it('reads the base as its text says, without our own reader', () => {
    const rows = readFileSync(path.join(MESSY, 'clean.csv'), 'utf8').trim().split('\n').slice(1);
    const plain = rows.map((row) => {
      const [symbol = '', date = '', ...numbers] = row.split(',');
      const scaled = numbers.map((text, i) => Math.round(Number(text) * (i < 4 ? PRICE_ONE : QUANTITY_ONE)));
      return [symbol, Number(date.replaceAll('-', '')), ...scaled];
    });
    expect(clean).toEqual(plain);
    expect(clean).toHaveLength(280);
  });

  it.each(
    manifest.variants.filter(
      ({ expected, file }) => expected.startsWith('same rows as clean') && file.endsWith('.csv'),
    ),
  )('$file has the rows of the base: $quirk', async ({ file, duplicate_rows = 0 }) => {
    const result = await imported({ [file]: bytesOf(file) });
    expect(barsOf(result)).toEqual(clean);
    expect(result.files[0]).toMatchObject({ duplicates: duplicate_rows, rowsRejected: 0, rejects: [] });
    expect(result.files[0]?.rowsStaged).toBe(280);
  });

  it('keeps a missing close missing in all eight spellings', async () => {
    const { missing = [] } = variant('missing_close.csv');
    const keys = new Set(missing.map(([symbol, date]) => keyOf(symbol, date)));
    const expected = clean.map((bar) => (keys.has(keyOf(bar[0], bar[1])) ? bar.with(5, null) : bar));
    expect(keys.size).toBe(17);
    expect(barsOf(await imported({ 'missing_close.csv': bytesOf('missing_close.csv') }))).toEqual(expected);
  });

  it('reads a volume of zero as zero', async () => {
    const { rows = [] } = variant('zero_volume.csv');
    const keys = new Set(rows.map(([symbol, date]) => keyOf(symbol, date)));
    const expected = clean.map((bar) => (keys.has(keyOf(bar[0], bar[1])) ? bar.with(6, 0) : bar));
    expect(barsOf(await imported({ 'zero_volume.csv': bytesOf('zero_volume.csv') }))).toEqual(expected);
  });

  it('lists every bad row with its line and leaves the others as they are', async () => {
    const result = await imported({ 'bad_rows.csv': bytesOf('bad_rows.csv') });
    const lines = readFileSync(path.join(MESSY, 'bad_rows.csv'), 'utf8').split('\n');
    const { defects = [] } = variant('bad_rows.csv');
    const listed = result.files[0]?.rejects.map(({ row, code }) => [row, code]);
    expect(listed).toEqual([
      [7, 'NOT_POSITIVE'],
      [32, 'FLAGGED_HIGH_BELOW_LOW'],
      [62, 'IMPOSSIBLE_DATE'],
      [92, 'NOT_A_NUMBER'],
      [122, 'SHORT_ROW'],
      [152, 'FUTURE_DATE'],
      [182, 'TOO_LARGE'],
      [202, 'EMPTY_SYMBOL'],
      [222, 'NEGATIVE'],
      [252, 'PRICE_JUMP'],
    ]);
    expect(defects).toHaveLength(10);
    for (const [symbol, date] of defects) {
      const line = lines.findIndex((text) => text.startsWith(`${symbol},${date},`)) + 1;
      expect(listed?.map(([row]) => row)).toContain(line);
    }
    const cleanLines = readFileSync(path.join(MESSY, 'clean.csv'), 'utf8').split('\n');
    const changed = new Set(
      cleanLines.filter((text, i) => text !== lines[i]).map((text) => keyOf(...(text.split(',') as Key))),
    );
    const staged = barsOf(result);
    expect(staged.filter((bar) => !changed.has(keyOf(bar[0], bar[1])))).toEqual(
      clean.filter((bar) => !changed.has(keyOf(bar[0], bar[1]))),
    );
    // Of the bad rows only the flagged one is staged, without its range.
    expect(staged.filter((bar) => changed.has(keyOf(bar[0], bar[1]))).map((bar) => bar.slice(0, 6))).toEqual([
      ['AAPL', 20171106, 171.75 * PRICE_ONE, null, null, 173.63 * PRICE_ONE],
    ]);
  });

  it('states zero rows for a header alone, and that an empty file is empty', async () => {
    const header = await imported({ 'header_only.csv': bytesOf('header_only.csv') });
    expect(header.files[0]).toMatchObject({ rowsRead: 0, rowsStaged: 0 });
    expect(header.files[0]?.warnings.join()).toContain('zero rows');
    const empty = await refusal({ 'empty.csv': bytesOf('empty.csv') });
    expect(empty).toMatchObject({ code: 'IMPORT_UNREADABLE', what: 'The file is empty', where: 'empty.csv' });
  });

  it.each([
    'positions_parentheses.csv',
    'positions_side_column.csv',
    'positions_trailing_minus.csv',
    'positions_lots.csv',
  ])('%s holds the positions of the base', async (file) => {
    const result = await imported({ [file]: bytesOf(file) });
    expect(result.content.positions).toEqual(positions);
    expect(result.files[0]?.rejects).toEqual([]);
    expect(positions).toHaveLength(100);
  });

  it('sums positions of old and new tickets of one company', async () => {
    const files = {
      'symbol_changes.csv': readFileSync(path.join(DATA, 'symbol_changes.csv')),
      'positions_renamed.csv': bytesOf('positions_renamed.csv'),
    };
    const quantities = async (knownSymbols: string[]) =>
      Object.fromEntries(
        (await imported(files, { knownSymbols: new Set(knownSymbols) })).content.positions.map(
          ([, symbol, quantity]) => [symbol, Number(quantity) / QUANTITY_ONE],
        ),
      );
    const old = { DLPH: 350, PCLN: -6, Q: 300, HCN: 300, CBG: 50 };
    expect(await quantities(Object.keys(old))).toEqual(old);
    expect(await quantities([])).toEqual({ APTV: 350, BKNG: -6, IQV: 300, WELL: 300, CBRE: 50 });
  });

  it('reads Windows-1252 names', async () => {
    const { content } = await imported({ 'instruments_cp1252.csv': bytesOf('instruments_cp1252.csv') });
    expect(content.instruments.map(([, name]) => name)).toEqual([
      'Nestlé SA',
      'L’Oréal',
      'Schlumberger (Curaçao)',
    ]);
  });

  it('takes every ticker that looks like something else as a ticker', async () => {
    const tricky = JSON.parse(readFileSync(path.join(MESSY, 'tricky_tickers.json'), 'utf8')) as Record<
      string,
      string[]
    >;
    const symbols = [...new Set(Object.values(tricky).flat())].toSorted();
    const rows = symbols.map((symbol) => `${symbol},2017-11-10,1.25`);
    const text = ['symbol,date,close', ...rows].join('\n');
    const result = await imported({ 'bars.csv': text }, { knownSymbols: new Set(symbols) });
    expect(barsOf(result).map(([symbol]) => symbol)).toEqual(symbols);
    expect(symbols).toContain('NAN');
    expect(result.files[0]?.rejects).toEqual([]);
  });
});
