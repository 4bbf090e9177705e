import { existsSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { findSuspiciousCloses } from './suspicious-closes.ts';

const found = (...closes: number[]) =>
  findSuspiciousCloses(Float64Array.from(closes)).map(({ at, rule, previous, back }) => [
    at,
    rule,
    previous,
    back,
  ]);

describe('suspicious closes', () => {
  it.each<[why: string, closes: number[], findings: unknown[]]>([
    ['40 % up or down passes', [100, 140, 84], []],
    [
      'more does not',
      [100, 140.01, 200],
      [
        [1, 'LARGE_RETURN', 100, null],
        [2, 'LARGE_RETURN', 140.01, null],
      ],
    ],
    ['more down does not', [100, 59.99], [[1, 'LARGE_RETURN', 100, null]]],
    ['a spike is reported once', [100, 190, 101, 100], [[1, 'LARGE_RETURN', 100, 101]]],
    ['ten times and back', [50, 500, 51], [[1, 'DECIMAL_SHIFT', 50, 51]]],
    ['a hundredth and back', [50, 0.51, 51], [[1, 'DECIMAL_SHIFT', 50, 51]]],
    ['a thousand times and back', [50, 47_000, 51], [[1, 'DECIMAL_SHIFT', 50, 51]]],
    ['ten thousand times is no decimal shift', [50, 500_000, 51], [[1, 'LARGE_RETURN', 50, 51]]],
    ['a tenth that lasts is one move', [50, 5, 5.1], [[1, 'LARGE_RETURN', 50, null]]],
    [
      'a tenth and far back is no decimal shift',
      [50, 5, 100],
      [
        [1, 'LARGE_RETURN', 50, 100],
        [2, 'LARGE_RETURN', 50, null],
      ],
    ],
    ['across what is missing', [50, NaN, 500, 0, -3, 50], [[2, 'DECIMAL_SHIFT', 50, 50]]],
    ['nothing before, nothing after', [500], []],
  ])('%s', (_why, closes, findings) => {
    expect(found(...closes)).toEqual(findings);
  });

  it('are the same in any currency, and leave none once the spikes are taken out', () => {
    const closes = fc.array(fc.constantFrom(10, 11, 9.5, 100, 1.02, 17), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(closes, fc.constantFrom(0.25, 4, 1024), (values, unit) => {
        const all = findSuspiciousCloses(Float64Array.from(values));
        const scaled = findSuspiciousCloses(Float64Array.from(values, (x) => x * unit));
        expect(scaled.map(({ at, rule }) => [at, rule])).toEqual(all.map(({ at, rule }) => [at, rule]));
        const large = values.flatMap((x, i) =>
          i > 0 && Math.abs(x / (values[i - 1] as number) - 1) > 0.4 ? [i] : [],
        );
        if (large.length === 0) expect(all).toEqual([]);
        else expect(all[0]?.at).toBe(large[0]);
      }),
    );
  });
});

const data = env['PREFLIGHT_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const oracle = `${data}/oracle/open/jumps_over_40pct.json`;
if (!existsSync(oracle)) console.warn(`oracle test of suspicious closes skipped: no oracle data in ${data}`);

interface Jump {
  readonly symbol: string;
  readonly date: string;
  readonly return: number;
}

/** Dates and closes of a file by symbol. */
function closesOf(file: string): Map<string, { readonly dates: string[]; readonly closes: number[] }> {
  const bySymbol = new Map<string, { readonly dates: string[]; readonly closes: number[] }>();
  for (const line of gunzipSync(readFileSync(`${data}/${file}`))
    .toString('utf8')
    .split('\n')
    .slice(1)) {
    const [symbol = '', date = '', , , , close = ''] = line.split(',');
    const own = bySymbol.get(symbol) ?? { dates: [], closes: [] };
    bySymbol.set(symbol, own);
    own.dates.push(date);
    own.closes.push(close === '' ? NaN : Number(close));
  }
  return bySymbol;
}

describe.skipIf(!existsSync(oracle))('suspicious closes of real files', () => {
  const files = ['bars.csv.gz', 'bars_crisis.csv.gz', 'universe_60d.csv.gz'] as const;

  it.each(files)('of %s are the moves over 40 %% of the oracle', (file) => {
    const jumps = (JSON.parse(readFileSync(oracle, 'utf8')) as Record<string, Jump[]>)[file] ?? [];
    const expected = new Set(jumps.map(({ symbol, date }) => `${symbol} ${date}`));
    const flagged = new Set<string>();
    const waysBack = new Set<string>();
    for (const [symbol, { dates, closes }] of closesOf(file)) {
      for (const { at, back } of findSuspiciousCloses(Float64Array.from(closes))) {
        flagged.add(`${symbol} ${dates[at]}`);
        if (back !== null) waysBack.add(`${symbol} ${dates[closes.indexOf(back, at + 1)]}`);
      }
    }
    expect(jumps.length).toBeGreaterThan(10);
    expect([...expected].filter((jump) => !flagged.has(jump) && !waysBack.has(jump))).toEqual([]);
    expect([...flagged].filter((jump) => !expected.has(jump))).toEqual([]);
  });

  it('name the decimal shifts the data is known for', () => {
    const bySymbol = closesOf('bars.csv.gz');
    const shifts = ['AVB', 'PXD', 'SLG'].map((symbol) => {
      const { dates = [], closes = [] } = bySymbol.get(symbol) ?? {};
      const all = findSuspiciousCloses(Float64Array.from(closes));
      return all.map(({ at, rule }) => [dates[at], rule]);
    });
    expect(shifts).toEqual([
      [['2012-12-21', 'DECIMAL_SHIFT']],
      [['2013-08-05', 'DECIMAL_SHIFT']],
      [['2014-03-04', 'DECIMAL_SHIFT']],
    ]);
  });
});
