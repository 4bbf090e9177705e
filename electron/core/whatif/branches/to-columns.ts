import {
  BRANCH_FIGURES,
  type BranchColumn,
  type BranchFigures,
} from '#shared/contract/procedures/whatif-branches.ts';
import type { BranchesReport } from './branch-report.ts';

/**
 * A report as columns side by side: the base without a name, then `names` in order. `against` is the column that every
 * difference is taken from, null for the base; one that is not there is the base. null where one of the two is.
 */
export function toColumns(
  report: BranchesReport,
  names: readonly string[],
  against: string | null,
): BranchColumn[] {
  const compared = report[against === null ? 0 : names.indexOf(against) + 1]?.figures;
  return report.map((reading, place) => ({
    name: place === 0 ? null : (names[place - 1] ?? null),
    reading,
    difference: differenceOf(reading.figures, compared ?? reading.figures),
  }));
}

function differenceOf(figures: BranchFigures, than: BranchFigures): BranchFigures {
  const differences = BRANCH_FIGURES.map((name): [string, number | null] => {
    const [value, other] = [figures[name], than[name]];
    return [name, value === null || other === null ? null : value - other];
  });
  return Object.fromEntries(differences) as BranchFigures;
}
