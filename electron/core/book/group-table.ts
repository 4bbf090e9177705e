import type { GroupSums } from '#shared/controls/views.ts';

const STRIDE = 4;
const NO_SUMS: GroupSums = Object.freeze({ gross: 0, netLong: 0, netShort: 0, unmarked: 0 });

/** The sums of one book by group (sector, issuer, region id), side by side in one array. */
export class GroupTable {
  readonly #cells: Float64Array;
  readonly #read = { gross: NaN, netLong: NaN, netShort: NaN, unmarked: NaN };

  /** Room for every group that an instrument names; -1 is none. */
  constructor(groups: readonly number[]) {
    const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
    this.#cells = new Float64Array(count * STRIDE);
  }

  /** Adds to a group's sums; a group of -1 has none. */
  add(group: number, gross: number, netLong: number, netShort: number, unmarked: number): void {
    if (group < 0) return;
    const at = group * STRIDE;
    const cells = this.#cells;
    cells[at] = (cells[at] ?? 0) + gross;
    cells[at + 1] = (cells[at + 1] ?? 0) + netLong;
    cells[at + 2] = (cells[at + 2] ?? 0) + netShort;
    cells[at + 3] = (cells[at + 3] ?? 0) + unmarked;
  }

  /** A group's sums, in an object that the next call fills again. */
  sums(group: number): GroupSums {
    if (group < 0) return NO_SUMS;
    const at = group * STRIDE;
    const cells = this.#cells;
    const read = this.#read;
    read.gross = cells[at] ?? 0;
    read.netLong = cells[at + 1] ?? 0;
    read.netShort = cells[at + 2] ?? 0;
    read.unmarked = cells[at + 3] ?? 0;
    return read;
  }
}
