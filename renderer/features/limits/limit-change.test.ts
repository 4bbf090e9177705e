import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { describeChange, toTyped } from './limit-change.ts';
import { limitRow as limit } from './limit-row.testing.ts';

describe('describeChange', () => {
  it('reads a fraction as percent and keeps it exact', () => {
    const change = describeChange(limit({}), '12.5 %', '10', false);
    expect(change).toMatchObject({ hard: '0.125', soft: '0.1', changed: true, loosens: true, problem: null });
    expect(change.hardChange).toBeCloseTo(0.25);
  });

  it.each([
    ['15', '8', false, true],
    ['9', '8', false, false],
    ['10', '9', false, true],
    ['10', '7', false, false],
    ['8', '10', true, true],
    ['12', '12', true, false],
  ])('hard %s, soft %s, minimum %s loosens: %s', (hard, soft, minimum, loosens) => {
    expect(describeChange(limit({}), hard, soft, minimum)).toMatchObject({ changed: true, loosens });
  });

  it('sees no change in the same numbers written differently', () => {
    expect(describeChange(limit({}), '10.0', '08', false).changed).toBe(false);
    const money = limit({
      unit: 'MONEY',
      currency: 'USD',
      hard: '1000000.00',
      soft: '800000',
      effectiveSoft: 8e5,
    });
    expect(describeChange(money, '1,000,000', '800,000.00', false).changed).toBe(false);
  });

  it('takes the soft that applies when the limit names none', () => {
    const row = limit({ soft: null, hard: '5e-7', effectiveHard: 5e-7, effectiveSoft: 4e-7 });
    expect(describeChange(row, '0.00005', '0.00004', false)).toMatchObject({ changed: false, problem: null });
    expect(describeChange(row, '0.00005', '', false)).toMatchObject({
      changed: false,
      soft: '',
      problem: null,
    });
    expect(describeChange(row, '0.00006', '', false)).toMatchObject({
      changed: true,
      loosens: true,
      soft: '',
    });
    expect(describeChange(row, '0.00005', '0.00007', true)).toMatchObject({ changed: true, loosens: false });
  });

  it.each(['', 'abc', '-1', '1e5', '1,5', '1.2.3', '∞'])('refuses %s', (text) => {
    expect(describeChange(limit({}), text, '8', false).problem).toContain('Hard');
    if (text !== '') expect(describeChange(limit({}), '10', text, false).problem).toContain('Soft');
  });

  it('refuses soft past hard', () => {
    expect(describeChange(limit({}), '10', '10.1', false).problem).toContain('above');
    expect(describeChange(limit({}), '10', '9.9', true).problem).toContain('below');
  });
});

it('of a limit that is new changes, and loosens nothing', () => {
  const nothing = { unit: 'MONEY', hard: null, soft: null } as const;
  expect(describeChange(nothing, '5', '', false)).toMatchObject({
    hard: '5',
    changed: true,
    loosens: false,
    hardChange: null,
    softChange: null,
    problem: null,
  });
  expect(describeChange(nothing, '5', '6', false).problem).toContain('above');
});

describe('toTyped', () => {
  it('comes back from the editor as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 9 }), (digits, places) => {
        const hard = (digits / 10 ** places).toFixed(places);
        const row = limit({ hard, soft: hard });
        const typed = toTyped(hard, 'FRACTION');
        expect(describeChange(row, typed, typed, false)).toMatchObject({ changed: false, problem: null });
      }),
    );
  });
});
