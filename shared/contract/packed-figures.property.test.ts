import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { packFigures, unpackFigures } from './packed-figures.ts';
import { POSITION_FLAGS, type PositionFigures } from './schemas/book.ts';

const figure = fc.option(fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0));
const row = fc.record({
  account: fc.constantFrom('ALPHA', 'BETA', 'A, "B"'),
  symbol: fc.string({ maxLength: 4 }),
  dayPnl: figure,
  realisedPnl: figure,
  marginalVar: figure,
  componentVar: figure,
  liquidityDays: figure,
  flags: fc.subarray([...POSITION_FLAGS]),
});
const FIGURES: PositionFigures = { account: null, rows: [], valueAtRisk: 1.5, confidence: 0.99 };

describe('packed figures', () => {
  it('are the same figures again, account by account', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const figures = { ...FIGURES, rows };
        const ordered = [...Map.groupBy(rows, ({ account }) => account).values()].flat();
        expect(unpackFigures(packFigures(figures))).toEqual({ ...figures, rows: ordered });
      }),
    );
  });

  it('of another number of rows are refused', () => {
    const packed = packFigures(FIGURES);
    expect(unpackFigures(packed).rows).toEqual([]);
    const books = [{ account: 'ALPHA', symbols: ['AAA', 'BBB'] }];
    expect(() => unpackFigures({ ...packed, books, flags: '0,0', dayPnl: '1' })).toThrow(RangeError);
  });
});
