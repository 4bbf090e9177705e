import type { Bar } from './report.ts';

/** Figures about one thing, and what `toReport` takes with them. */
export interface FigureGroup {
  readonly figures: Readonly<Record<string, number>>;
  readonly bars: readonly (readonly [name: string, op: Bar['op'], bar: number])[];
  readonly notes: readonly string[];
}
