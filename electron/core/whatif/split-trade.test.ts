import { expect, it } from 'vitest';
import { splitTrade } from './split-trade.ts';

it.each([
  { held: 100, trade: -60, lot: 1, parts: [['SELL', 60]] },
  {
    held: 100,
    trade: -150,
    lot: 1,
    parts: [
      ['SELL', 100],
      ['SELL_SHORT', 50],
    ],
  },
  { held: 0, trade: -50, lot: 1, parts: [['SELL_SHORT', 50]] },
  { held: -30, trade: -50, lot: 1, parts: [['SELL_SHORT', 50]] },
  {
    held: -30,
    trade: 50,
    lot: 1,
    parts: [
      ['BUY', 30],
      ['BUY', 20],
    ],
  },
  {
    held: 105,
    trade: -150,
    lot: 10,
    parts: [
      ['SELL', 100],
      ['SELL_SHORT', 50],
    ],
  },
  { held: 20, trade: 50, lot: 10, parts: [['BUY', 50]] },
])('$trade of $held held in lots of $lot', ({ held, trade, lot, parts }) => {
  expect(splitTrade(held, trade, lot).map(({ side, shares }) => [side, shares])).toEqual(parts);
});
