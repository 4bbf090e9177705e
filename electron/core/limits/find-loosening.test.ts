import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { findLoosening } from './find-loosening.ts';
import { inForce, lasting, spent } from './layers.ts';

const NOW = build.NOON;
const later = (hours: number): EpochMs => (NOW + hours * 3_600_000) as EpochMs;
const weight = (hard: string, more: Partial<Limit> = {}): Limit =>
  build.limit('POSITION_WEIGHT', 'FRACTION', hard, more);
const loosening = (next: Limit, ...layers: Limit[]): string => findLoosening(next, layers, layers, NOW);

describe('findLoosening', () => {
  const base = weight('0.10', { soft: '0.08', action: 'WARN' });

  it.each<[string, Partial<Limit>, string]>([
    ['the same', {}, ''],
    ['tighter hard', { hard: '0.09' }, ''],
    ['the same hard written otherwise', { hard: '0.1' }, ''],
    ['looser hard by the last digit', { hard: '0.1000000001' }, 'hard'],
    ['looser soft', { soft: '0.09' }, 'soft'],
    ['soft left to its default, the same', { soft: null }, ''],
    ['a stronger action', { action: 'BLOCK' }, ''],
    ['a weaker action', { action: 'LOG' }, 'action'],
    ['another scope', { scope: { level: 'ACCOUNT', key: '*' } }, 'scope'],
    ['a filter', { filter: [{ field: 'symbol', op: 'in', values: ['A'] }] }, 'filter'],
    ['another unit', { unit: 'RATIO' }, 'unit'],
    ['a beginning later than now', { effectiveFrom: later(1) }, 'effectiveFrom'],
    ['an end, under which the base comes back', { effectiveTo: later(1) }, ''],
    ['a rule that tightens', { tighten: { metric: 'STRESS_LEVEL', points: [[0, 1]] } }, ''],
  ])('%s', (_name, more, field) => {
    const found = loosening({ ...base, version: 2, ...more }, base);
    expect(found.split(':')[0]).toBe(field);
  });

  it('looks at every version that may be in force, not at the newest alone', () => {
    const wide = weight('0.2', { version: 2, effectiveTo: later(1) });
    expect(loosening(weight('0.15', { version: 3 }), base, wide)).toContain('against version 1');
    expect(loosening(weight('0.15', { version: 3 }), wide, { ...base, effectiveTo: NOW })).toBe('');
  });

  it.each([
    ['MIN_ADV', 'QTY'],
    ['BUYING_POWER', 'MONEY'],
  ] as const)('of a minimum (%s) is a lower value', (control, unit) => {
    const least = (hard: string): Limit => build.limit(control, unit, hard);
    expect(loosening(least('100001'), least('100000'))).toBe('');
    expect(loosening(least('99999'), least('100000'))).toContain('hard');
  });

  it.each<[string, Limit['control'], string | null, string | null, boolean]>([
    ['each, written either way', 'SECTOR_GROSS', '*', null, true],
    ['each instead of one', 'SECTOR_GROSS', null, 'Energy', true],
    ['one instead of each', 'SECTOR_GROSS', 'Energy', '*', false],
    ['one instead of another', 'CURRENCY_NET', 'EUR', 'GBP', false],
    ['a region instead of one of its countries', 'COUNTRY_GROSS', 'Asia', 'CN', true],
    ['a region instead of a country elsewhere', 'COUNTRY_GROSS', 'Europe', 'CN', false],
    ['a country instead of its region', 'COUNTRY_GROSS', 'CN', 'Asia', false],
    ['each country instead of a region, which is more than one', 'COUNTRY_GROSS', '*', 'Asia', false],
    ['a region instead of each country', 'COUNTRY_GROSS', 'Asia', '*', false],
    ['a region instead of another that it does not hold', 'COUNTRY_GROSS', 'Emerging', 'Asia', false],
    ['a name of every object', 'COUNTRY_GROSS', 'constructor', 'CN', false],
    ['a group where the control has none', 'POSITION_WEIGHT', 'Energy', null, true],
  ])('a group: %s', (_name, control, next, layer, isTighter) => {
    const of = (group: string | null): Limit => build.limit(control, 'FRACTION', '0.1', { group });
    expect(loosening(of(next), of(layer))).toBe(isTighter ? '' : 'group: it is another against version 1');
  });

  it('another budget is another limit', () => {
    const risk = (budget: string): Limit =>
      build.limit('RISK_BUDGET', 'FRACTION', '0.1', { params: { budget } });
    expect(loosening(risk('1000'), risk('1000'))).toBe('');
    expect(loosening(risk('1001'), risk('1000'))).toContain('params');
  });

  it('compares rules that tighten at the points of both', () => {
    const rule = (...points: [number, number][]) => ({ metric: 'MARKET_VOL' as const, points });
    const dynamic = { ...base, tighten: rule([0.2, 1], [0.4, 0.5]) };
    const with_ = (...points: [number, number][]) =>
      loosening({ ...dynamic, tighten: rule(...points) }, dynamic);
    expect(with_([0.2, 1], [0.3, 0.75], [0.4, 0.5])).toBe('');
    expect(with_([0.1, 1], [0.3, 0.5])).toBe('');
    expect(with_([0.2, 1], [0.3, 0.76], [0.4, 0.5])).toContain('tighten');
    expect(with_([0.2, 1], [0.4, 0.5], [0.5, 0.5])).toBe('');
    expect(loosening(base, dynamic)).toContain('tighten');
  });

  it('the first limit of a control that every ticket needs lets through what was denied', () => {
    const gross = build.limit('GROSS_EXPOSURE', 'MONEY', '1', { version: 1 });
    const other = { ...gross, limitId: 'other' as Limit['limitId'], hard: '9' };
    expect(findLoosening(gross, [], [], NOW)).toContain('denied');
    expect(findLoosening(gross, [], [other], NOW)).toBe('');
    expect(findLoosening(gross, [], [{ ...other, effectiveTo: later(1) }], NOW)).toContain('denied');
    expect(findLoosening(gross, [], [{ ...other, scope: { level: 'DESK', key: 'D' } }], NOW)).toContain(
      'denied',
    );
    // One that ends would have left the tickets denied.
    expect(loosening({ ...gross, version: 2 }, { ...gross, effectiveTo: later(1) })).toContain('denied');
  });

  it('a limit in the place of a default is measured against the default', () => {
    const collar = (hard: string, more: Partial<Limit> = {}) =>
      findLoosening(build.limit('PRICE_COLLAR', 'BPS', hard, more), [], [], NOW);
    expect(collar('500')).toBe('');
    expect(collar('501')).toContain('default');
    expect(collar('400', { action: 'WARN' })).toContain('default');
    expect(collar('400', { params: { passive: 5000 } })).toContain('default');
  });
});

