import { toReport, type BenchReport } from '../report.ts';
import { correlationFigures, type CorrelationSize } from './correlation-figures.ts';
import { decompositionFigures, type DecompositionSize } from './decomposition-figures.ts';
import { sizingFigures, type SizingSize } from './sizing-figures.ts';
import { ticketFigures, type TicketSize } from './ticket-figures.ts';

export interface NumericsSize {
  readonly correlation: CorrelationSize;
  readonly decomposition: DecompositionSize;
  readonly ticket: TicketSize;
  readonly sizing: SizingSize;
}

/** The sizes of the bars, in so many rounds. */
export const numericsSize = (rounds: number): NumericsSize => ({
  correlation: { sessions: 252, symbols: [505, 1_000, 5_000], rounds },
  decomposition: { sessions: 252, positions: 5_000, rounds: 4 * rounds },
  ticket: { sessions: [252, 1_000], tickets: 5_000, rounds },
  sizing: { sessions: 252, orders: 5_000, rounds: 4 * rounds },
});

/** The heavy numerics beside their peers; each group of figures is a file of its own. */
export async function runNumerics(size: NumericsSize): Promise<BenchReport> {
  const groups = [
    await correlationFigures(size.correlation),
    await decompositionFigures(size.decomposition),
    await ticketFigures(size.ticket),
    await sizingFigures(size.sizing),
  ];
  return toReport(
    'numerics',
    Object.assign({}, ...groups.map(({ figures }) => figures)) as Record<string, number>,
    groups.flatMap(({ bars }) => bars),
    groups.flatMap(({ notes }) => notes),
  );
}
