import { describe, expect, it } from 'vitest';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { isFiltered, NO_FILTER, passesFilter, readFilter, type BlotterFilter } from './filter-rows.ts';

const row = (rest: Partial<BlotterRow>): BlotterRow =>
  ({ verdict: 'PASS', account: 'ALPHA', state: 'SENT', ...rest }) as BlotterRow;
const passes = (filter: Partial<BlotterFilter>, rest: Partial<BlotterRow> = {}) =>
  passesFilter({ ...NO_FILTER, ...filter }, row(rest));

describe('the filter of the checks', () => {
  it.each<[Partial<BlotterFilter>, Partial<BlotterRow>, boolean]>([
    [{}, { state: null }, true],
    [{ verdict: 'BLOCK' }, {}, false],
    [{ verdict: 'BLOCK' }, { verdict: 'BLOCK' }, true],
    [{ account: 'BETA' }, {}, false],
    [{ state: 'WORKING' }, {}, true],
    [{ state: 'WORKING' }, { state: 'PARTIALLY_FILLED' }, true],
    [{ state: 'WORKING' }, { state: 'FILLED' }, false],
    [{ state: 'SENT' }, { state: 'PARTIALLY_FILLED' }, false],
    [{ state: 'CHECKED' }, { state: null }, true],
    [{ state: 'CHECKED' }, {}, false],
    [{ verdict: 'PASS', account: 'ALPHA', state: 'SENT' }, {}, true],
    [{ verdict: 'PASS', account: 'BETA', state: 'SENT' }, {}, false],
  ])('%j of %j: %s', (filter, rest, expected) => {
    expect(passes(filter, rest)).toBe(expected);
  });

  it('of a saved view is read word by word', () => {
    expect(readFilter({ verdict: 'BLOCK', account: 'BETA', state: 'WORKING', text: 'x' })).toEqual({
      verdict: 'BLOCK',
      account: 'BETA',
      state: 'WORKING',
    });
    expect(isFiltered(readFilter({ verdict: 'MAYBE', state: 'LOST' }))).toBe(false);
  });
});
