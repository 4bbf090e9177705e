import { describe, expect, it } from 'vitest';
import { imported, TODAY } from '../imported.testing.ts';
import { build } from '#shared/testing/builders.ts';

const text = (...rows: string[]) => ['symbol,time,bid,ask,last,bid_size,ask_size', ...rows, ''].join('\n');
const rejectsOf = async (...rows: string[]) => {
  const { files } = await imported({ 'quotes.csv': text(...rows) });
  return files[0]?.rejects.map(({ row, column, code }) => [row, column, code]);
};
const T = Date.UTC(2026, 10, 20, 14, 30);

describe('quotes', () => {
  it('are read with their own time, trades without sides among them', async () => {
    const { content, files } = await imported({
      'quotes.csv': text(
        'A,2026-11-20T14:30:00Z,10.01,10.03,10.02,100,200',
        'A,2026-11-20T15:30:00.250+01:00,,,10.04,,',
        `B,${T},5,5,,,`,
      ),
    });
    expect(files[0]).toMatchObject({ kind: 'quotes', rejects: [] });
    const price = build.price;
    expect(content.quotes).toEqual([
      ['A', T, price('10.01'), price('10.03'), price('10.02'), build.quantity(100), build.quantity(200)],
      ['A', T + 250, null, null, price('10.04'), null, null],
      ['B', T, price(5), price(5), null, null, null],
    ]);
  });

  it('that cannot be one are rejects, one reason each', async () => {
    expect(
      await rejectsOf(
        `A,${T},10.03,10.01,,,`,
        `A,${T},0,10,,,`,
        `A,${T},-1,10,,,`,
        `A,${T},10,,,,`,
        `A,${T},,10,,,`,
        `A,${T},,,,,`,
        `A,${T},10,abc,,,`,
        `A,${T},10,11,0,,`,
        `A,${T},10,11,,-1,`,
        'A,yesterday,10,11,,,',
        ',2026-11-20T14:30:00Z,10,11,,,',
        'A,2026-11-24T00:00:00Z,10,11,,,',
      ),
    ).toEqual([
      [2, 'bid', 'CROSSED'],
      [3, 'bid', 'NOT_POSITIVE'],
      [4, 'bid', 'NOT_POSITIVE'],
      [5, 'ask', 'ONE_SIDED'],
      [6, 'bid', 'ONE_SIDED'],
      [7, 'bid', 'MISSING'],
      [8, 'ask', 'NOT_A_NUMBER'],
      [9, 'last', 'NOT_POSITIVE'],
      [10, 'bid_size', 'NEGATIVE'],
      [11, 'time', 'NOT_AN_INSTANT'],
      [12, 'symbol', 'EMPTY_SYMBOL'],
      [13, 'time', 'FUTURE_DATE'],
    ]);
    expect(TODAY).toBe(20261123);
  });

  it('of one symbol and instant count once; another price for it is a conflict', async () => {
    const { content, files } = await imported({
      'quotes.csv': text(`A,${T},10,11,,,`, `A,${T},10,11,,,`, `A,${T},10,12,,,`),
    });
    expect(content.quotes).toHaveLength(1);
    expect(files[0]).toMatchObject({ duplicates: 1 });
    expect(files[0]?.rejects.map(({ code }) => code)).toEqual(['DUPLICATE_CONFLICT']);
  });

  it('take the spelling of the desk, and the heading of a vendor', async () => {
    const { content } = await imported(
      { 'feed.csv': 'Ticker;Timestamp;Best Bid;Offer\nBRK/B;20.11.2026 14:30:00;1.010,5;1.011\n' },
      { knownSymbols: ['BRK.B'] } as never,
    );
    expect(content.quotes.map(([symbol, , bid]) => [symbol, bid])).toEqual([
      [expect.stringMatching(/^BRK[./]B$/) as string, build.price('1010.5')],
    ]);
  });
});

describe('factor loadings', () => {
  const loadings = (...rows: string[]) => ({
    'factors.csv': ['symbol,factor,loading', ...rows, ''].join('\n'),
  });

  it('are finite numbers, each symbol and factor once', async () => {
    const { content, files } = await imported(
      loadings('A,size,-0.25', 'A,beta,1.2e0', 'B,size,0.123456789012345678', 'A,size,-0.25', 'A,size,0.3'),
    );
    expect(content.factors).toEqual([
      ['beta', 'A', 1.2],
      ['size', 'A', -0.25],
      ['size', 'B', 0.12345678901234568],
    ]);
    expect(files[0]).toMatchObject({ kind: 'factors', duplicates: 1 });
    expect(files[0]?.rejects.map(({ row, code }) => [row, code])).toEqual([[6, 'DUPLICATE_CONFLICT']]);
  });

  it('that are none are rejects', async () => {
    const { files } = await imported(
      loadings(
        'A,size,NaN',
        'A,size,Infinity',
        'A,size,',
        'A,size,1e400',
        'A,size,2000000',
        'A,*,1',
        ',size,1',
        'A,,1',
      ),
    );
    expect(files[0]?.rejects.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'loading', 'MISSING'],
      [3, 'loading', 'NOT_A_NUMBER'],
      [4, 'loading', 'MISSING'],
      [5, 'loading', 'NOT_A_NUMBER'],
      [6, 'loading', 'TOO_LARGE'],
      [7, 'factor', 'BAD_NAME'],
      [8, 'symbol', 'EMPTY_SYMBOL'],
      [9, 'factor', 'EMPTY_FACTOR'],
    ]);
  });
});

describe('shares outstanding', () => {
  const sharesOf = async (text: string) => {
    const { content, files } = await imported({
      'instruments.csv': `symbol,shares_outstanding\nA,${text}\n`,
    });
    return [content.instruments[0]?.[12], files[0]?.rejects.map(({ code }) => code)];
  };
  it.each([
    ['15022073000', 15_022_073_000, []],
    ['9007199254740991', Number.MAX_SAFE_INTEGER, []],
    ['9007199254740992', null, ['FLAGGED_TOO_LARGE']],
    ['1.5', null, ['FLAGGED_TOO_PRECISE']],
    ['1e9', 1e9, []],
    ['', null, []],
  ])('of %s are kept as %s', async (text, shares, codes) => {
    expect(await sharesOf(text)).toEqual([shares, codes]);
  });
});