describe('versions over each other', () => {
  const v = (version: number, more: Partial<Limit> = {}): Limit => weight('0.1', { version, ...more });
  const at = (now: EpochMs, ...layers: Limit[]) => inForce(layers, now).map(({ version }) => version);

  it('the newest live one is in force; at its end, to the millisecond, the one below', () => {
    const layers = [v(1), v(2, { effectiveFrom: NOW, effectiveTo: later(1) })];
    expect(at((NOW - 1) as EpochMs, ...layers)).toEqual([1]);
    expect(at(NOW, ...layers)).toEqual([2]);
    expect(at((later(1) - 1) as EpochMs, ...layers)).toEqual([2]);
    expect(at(later(1), ...layers)).toEqual([1]);
  });

  it('what stands for good is the newest without an end', () => {
    const lastingOf = (...layers: Limit[]) => lasting(layers).map(({ version }) => version);
    expect(lastingOf(v(1), v(2, { effectiveTo: later(1) }))).toEqual([1]);
    expect(lastingOf(v(1, { effectiveTo: later(2) }), v(2, { effectiveTo: later(1) }))).toEqual([2]);
    expect(lastingOf(v(1), v(2))).toEqual([2]);
  });

  it('a version is spent when it ended, or lies under an approved one without an end', () => {
    const spentOf = (...layers: Limit[]) => spent(layers, NOW).map(({ version }) => version);
    expect(spentOf(v(1), v(2))).toEqual([1]);
    expect(spentOf(v(1), v(2, { effectiveTo: later(1) }))).toEqual([]);
    expect(spentOf(v(1), v(2, { effectiveFrom: later(1) }))).toEqual([]);
    expect(spentOf(v(1), v(2, { effectiveTo: NOW }))).toEqual([2]);
    // Not while a second officer may still take it back.
    expect(spentOf(v(1), v(2, { change: 'TIGHTEN', approvedBy: null }))).toEqual([]);
  });
});
