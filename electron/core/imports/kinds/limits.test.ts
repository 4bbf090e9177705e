import type { Limit } from '#shared/domain/limit.ts';
import { readFileSync } from 'node:fs';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { CONTROLS } from '#shared/controls/registry.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { SCOPE_LEVELS } from '#shared/domain/limit.ts';
import { bytesSource } from '../byte-source.ts';
import { formatLimits, parseLimits, readLimitsFile } from './limits.ts';

const FIRM = { level: 'FIRM', key: '*' };
const GROSS = { limitId: 'gross', control: 'GROSS_EXPOSURE', scope: FIRM, unit: 'FRACTION', hard: 1.5 };
const fileOf = (...limits: unknown[]) => JSON.stringify({ schemaVersion: 1, limits });
const parsed = (text: string) => {
  const result = parseLimits(text);
  if (!result.ok) throw new Error(`${result.error.what} (${result.error.where})`);
  return result.value;
};
const refused = (text: string) => {
  const result = parseLimits(text, { file: 'limits.json' });
  if (result.ok) throw new Error('not refused');
  return result.error;
};

describe('parseLimits', () => {
  it('fills in what a limit leaves out', () => {
    expect(parsed(fileOf(GROSS))).toEqual([
      {
        ...GROSS,
        hard: '1.5',
        version: 0,
        group: null,
        filter: [],
        currency: null,
        soft: null,
        action: 'BLOCK',
        params: {},
        effectiveFrom: 0,
        effectiveTo: null,
        status: 'DRAFT',
        createdBy: '',
        approvedBy: null,
        reason: '',
      },
    ]);
  });

  it.each([
    ['0.3', '0.3'],
    ['0.30', '0.3'],
    ['3e-1', '0.3'],
    ['1', '1'],
    ['10', '10'],
    ['1.0', '1'],
    ['1E1', '10'],
    ['0', '0'],
    ['1e-7', '0.0000001'],
    ['0.1234567890', '0.123456789'],
    ['"0.30"', '0.30'],
    ['"2000000.00"', '2000000.00'],
  ])('keeps the value %s as the text %s', (written, text) => {
    const file = fileOf(GROSS).replace('1.5', written);
    expect(parsed(file)[0]?.hard).toBe(text);
  });

  it.each<[why: string, change: Record<string, unknown>, field: string]>([
    ['negative', { hard: -1 }, 'hard'],
    ['negative text', { hard: '-1' }, 'hard'],
    ['no number', { hard: 'much' }, 'hard'],
    ['an exponent in a text', { hard: '1e3' }, 'hard'],
    ['NaN as a text', { hard: 'NaN' }, 'hard'],
    ['null, as JSON writes NaN', { hard: null }, 'hard'],
    ['no value at all', { hard: undefined }, 'hard'],
    ['finer than is compared', { hard: '0.12345678901' }, 'hard'],
    ['soft outside hard', { soft: 1.6 }, 'soft'],
    ['the wrong unit', { unit: 'DAYS' }, 'unit'],
    ['no such unit', { unit: 'PERCENT' }, 'unit'],
    ['no such control', { control: 'NOTHING' }, 'control'],
    ['a control that takes no limit', { control: 'TRADING_STATE' }, 'control'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['an unknown field of the scope', { scope: { ...FIRM, x: 1 } }, 'scope.x'],
    ['an empty id', { limitId: '' }, 'limitId'],
    ['an unknown param', { params: { frobnicate: 1 } }, 'params'],
    ['no date', { effectiveFrom: 'soon' }, 'effectiveFrom'],
    ['an end before its start', { effectiveFrom: '2026-01-02', effectiveTo: '2026-01-02' }, 'effectiveTo'],
    ['an empty filter', { filter: [{ field: 'symbol', op: 'in', values: [] }] }, 'filter'],
  ])('refuses %s, naming row and field', (_why, change, field) => {
    const error = refused(fileOf({ ...GROSS, limitId: 'fine' }, { ...GROSS, ...change }));
    expect(error.code).toBe('LIMIT_INVALID');
    expect(error.where).toBe('limits.json, row 2, line 1');
    expect(error.what.startsWith(field)).toBe(true);
    expect(error.todo).not.toBe('');
  });

  it('refuses what JSON.parse would let through', () => {
    expect(refused(fileOf(GROSS).replace('1.5', '1e400')).code).toBe('LIMIT_INVALID');
    const proto = fileOf(GROSS).replace('"unit"', '"__proto__":{"hard":0},"unit"');
    expect(refused(proto)).toMatchObject({
      code: 'LIMIT_INVALID',
      what: '__proto__ cannot be: no limit has this field',
    });
    const nested = fileOf(GROSS).replace('"unit"', '"params":{"__proto__":1},"unit"');
    expect(refused(nested).what).toContain('__proto__');
    const twice = fileOf(GROSS).replace('"unit"', '"h\\u0061rd":0.1,"unit"');
    expect(refused(twice)).toMatchObject({ code: 'LIMIT_INVALID', what: 'hard cannot be: it stands twice' });
    const inParams = fileOf({ ...GROSS, reason: '{"hard":1} "hard": 2' });
    expect(parsed(inParams)[0]?.reason).toContain('hard');
  });

  it('refuses a limit id that stands twice, naming both lines', () => {
    const text = `{"schemaVersion": 1, "limits": [\n${JSON.stringify(GROSS)},\n${JSON.stringify(GROSS)}]}`;
    expect(refused(text)).toMatchObject({
      code: 'LIMIT_INVALID',
      what: 'limitId (gross) cannot be: it stands on line 2 too',
      where: 'limits.json, row 2, line 3',
    });
  });

  it.each([
    ['', 'no array'],
    ['[]', 'no array'],
    ['{"schemaVersion":1,"limits":[', 'not JSON'],
    ['{"schemaVersion":1,"limits":[]', 'not JSON'],
    ['{"schemaVersion":1,"limits":[]} x', 'not JSON'],
    ['{"schemaVersion":2,"limits":[]}', 'schemaVersion is 2'],
    ['{"limits":[]}', 'schemaVersion'],
    ['{"schemaVersion":1,"limits":[],"limits":[1]}', 'twice'],
    ['{"schemaVersion":1,"limits":[],"x":1}', '"x"'],
    ['{"schemaVersion":1,"limits":[,]}', 'not JSON'],
    [`${fileOf(GROSS).slice(0, -2)},]}`, 'not JSON'],
  ])('refuses the file %j: %s', (text, why) => {
    const error = refused(text);
    expect(error.code).toBe('IMPORT_UNREADABLE');
    expect(error.what).toContain(why);
  });

  it('takes money in any currency until it is told the base', () => {
    const money = { ...GROSS, unit: 'MONEY', currency: 'EUR', hard: '5.00' };
    expect(parsed(fileOf(money))[0]?.currency).toBe('EUR');
    const result = parseLimits(fileOf(money), { baseCurrency: 'USD' });
    expect(result).toMatchObject({ ok: false, error: { code: 'LIMIT_INVALID' } });
  });

  it('answers any text with limits or one refusal', () => {
    const text = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        '"limits"',
        '"schemaVersion"',
        ':',
        '1',
        '"',
        '\\',
        ' ',
        JSON.stringify(GROSS),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const whole = parseLimits(pieces.join(''));
        if (!whole.ok) expect(['IMPORT_UNREADABLE', 'LIMIT_INVALID']).toContain(whole.error.code);
        expect(parseLimits(pieces)).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('formatLimits', () => {
  it('writes what parseLimits reads back the same, and then the same text', () => {
    const limits = CONTROL_CODES.flatMap((control) => {
      const found = CONTROLS[control];
      if (found.kind !== 'COMPARISON') return [];
      const params: Limit['params'] = Object.fromEntries((found.requires ?? []).map((name) => [name, 1]));
      if (found.metrics === undefined) return found.units.map((unit) => ({ control, unit, params }));
      return [...found.metrics].flatMap(([metric, by]) =>
        by.control.units.map((unit) => ({ control, unit, params: { metric, op: '>=' } as Limit['params'] })),
      );
    });
    const value = fc.integer({ min: 0, max: 999_999 }).map((cents) => (cents / 100).toFixed(2));
    const limit = fc.record({
      each: fc.constantFrom(...limits),
      level: fc.constantFrom(...SCOPE_LEVELS),
      key: fc.string({ minLength: 1, maxLength: 8 }),
      hard: value,
      group: fc.option(fc.string({ minLength: 1, maxLength: 8 }), { nil: undefined }),
      filter: fc.option(fc.constant([{ field: 'side', op: 'in', values: ['BUY'] }]), { nil: undefined }),
      action: fc.constantFrom('BLOCK', 'WARN', 'LOG', undefined),
      effectiveFrom: fc.constantFrom(undefined, '2026-01-01', '2026-01-01T10:11:12.345Z'),
      effectiveTo: fc.constantFrom(undefined, '2027-01-01'),
      reason: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(limit, { maxLength: 8 }), (rows) => {
        const text = fileOf(
          ...rows.map(({ each, level, key, hard, ...rest }, i) => ({
            limitId: `l${i}`,
            ...each,
            scope: { level, key },
            hard: each.unit === 'COUNT' ? String(Math.floor(Number(hard)) % 1_000) : hard,
            ...(each.unit === 'MONEY' ? { currency: 'USD' } : {}),
            ...(each.control === 'RISK_BUDGET' ? { params: { budget: '1.00' } } : {}),
            ...rest,
          })),
        );
        const once = parsed(text);
        const written = formatLimits(once);
        expect(parsed(written)).toEqual(once);
        expect(formatLimits(parsed(written))).toBe(written);
      }),
    );
  });

  it.each(['sample/limits.json', 'presets/MODERATE.json', 'presets/PAPER.json'])(
    'keeps every limit of %s',
    (file) => {
      const limits = parsed(readFileSync(`resources/${file}`, 'utf8'));
      expect(limits.length).toBeGreaterThan(10);
      expect(parsed(formatLimits(limits))).toEqual(
        limits.toSorted((a, b) => (a.limitId < b.limitId ? -1 : 1)),
      );
    },
  );

  it('stays out of the versions and the status', () => {
    const [limit] = parsed(fileOf(GROSS));
    const stored = {
      ...limit,
      version: 7,
      status: 'ACTIVE',
      createdBy: 'ann',
      approvedBy: 'bob',
    } as NonNullable<typeof limit>;
    expect(formatLimits([stored])).toBe(formatLimits(limit === undefined ? [] : [limit]));
  });
});

describe('readLimitsFile', () => {
  it('reads a file with a byte order mark, and counts its limits', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${fileOf(GROSS)}`);
    const result = await readLimitsFile(bytesSource('limits.json', bytes), 'USD');
    expect(result).toMatchObject({ ok: true, value: { run: { kind: 'limits', rowsRead: 1 } } });
  });

  it('refuses bytes that are no text', async () => {
    const result = await readLimitsFile(bytesSource('limits.json', Uint8Array.of(0x7b, 0xff)), 'USD');
    expect(result).toMatchObject({ ok: false, error: { code: 'IMPORT_UNREADABLE', where: 'limits.json' } });
  });
});
