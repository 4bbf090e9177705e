import { expect, it } from 'vitest';
import type { BranchColumn, BranchUtilisation } from '#shared/contract/procedures/whatif-branches.ts';
import { comparisonCells, comparisonRows } from './comparison-rows.ts';

const used = (limitId: string, utilisation: number) =>
  ({
    limitId,
    code: 'LEVERAGE',
    scope: { level: 'FIRM', key: '*' },
    group: null,
    utilisation,
  }) as BranchUtilisation;

const column = (name: string | null, nav: number | null, utilisations: BranchUtilisation[]): BranchColumn =>
  ({
    name,
    reading: { figures: { nav }, worstScenario: null, tickets: 2, denied: 1, unmade: 0, utilisations },
  }) as unknown as BranchColumn;

it('difference_is_from_the_base_and_unknown_where_one_of_the_two_is', () => {
  const rows = comparisonRows(
    [column(null, 100, []), column('down', 90, []), column('dark', null, [])],
    (code) => code,
  );
  expect(rows.find(({ id }) => id === 'nav')).toMatchObject({
    values: [100, 90, null],
    differences: [null, -10, null],
  });
  expect(comparisonCells(['Base', 'down', 'dark'], rows).slice(0, 2)).toEqual([
    ['Figure', 'Base', 'down', 'dark', 'down less base', 'dark less base'],
    ['NAV', 100, 90, null, -10, null],
  ]);
  expect(rows.find(({ id }) => id === 'denied')).toMatchObject({
    values: [1, 1, 1],
    differences: [null, 0, 0],
  });
});

it('limit_of_any_column_is_a_row_the_most_used_first', () => {
  const rows = comparisonRows(
    [column(null, 1, [used('a', 0.5)]), column('down', 1, [used('b', 1.2), used('a', 0.6)])],
    (code) => code,
  );
  expect(rows.filter(({ kind }) => kind === 'FRACTION').map(({ values }) => values)).toEqual([
    [null, 1.2],
    [0.5, 0.6],
  ]);
});
