import { expect, it } from 'vitest';
import type { BookRow } from '#shared/contract/schemas/book.ts';
import { parseTargets } from './parse-targets.ts';
import { holdingsOf, proposeTargets } from './propose-targets.ts';

const row = (symbol: string, quantity: number, value: number | null): BookRow =>
  ({ symbol, quantity, value }) as BookRow;

it('parts_keep_the_gross_and_the_direction_of_what_is_held', () => {
  const { holdings, unvalued } = holdingsOf([
    ...[row('LONG', 10, 600), row('SHORT', -5, -200), row('FLAT', 0, 0), row('DARK', 7, null)],
  ]);
  expect(unvalued).toEqual(['DARK']);
  const sheet = proposeTargets(holdings, ({ symbol }) => (symbol === 'LONG' ? 3 : 1), 1_000);
  const { targets, problems } = parseTargets(sheet, 'A', 'QUANTITY');
  expect(problems).toEqual([]);
  expect(targets.map(({ symbol, kind, amount }) => [symbol, kind, amount])).toEqual([
    ['LONG', 'WEIGHT', 0.6],
    ['SHORT', 'WEIGHT', -0.2],
  ]);
  const equal = parseTargets(
    proposeTargets(holdings, () => 1, 1_000),
    'A',
    'WEIGHT',
  ).targets;
  expect(equal.map(({ amount }) => amount)).toEqual([0.4, -0.4]);
});

it('holding_without_a_part_is_left_alone_with_its_value', () => {
  const { holdings } = holdingsOf([row('A', 1, 100), row('B', 1, 300)]);
  const sheet = proposeTargets(holdings, ({ symbol }) => (symbol === 'A' ? null : 5), 1_000);
  expect(sheet.split('\n').slice(1)).toEqual(['B\t30.000000 %']);
});
