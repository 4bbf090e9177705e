import { describe, expect, it } from 'vitest';
import type { BookRow, PositionFigures } from '#shared/contract/schemas/book.ts';
import { PositionRows } from './position-row.ts';

const row = (symbol: string, value: number | null): BookRow =>
  ({ account: 'A', symbol, value, quantity: 1 }) as BookRow;
const figures = (symbol: string, dayPnl: number, flag: 'NO_MARK' | 'STALE_MARK'): PositionFigures['rows'] => [
  {
    ...{ account: 'A', symbol, dayPnl, realisedPnl: 0, marginalVar: null, componentVar: null },
    ...{ liquidityDays: null, flags: [flag] },
  },
];

describe('positions joined with their figures', () => {
  it('weighs a value against the NAV of its account, and does not where either is unknown or the NAV is not positive', () => {
    const weightOf = (value: number | null, nav: number | null) =>
      new PositionRows().join([row('S', value)], [], () => nav)[0]?.weight;
    expect(weightOf(-50, 200)).toBe(-0.25);
    for (const [value, nav] of [
      [null, 200],
      [50, null],
      [50, 0],
      [50, -1],
    ] as const)
      expect(weightOf(value, nav)).toBeNull();
  });

  it('keeps the object of a row that says the same, whatever was read anew, and no other', () => {
    const rows = new PositionRows();
    const nav = () => 100;
    const [s, t] = rows.join([row('S', 10), row('T', 20)], figures('S', 5, 'NO_MARK'), nav);
    const again = rows.join([row('S', 10), row('T', 20)], figures('S', 5, 'NO_MARK'), nav);
    expect([again[0] === s, again[1] === t]).toEqual([true, true]);
    const flagged = rows.join([row('S', 10), row('T', 20)], figures('S', 5, 'STALE_MARK'), nav);
    expect([flagged[0] === s, flagged[1] === t]).toEqual([false, true]);
    const moved = rows.join([row('S', 10), row('T', 21)], figures('S', 5, 'STALE_MARK'), nav);
    expect([moved[0] === flagged[0], moved[1] === t]).toEqual([true, false]);
    expect(rows.join([row('S', 10)], figures('S', 5, 'STALE_MARK'), () => 200)[0]).toMatchObject({
      weight: 0.05,
    });
  });
});
