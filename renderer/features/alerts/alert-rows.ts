import type { GridApi } from 'ag-grid-community';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import type { AlertFeed, AlertPatch } from '#renderer/client/alert-feed.ts';

/**
 * How often rows come and go at most: each time all rows in view are drawn again, and all in the grid are put in order, so
 * that many rest longer.
 */
const MOVE_MS = 1_000;
const ROWS_PER_MS = 25;

type Rows = Pick<AlertFeed, 'rows' | 'list' | 'subscribe'>;
export type AlertGrid = Pick<
  GridApi<AlertRow>,
  'applyTransactionAsync' | 'getVerticalPixelRange' | 'setGridOption'
>;

/**
 * The rows of a feed in a grid. What a row says changes at once. Rows come at the top and go away now and then, and not while
 * the person has scrolled down to read: then they wait, and what is over says so where it stands.
 */
export class AlertRows {
  readonly #api: AlertGrid;
  readonly #feed: Rows;
  readonly #onWaiting: (count: number) => void;
  readonly #onApplied: () => void;
  /** In the feed and not yet in the grid. */
  readonly #coming = new Set<number>();
  /** In the grid and no longer in the feed. */
  readonly #going = new Map<number, AlertRow>();
  #lookedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    api: AlertGrid,
    feed: Rows,
    listeners: { onWaiting: (count: number) => void; onApplied: () => void },
  ) {
    this.#api = api;
    this.#feed = feed;
    this.#onWaiting = listeners.onWaiting;
    this.#onApplied = listeners.onApplied;
  }

  /** Shows the feed from now on; returns what ends that. */
  follow(): () => void {
    this.#reset();
    const end = this.#feed.subscribe({
      onReset: () => this.#reset(),
      onPatch: (patch) => this.#take(patch),
    });
    return () => {
      end();
      this.#cancel();
    };
  }

  /** Lets in what waits, and out what is over. */
  move(): void {
    this.#cancel();
    this.#lookedAt = performance.now();
    const add = [...this.#coming].flatMap((id) => this.#feed.rows.get(id) ?? []);
    const remove = [...this.#going.values()];
    this.#coming.clear();
    this.#going.clear();
    this.#onWaiting(0);
    if (add.length + remove.length > 0)
      this.#apply({ add: add.toSorted((a, b) => b.alertId - a.alertId), remove, addIndex: 0 });
  }

  /** The person scrolled: at the top, what waited comes. */
  onScroll(): void {
    if (this.#coming.size + this.#going.size > 0) this.#moveSoon();
  }

  #reset(): void {
    this.#cancel();
    this.#coming.clear();
    this.#going.clear();
    this.#onWaiting(0);
    this.#api.setGridOption('rowData', this.#feed.list());
  }

  #take({ add, update, remove, older }: AlertPatch): void {
    if (older) return this.#apply({ add: [...add] });
    const shown = update.filter(({ alertId }) => !this.#coming.has(alertId));
    for (const row of add)
      if (this.#going.delete(row.alertId)) shown.push(row);
      else this.#coming.add(row.alertId);
    for (const row of remove)
      if (!this.#coming.delete(row.alertId)) {
        this.#going.set(row.alertId, row);
        shown.push(row);
      }
    if (shown.length > 0) this.#apply({ update: shown });
    if (this.#coming.size + this.#going.size > 0) this.#moveSoon();
  }

  #moveSoon(): void {
    const rest = MOVE_MS + Math.floor(this.#feed.rows.size / ROWS_PER_MS);
    const wait = this.#lookedAt + rest - performance.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.#moveSoon();
      }, wait);
      return;
    }
    this.#lookedAt = performance.now();
    if (this.#api.getVerticalPixelRange().top > 0) this.#onWaiting(this.#coming.size);
    else this.move();
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #apply(transaction: Parameters<AlertGrid['applyTransactionAsync']>[0]): void {
    this.#api.applyTransactionAsync(transaction, this.#onApplied);
  }
}
