import { describe, expect, it } from 'vitest';
import { choicesToKeep } from './profile-choices.ts';

describe('choicesToKeep', () => {
  it('keeps an answer for the names its file may have another day', () => {
    const answers = { 'positions_20261125.csv': { decimal: ',' }, 'trades.csv': { kind: 'tickets' } };
    expect(choicesToKeep({}, answers)).toEqual({
      'positions_*.csv': { decimal: ',' },
      'trades.csv': { kind: 'tickets' },
    });
  });

  it('adds the answers to the profile that was used, and lets the last of two for one pattern stand', () => {
    const used = { '*': { encoding: 'utf-8' }, 'a_*.csv': { decimal: '.' } };
    const answers = { 'a_1.csv': { dateOrder: 'DMY' }, 'a_2.csv': { dateOrder: 'MDY' } };
    expect(choicesToKeep(used, answers)).toEqual({
      '*': { encoding: 'utf-8' },
      'a_*.csv': { decimal: '.', dateOrder: 'MDY' },
    });
  });
});
