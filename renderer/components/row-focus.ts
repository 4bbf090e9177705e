import type { GridApi } from 'ag-grid-community';

/** The id of the row that a key from elsewhere leads to; null while there is none. */
export type EntryRow<Row> = (api: GridApi<Row>) => string | null;

/** Keys that do something to the row, which the person then stays with, and keys that do nothing to it. */
const ACTS = ['Enter', 'Delete', 'F2', ' '];
const WAITS = ['Escape', 'Shift', 'Control', 'Alt', 'Meta'];
/** How often a row that is in the model and not yet drawn is looked for, a frame each. */
const MAX_FRAMES = 30;

/**
 * Where the keyboard is in a grid, by row. The grid itself remembers an index and gives the focus back late: a row that
 * arrives above would move the person to another row, or take the focus from a field they have gone to meanwhile.
 * Here the focus stays with its row, and moves only while it is in the grid.
 *
 * With an `entry` of its own, coming in by key follows that row: until the person moves, keys are about whatever row the
 * entry is when they are pressed, drawn or not.
 */
export class RowFocus<Row> {
  entry: EntryRow<Row> | undefined = undefined;
  #api: GridApi<Row> | null = null;
  #host: HTMLElement | null = null;
  #rowId: string | null = null;
  #columnId: string | null = null;
  #following = false;
  /** The keyboard is on a row, on the host in a row's stead, or was when its row was taken away. */
  #owned = false;
  #placing = false;
  #pointing = false;
  #frame = 0;

  attach(api: GridApi<Row>, host: HTMLElement): void {
    this.#api = api;
    this.#host = host;
    if (document.activeElement === host) this.#enter();
  }

  /** The row that a key is about now. */
  get rowId(): string | null {
    return this.#following ? this.#entryId() : this.#rowId;
  }

  readonly onFocus = ({ target, currentTarget }: { target: Element; currentTarget: Element }): void => {
    this.#host ??= currentTarget as HTMLElement;
    if (target === currentTarget) {
      // By pointer it is only the empty part of the grid that was meant.
      if (!this.#placing && !this.#pointing) this.#enter();
      return;
    }
    const row = target.closest('.ag-row')?.getAttribute('row-id') ?? null;
    this.#owned = row !== null;
    if (row === null) return this.#stopFollowing(null);
    if (!this.#following && !this.#isExpecting()) this.#rowId = row;
    this.#columnId = target.closest('.ag-cell')?.getAttribute('col-id') ?? this.#columnId;
  };

  readonly onBlur = ({
    target,
    relatedTarget,
  }: {
    target: Element;
    relatedTarget: EventTarget | null;
  }): void => {
    if (relatedTarget instanceof Node && this.#host?.contains(relatedTarget) === true) return;
    this.#owned = false;
    // A row that is taken away loses the focus too, and the person has not gone anywhere.
    if (relatedTarget === null) queueMicrotask(() => (this.#owned ||= !target.isConnected));
  };

  readonly onPointerDown = (): void => {
    this.#pointing = true;
    setTimeout(() => (this.#pointing = false));
    this.#stopFollowing(this.#drawnRow());
  };

  readonly onKeyDown = ({ key }: { key: string }): void => {
    if (ACTS.includes(key)) this.#stopFollowing(this.rowId);
    else if (!WAITS.includes(key)) this.#stopFollowing(this.#drawnRow());
    if (document.activeElement === this.#host && key.startsWith('Arrow')) this.#enterFirst();
  };

  /** Rows came, went or moved: puts the focus back on its row, if it was on one. */
  readonly settle = (frames = MAX_FRAMES): void => {
    cancelAnimationFrame(this.#frame);
    if (!this.#owned || this.#api === null || this.#host === null) return;
    const active = document.activeElement;
    if (active !== null && active !== document.body && !this.#host.contains(active)) return;
    if (active === document.body) {
      this.#placing = true;
      this.#host.focus({ preventScroll: true });
      this.#placing = false;
    }
    const id = this.rowId;
    const index = id === null ? null : (this.#api.getRowNode(id)?.rowIndex ?? null);
    if (id === null || index === null) return;
    const cell = this.#cellOf(id);
    if (cell === null) {
      this.#api.ensureIndexVisible(index);
      if (frames > 0) this.#frame = requestAnimationFrame(() => this.settle(frames - 1));
      return;
    }
    // A cell that is being edited has the focus in its field.
    if (!cell.contains(document.activeElement)) cell.focus({ preventScroll: !this.#following });
    if (this.#api.getFocusedCell()?.rowIndex !== index) {
      this.#api.setFocusedCell(index, cell.getAttribute('col-id') ?? '');
    }
  };

  #enter(): void {
    this.#owned = true;
    this.#following = this.entry !== undefined;
    this.#api?.flushAsyncTransactions();
    this.#rowId = this.#entryId();
    this.settle();
  }

  #enterFirst(): void {
    this.#owned = true;
    this.#rowId = this.#api?.getDisplayedRowAtIndex(0)?.id ?? null;
    this.settle();
  }

  #stopFollowing(rowId: string | null): void {
    if (this.#following || this.#isExpecting()) this.#rowId = rowId;
    this.#following = false;
    if (rowId !== null) this.settle();
  }

  #entryId(): string | null {
    if (this.#api === null) return null;
    return this.entry === undefined
      ? (this.#api.getDisplayedRowAtIndex(0)?.id ?? null)
      : this.entry(this.#api);
  }

  /** The row that keys are about is not in the grid yet. */
  #isExpecting(): boolean {
    return this.#rowId !== null && this.#api?.getRowNode(this.#rowId) === undefined;
  }

  #drawnRow(): string | null {
    return document.activeElement?.closest('.ag-row')?.getAttribute('row-id') ?? null;
  }

  #cellOf(rowId: string): HTMLElement | null {
    const row = `.ag-row[row-id="${CSS.escape(rowId)}"]`;
    const column = this.#columnId ?? this.#api?.getAllDisplayedColumns()[0]?.getColId() ?? '';
    return (
      this.#host?.querySelector<HTMLElement>(`${row} .ag-cell[col-id="${CSS.escape(column)}"]`) ??
      this.#host?.querySelector<HTMLElement>(`${row} .ag-cell`) ??
      null
    );
  }
}
