import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { MAX_REJECTS } from './caps.ts';

export type Reject = ImportReport['files'][number]['rejects'][number];

const SHOWN = 80;

const FLAGGED = 'FLAGGED_';

/**
 * Findings of one file, at most `MAX_REJECTS` of them; the counts go on. A rejected row is left out of the staging;
 * a flagged one is kept, and its code starts with `FLAGGED_`.
 */
export class RejectList {
  readonly #entries: Reject[] = [];
  rejected = 0;
  flagged = 0;

  reject(row: number, column: string, value: string, code: string, sentence: string): void {
    this.rejected++;
    this.#add(row, column, value, code, sentence);
  }

  flag(row: number, column: string, value: string, code: string, sentence: string): void {
    this.flagged++;
    this.#add(row, column, value, FLAGGED + code, sentence);
  }

  /** In line order: the checks between rows come after those of single rows. A rejected row keeps no flags. */
  entries(): Reject[] {
    const rejected = new Set(this.#entries.filter((entry) => !isFlag(entry)).map(({ row }) => row));
    return this.#entries
      .filter((entry) => !isFlag(entry) || !rejected.has(entry.row))
      .toSorted((a, b) => a.row - b.row);
  }

  get isCapped(): boolean {
    return this.rejected + this.flagged > this.#entries.length;
  }

  #add(row: number, column: string, value: string, code: string, sentence: string): void {
    if (this.#entries.length >= MAX_REJECTS) return;
    const shown = value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value;
    this.#entries.push({ row, column, value: shown, code, sentence });
  }
}

/** Whether a finding leaves its row in the import. */
export const isFlag = ({ code }: Reject): boolean => code.startsWith(FLAGGED);
