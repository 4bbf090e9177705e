import type { ImportReport } from '#shared/contract/schemas/import.ts';

/** A bar a person should look at before a statistic uses it. */
export type SuspiciousBar = ImportReport['files'][number]['suspicious'][number];

/** Entries of one file's list; the findings go on being counted. */
const MOST = 10_000;

/** The suspicious bars of one file, by symbol, then date. */
export class SuspiciousBars {
  readonly #bars: SuspiciousBar[] = [];

  add(bar: SuspiciousBar): void {
    if (this.#bars.length < MOST) this.#bars.push(bar);
  }

  entries(): SuspiciousBar[] {
    return this.#bars.toSorted((a, b) => compare(a.symbol, b.symbol) || compare(a.date, b.date));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
