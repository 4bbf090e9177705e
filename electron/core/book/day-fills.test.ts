import { describe, expect, it } from 'vitest';
import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { DayFill } from '../ports/desk-reader.ts';
import { fillPnl } from './day-fills.ts';

const fill = (signed: number, px: number, held: number, average: number | null): DayFill => ({
  account: 'MAIN',
  symbol: 'AAA',
  direction: signed > 0 ? 1 : -1,
  lastQty: Math.abs(signed) * QUANTITY_ONE,
  lastPx: px * PRICE_ONE,
  positionBefore: held * QUANTITY_ONE,
  avgBefore: average === null ? null : average * PRICE_ONE,
});
const pnlOf = (...fills: DayFill[]) => fillPnl(fills).get('["MAIN","AAA"]');

describe('what the fills of a day closed', () => {
  it.each([
    ['a sale out of a long', fill(-4, 12, 10, 10), 8],
    ['a sale beyond a long closes no more than was held', fill(-15, 12, 10, 10), 20],
    ['a purchase into a short', fill(3, 8, -5, 10), 6],
    ['a purchase beyond a short', fill(9, 11, -5, 10), -5],
    ['more of the same closes nothing', fill(4, 12, 10, 10), 0],
    ['a first fill closes nothing', fill(-4, 12, 0, null), 0],
    ['a position without an average is not known', fill(-4, 12, 10, null), null],
  ])('%s', (_name, one, realised) => {
    expect(pnlOf(one)?.realised).toBe(realised);
  });

  it('sums quantity and money with their signs, and one unknown makes the sum unknown', () => {
    expect(pnlOf(fill(10, 5, 0, null), fill(-4, 6, 10, 5))).toEqual({
      bought: 6 * QUANTITY_ONE,
      paid: 26,
      realised: 4,
    });
    expect(pnlOf(fill(-4, 6, 10, 5), fill(-1, 6, 6, null))?.realised).toBeNull();
  });
});
