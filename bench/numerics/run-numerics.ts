import { toReport, type BenchReport } from '../report.ts';
import { correlationFigures, type CorrelationSize } from './correlation-figures.ts';

export const NUMERICS_SIZE: CorrelationSize = { sessions: 252, symbols: [505, 1_000, 5_000], rounds: 15 };

/** The heavy numerics beside their peers; each group of figures is a file of its own. */
export async function runNumerics(size: CorrelationSize = NUMERICS_SIZE): Promise<BenchReport> {
  const groups = [await correlationFigures(size)];
  return toReport(
    'numerics',
    Object.assign({}, ...groups.map(({ figures }) => figures)) as Record<string, number>,
    groups.flatMap(({ bars }) => bars),
    groups.flatMap(({ notes }) => notes),
  );
}
