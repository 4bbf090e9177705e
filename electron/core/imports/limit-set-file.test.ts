import { describe, expect, it } from 'vitest';
import type { Limit } from '#shared/domain/limit.ts';
import { bytesSource } from './byte-source.ts';
import { formatLimits } from './kinds/limits.ts';
import { readLimitSet } from './limit-set-file.ts';
import { limitCsvPieces } from './limits-csv.ts';

const FIRM = { level: 'FIRM', key: '*' };
const gross = (limitId: string, more: object = {}) => ({
  limitId,
  control: 'GROSS_EXPOSURE',
  scope: FIRM,
  unit: 'FRACTION',
  hard: '1.5',
  ...more,
});
const RICH = {
  ...gross('rich'),
  control: 'VAR_HISTORICAL',
  group: 'A, "B"\nC',
  filter: [{ field: 'ordType', op: 'in', values: ['MARKET', 'a,b'] }],
  soft: '1.25',
  action: 'WARN',
  params: {
    confidence: '0.975',
    window: 252,
    tighten: {
      metric: 'MARKET_VOL',
      points: [
        [0.2, 1],
        [0.4, 0.5],
      ],
    },
  },
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  effectiveTo: '2026-02-01T00:00:00.000Z',
  reason: 'because, "so"',
};
const fileOf = (...limits: unknown[]) => JSON.stringify({ schemaVersion: 1, limits });

async function read(text: string, name = 'limits') {
  // In pieces of 7 bytes, so that no row arrives whole.
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
    bytes.subarray(i * 7, i * 7 + 7),
  );
  const result = await readLimitSet({ name, open: () => pieces }, 'USD');
  return result.ok ? result.value : `${result.error.code}: ${result.error.what}`;
}
async function limitsOf(text: string): Promise<readonly Limit[]> {
  const set = await read(text);
  if (typeof set === 'string') throw new Error(set);
  expect(set.rejects).toEqual([]);
  return set.limits;
}

describe('readLimitSet', () => {
  it('JSON and CSV hold the same limits, and write the same text again', async () => {
    const limits = await limitsOf(
      fileOf(gross('b'), RICH, gross('a', { scope: { level: 'DESK', key: '*' } })),
    );
    expect(limits[1]?.tighten).toEqual(RICH.params.tighten);
    const json = formatLimits(limits);
    const csv = [...limitCsvPieces(limits)].join('');
    const byId = limits.toSorted((a, b) => (a.limitId < b.limitId ? -1 : 1));
    expect(await limitsOf(json)).toEqual(byId);
    expect(await limitsOf(csv)).toEqual(byId);
    expect(formatLimits(await limitsOf(csv))).toBe(json);
    expect([...limitCsvPieces(await limitsOf(json))].join('')).toBe(csv);
  });

  it('names every refused row, and takes the others', async () => {
    const text = fileOf(
      gross('fine'),
      gross('bad-unit', { unit: 'QTY', scope: { level: 'DESK', key: 'A' } }),
      gross('fine', { scope: { level: 'DESK', key: 'B' } }),
      gross('other-name'),
      gross('odd', { colour: 'red' }),
      gross('also-fine', { scope: { level: 'DESK', key: 'C' } }),
    ).replace('"limits":[', '"limits":[{"__proto__":{"hard":"9"},"limitId":"p"},');
    expect(await read(text)).toMatchObject({
      format: 'JSON',
      limits: [{ limitId: 'fine' }, { limitId: 'also-fine' }],
      rejected: 5,
      rejects: [
        { row: 1, column: '__proto__', code: 'LIMIT_INVALID' },
        { row: 3, column: 'unit', code: 'LIMIT_INVALID' },
        { row: 4, column: 'limitId', value: 'fine', code: 'LIMIT_DUPLICATE' },
        { row: 5, column: 'limitId', value: 'other-name', code: 'LIMIT_DUPLICATE' },
        { row: 6, column: 'colour', code: 'LIMIT_INVALID' },
      ],
    });
  });

  it('of one control at one scope takes two that differ in filter, unit or params', async () => {
    const filter = [{ field: 'symbol', op: 'in', values: ['A'] }];
    const more = { control: 'TOP_N_CONCENTRATION' };
    const set = await limitsOf(
      fileOf(gross('a'), gross('b', { filter }), gross('c', more), gross('d', { ...more, params: { n: 9 } })),
    );
    expect(set).toHaveLength(4);
  });

  it.each([
    ['another schemaVersion', '{"schemaVersion":2,"limits":[]}', 'schemaVersion is 2'],
    ['an unknown key', '{"schemaVersion":1,"limits":[],"x":1}', 'unknown key'],
    ['nothing', ' \n', 'empty'],
    ['half of it', fileOf(gross('a')).slice(0, -3), 'not JSON'],
    ['an unknown column', 'schemaVersion,limitId,control,level,key,unit,hard,colour\n', 'colour'],
    ['a column missing', 'schemaVersion,limitId,control,level,key,unit\n', '"hard" is missing'],
    ['a column twice', 'schemaVersion,limitId,control,level,key,unit,hard,hard\n', 'twice'],
  ])('%s is no limits file', async (_name, text, what) => {
    expect(await read(text)).toContain('IMPORT_UNREADABLE');
    expect(await read(text)).toContain(what);
  });

  it.each([
    ['2,x,GROSS_EXPOSURE,FIRM,*,FRACTION,1,', 'schemaVersion'],
    ['1,x,GROSS_EXPOSURE,FIRM,*,FRACTION,1', ''],
    ['1,x,GROSS_EXPOSURE,FIRM,*,FRACTION,-1,', 'hard'],
    ['1,x,GROSS_EXPOSURE,MOON,*,FRACTION,1,', 'level'],
    ['1,x,GROSS_EXPOSURE,FIRM,*,FRACTION,1,{', 'params'],
    ['1,x,GROSS_EXPOSURE,FIRM,*,FRACTION,1,"{""a"":1,""a"":2}"', 'params.a'],
    ['1,x,GROSS_EXPOSURE,FIRM,*,FRACTION,1,"{""__proto__"":1}"', '__proto__'],
  ])('the CSV row %s is refused by its column', async (row, column) => {
    const set = await read(`schemaVersion,limitId,control,level,key,unit,hard,params\n${row}\n`);
    expect(set).toMatchObject({ format: 'CSV', limits: [], rejects: [{ row: 1, column }] });
  });
});

it('a source of one piece reads the same', async () => {
  const bytes = new TextEncoder().encode(fileOf(gross('a')));
  expect(await readLimitSet(bytesSource('x', bytes), '')).toMatchObject({ ok: true });
});
