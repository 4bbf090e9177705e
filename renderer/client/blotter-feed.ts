import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import type { Connection } from './connection.ts';

export interface BlotterPatch {
  /** Newest first. */
  readonly add: readonly BlotterRow[];
  readonly update: readonly BlotterRow[];
  readonly remove: readonly BlotterRow[];
  /** `add` goes below what is there: older rows. */
  readonly older: boolean;
}

export interface FeedSource extends Pick<Connection, 'call' | 'on'> {
  /** Calls back whenever the line is opened, and at once when it is open. */
  readonly onOpen: (listener: () => void) => void;
  /** `requestAnimationFrame`. */
  readonly nextFrame: (callback: () => void) => number;
}

type Listener = (patch: BlotterPatch) => void;

const PAGE = 1_000;
const MAX_ROWS = 100_000;

/**
 * The blotter's rows, kept outside the grid: merged by decision, newest first, at most 100,000. Listeners get at
 * most one patch for an animation frame.
 */
export class BlotterFeed {
  readonly rows = new Map<string, BlotterRow>();
  /** All older rows are here. */
  complete = false;
  readonly #source: FeedSource;
  #listeners = new Set<Listener>();
  #pending = new Map<string, BlotterRow>();
  #frame = 0;
  #oldest: number | null = null;
  #loading = false;
  #newest: BlotterRow | null = null;
  /** Decided for this page, its row not pushed yet. */
  #announced: string | null = null;

  constructor(source: FeedSource) {
    this.#source = source;
  }

  /** Begins to listen and reads the newest page, now and whenever the line is opened again. */
  start(): void {
    this.#source.on('blotter.rows', ({ rows }) => this.#receive(rows));
    this.#source.onOpen(() => void this.#readNewest());
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A decision that this page has the answer of: the newest, before its row is here. */
  announce(decisionId: string): void {
    if (!this.rows.has(decisionId)) this.#announced = decisionId;
  }

  get newestId(): string | null {
    return this.#announced ?? this.#newest?.decisionId ?? null;
  }

  /** Newest first. */
  list(): BlotterRow[] {
    return [...this.rows.values()].toSorted((a, b) => b.seq - a.seq);
  }

  /** Reads the next page of older rows; nothing when all are here. */
  async readOlder(): Promise<void> {
    if (this.#loading || this.complete || this.#oldest === null || this.rows.size + PAGE > MAX_ROWS) return;
    this.#loading = true;
    try {
      const page = await this.#source.call('blotter.list', { limit: PAGE, before: this.#oldest });
      this.complete = page.length < PAGE;
      this.#oldest = page.at(-1)?.seq ?? this.#oldest;
      const add = page.filter((row) => !this.rows.has(row.decisionId));
      for (const row of add) this.rows.set(row.decisionId, row);
      this.#publish({ add, update: [], remove: [], older: true });
    } catch {
      // Scrolling there again asks again.
    } finally {
      this.#loading = false;
    }
  }

  /** After a broken line, reads until it meets a row that was here before. */
  async #readNewest(): Promise<void> {
    const newest = this.list()[0]?.seq ?? null;
    try {
      let page = await this.#source.call('blotter.list', { limit: PAGE });
      if (newest === null) {
        this.complete = page.length < PAGE;
        this.#oldest = page.at(-1)?.seq ?? 0;
      }
      this.#receive(page);
      for (
        let last = page.at(-1)?.seq;
        newest !== null && last !== undefined && last > newest;
        last = page.at(-1)?.seq
      ) {
        page = await this.#source.call('blotter.list', { limit: PAGE, before: last });
        this.#receive(page);
      }
    } catch {
      // The next connection reads again; pushes keep coming meanwhile.
    }
  }

  #receive(rows: readonly BlotterRow[]): void {
    for (const row of rows) this.#pending.set(row.decisionId, row);
    if (this.#frame === 0) this.#frame = this.#source.nextFrame(() => this.#flush());
  }

  #flush(): void {
    this.#frame = 0;
    const incoming = [...this.#pending.values()].toSorted((a, b) => b.seq - a.seq);
    this.#pending.clear();
    const update = incoming.filter((row) => this.rows.has(row.decisionId));
    // A row below what was read so far is read with its page.
    const oldest = this.#oldest ?? 0;
    const add = incoming.filter((row) => !this.rows.has(row.decisionId) && row.seq >= oldest);
    for (const row of [...update, ...add]) this.rows.set(row.decisionId, row);
    const [newest] = add;
    if (newest !== undefined && newest.seq > (this.#newest?.seq ?? 0)) this.#newest = newest;
    if (this.#announced !== null && this.rows.has(this.#announced)) this.#announced = null;
    const excess = this.rows.size - MAX_ROWS;
    const remove = excess > 0 ? this.list().slice(-excess) : [];
    for (const row of remove) this.rows.delete(row.decisionId);
    if (remove.length > 0) {
      this.complete = false;
      this.#oldest = this.list().at(-1)?.seq ?? 0;
    }
    this.#publish({ add, update, remove, older: false });
  }

  #publish(patch: BlotterPatch): void {
    for (const listener of this.#listeners) listener(patch);
  }
}
