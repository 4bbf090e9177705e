import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { matchesPattern, mergeChoices, patternOf } from './import-choices.ts';

describe('matchesPattern', () => {
  it.each([
    ['*', 'bars.csv', true],
    ['bars.csv', 'bars.csv', true],
    ['bars.csv', 'Bars.CSV', true],
    ['bars.csv', 'bars.csv.gz', false],
    ['positions_*.csv', 'positions_20261125.csv', true],
    ['positions_*.csv', 'positions_.csv', true],
    ['positions_*.csv', 'old_positions_1.csv', false],
    ['*a*b*', 'xaxbx', true],
    ['*a*b*', 'xbxax', false],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['a*', '', false],
    ['book.csv', 'bookxcsv', false],
  ])('%j of %j is %s', (pattern, file, fits) => {
    expect(matchesPattern(pattern, file)).toBe(fits);
  });

  it('is what a regular expression says, in no time on any pattern', () => {
    const text = (...chars: string[]) => fc.string({ unit: fc.constantFrom(...chars), maxLength: 8 });
    fc.assert(
      fc.property(text('a', 'b', '*'), text('a', 'b'), (pattern, file) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(file);
        expect(matchesPattern(pattern, file)).toBe(expected);
      }),
    );
    expect(matchesPattern('*a'.repeat(100) + 'b', 'a'.repeat(200))).toBe(false);
  });

  it.each(['bars.csv', 'positions_2026-11-25.csv', '7', ''])('a file fits its own pattern: %j', (file) => {
    expect(matchesPattern(patternOf(file), file)).toBe(true);
  });
});

describe('mergeChoices', () => {
  it('adds answers, and lets one for all files overrule that for some', () => {
    const base = { '*': { encoding: 'utf-8' }, 'a*.csv': { decimal: ',', kind: 'positions' } };
    const over = { '*': { decimal: '.' }, 'b.csv': { kind: 'tickets' } };
    expect(mergeChoices(base, over)).toEqual({
      '*': { encoding: 'utf-8', decimal: '.' },
      'a*.csv': { kind: 'positions' },
      'b.csv': { kind: 'tickets' },
    });
  });

  it('leaves out what says nothing', () => {
    expect(mergeChoices({ a: { decimal: ',' } }, { '*': { decimal: '.' }, b: {} })).toEqual({
      '*': { decimal: '.' },
    });
    expect(mergeChoices({}, {})).toEqual({});
  });
});
