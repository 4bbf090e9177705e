import { describe, expect, it } from 'vitest';
import { resolveSpellings } from './symbol-spelling.ts';

const resolve = (spellings: string[], known: string[] = []) => {
  const { resolved, unmapped } = resolveSpellings(spellings, new Set(known));
  return { symbols: spellings.map((spelling) => resolved.get(spelling)), unmapped };
};

describe('resolveSpellings', () => {
  it('maps every spelling of a share class to the known symbol', () => {
    const spellings = [
      'BRK-B',
      'BRK/B',
      'BRK B',
      'BRK_B',
      'BRKb',
      'brk.b',
      ' BRK.B ',
      'BRK/B US Equity',
      'BRK.B US Equity',
    ];
    expect(resolve(spellings, ['BRK.B'])).toEqual({ symbols: spellings.map(() => 'BRK.B'), unmapped: [] });
  });

  it('maps to a symbol that another row spells plainly', () => {
    expect(resolve(['BF-B', 'BF.B']).symbols).toEqual(['BF.B', 'BF.B']);
  });

  it('reports a spelling whose symbol nobody knows, and keeps it', () => {
    expect(resolve(['BRK-B', 'AAPL'])).toEqual({ symbols: ['BRK-B', 'AAPL'], unmapped: ['BRK-B'] });
  });

  it('never maps a spelling that is a symbol itself', () => {
    expect(resolve(['ABR_A'], ['ABR_A', 'ABR.A'])).toEqual({ symbols: ['ABR_A'], unmapped: [] });
  });

  it('never invents a class: capitals without a separator are one ticker', () => {
    expect(resolve(['BRKB'], ['BRK.B'])).toEqual({ symbols: ['BRKB'], unmapped: [] });
  });

  it('leaves tickers that look like values alone', () => {
    const tickers = ['NAN', 'TRUE', 'INF', 'MAR', 'ON', 'T'];
    expect(resolve(tickers)).toEqual({ symbols: tickers, unmapped: [] });
  });
});
