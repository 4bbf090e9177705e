import { toReport, type BenchReport } from '../report.ts';
import { correlationFigures, type CorrelationSize } from './correlation-figures.ts';
import { decompositionFigures, type DecompositionSize } from './decomposition-figures.ts';

export interface NumericsSize {
  readonly correlation: CorrelationSize;
  readonly decomposition: DecompositionSize;
}

/** The sizes of the bars, in so many rounds. */
export const numericsSize = (rounds: number): NumericsSize => ({
  correlation: { sessions: 252, symbols: [505, 1_000, 5_000], rounds },
  decomposition: { sessions: 252, positions: 5_000, rounds: 4 * rounds },
});

/** The heavy numerics beside their peers; each group of figures is a file of its own. */
export async function runNumerics({ correlation, decomposition }: NumericsSize): Promise<BenchReport> {
  const groups = [await correlationFigures(correlation), await decompositionFigures(decomposition)];
  return toReport(
    'numerics',
    Object.assign({}, ...groups.map(({ figures }) => figures)) as Record<string, number>,
    groups.flatMap(({ bars }) => bars),
    groups.flatMap(({ notes }) => notes),
  );
}
