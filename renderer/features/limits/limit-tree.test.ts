import { expect, it } from 'vitest';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { limitRow } from './limit-row.testing.ts';
import { countLimits, FIRM_WIDE, limitTree, treeLines } from './limit-tree.ts';

const at = (limitId: string, level: LimitRow['scope']['level'], key = '*') =>
  limitRow({ limitId, scope: { level, key } });
const accounts = [
  { account: 'B', desk: 'EQ', baseCurrency: 'USD' },
  { account: 'A', desk: 'EQ', baseCurrency: 'USD' },
];
const lack = { account: 'B', desk: 'EQ', missing: ['GROSS_EXPOSURE' as const], conditional: [] };
const tree = limitTree(
  [
    at('f', 'FIRM'),
    at('e', 'ACCOUNT'),
    at('a', 'ACCOUNT', 'A'),
    at('old', 'ACCOUNT', 'GONE'),
    at('t', 'TRADER', 'kim'),
  ],
  accounts,
  [lack],
);
const shown = (closed: readonly string[], most = 100) =>
  treeLines(tree, new Set(closed), most).map(({ node, depth }) => `${depth} ${node.label}`);

it('lists desks with their accounts, also those without a limit, then what cuts across', () => {
  expect(shown([])).toEqual([
    '1 Firm',
    '2 Firm as a whole',
    '3 f',
    '2 Each account',
    '3 e',
    '2 Desk EQ',
    '3 Account A',
    '4 a',
    '3 Account B',
    '2 Account GONE',
    '3 old',
    '2 Traders',
    '3 Trader kim',
    '4 t',
  ]);
  expect(countLimits(tree)).toBe(5);
});

it('says which account lacks what every ticket needs', () => {
  const lacking = treeLines(tree, new Set(), 100).filter(({ node }) => node.uncovered !== null);
  expect(lacking.map(({ node }) => [node.label, node.uncovered])).toEqual([['Account B', lack]]);
});

it('hides what is in a closed place, and stops where it is told to', () => {
  expect(shown([FIRM_WIDE, 'DESK EQ', 'each TRADER'])).toEqual([
    '1 Firm',
    '2 Firm as a whole',
    '2 Each account',
    '3 e',
    '2 Desk EQ',
    '2 Account GONE',
    '3 old',
    '2 Traders',
  ]);
  expect(shown([], 3)).toHaveLength(3);
});
