import { expect, it } from 'vitest';
import {
  BRANCH_FIGURES,
  type BranchFigures,
  type BranchReading,
} from '#shared/contract/procedures/whatif-branches.ts';
import { comparisonCsv, comparisonTable } from './comparison-table.ts';
import { toColumns } from './to-columns.ts';

const reading = (of: Partial<BranchFigures>, utilisation: number): BranchReading => ({
  figures: {
    ...(Object.fromEntries(BRANCH_FIGURES.map((name) => [name, 0])) as BranchFigures),
    ...of,
  },
  worstScenario: 'down',
  lacks: [],
  utilisations: [
    {
      ...{ limitId: 'gross', code: 'GROSS_EXPOSURE', scope: { level: 'FIRM', key: '*' }, group: null },
      ...{ account: 'A1', symbol: 'AAA', value: 1, hard: 2, unit: 'MONEY', utilisation },
    },
  ],
  ...{ tickets: 1, denied: 0, denials: [], unmade: 0, problems: [] },
});

const report = [reading({ nav: 100 }, 0.5), reading({ nav: 90, beta: null }, 0.6), reading({ nav: 70 }, 0.7)];
const names = ['=1+1', 'a, "b"'];

it('differences_are_from_the_column_compared_with_and_null_where_a_number_is', () => {
  const from = (against: string | null): unknown =>
    toColumns(report, names, against).map(({ name, difference }) => [name, difference.nav, difference.beta]);
  expect(from(null)).toEqual([
    [null, 0, 0],
    ['=1+1', -10, null],
    ['a, "b"', -30, 0],
  ]);
  expect(from('=1+1')).toEqual([
    [null, 10, null],
    ['=1+1', 0, null],
    ['a, "b"', -20, null],
  ]);
});

it('csv_is_quoted_and_computes_nothing', () => {
  const lines = (against: string | null): string[] =>
    comparisonCsv(comparisonTable(toColumns(report, names, against), against)).split('\n');
  const [header, nav] = lines(null);
  expect(header).toBe(`figure,base,'=1+1,"a, ""b""",'=1+1 less base,"a, ""b"" less base"`);
  expect(nav).toBe('nav,100,90,70,-10,-30');
  expect(lines(null)).toContain('beta,0,,0,,0');
  expect(lines(null)).toContain('worstScenario,down,down,down,,');
  expect(lines(null)).toContain('utilisation gross FIRM *,0.5,0.6,0.7,,');
  expect(lines('a, "b"')[1]).toBe('nav,100,90,70,30,20');
});
