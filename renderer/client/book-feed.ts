import type { BookPlace, BookRow } from '#shared/contract/schemas/book.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import type { Connection } from './connection.ts';

export interface BookFeedSource extends Pick<Connection, 'call' | 'on'> {
  /** Calls back whenever the line is opened, and at once when it is open; returns how to end that. */
  readonly onOpen: (listener: () => void) => () => void;
}

/** The desk's positions as they were read last. */
export interface BookRows {
  /**
   * The largest values first, each where it was when it came; a row that did not change is the same object as before. null
   * until all of them were read once.
   */
  readonly rows: readonly BookRow[] | null;
  /** Why they could not be read last. */
  readonly error: AppError | null;
}

const COALESCE_MS = 100;
const NOT_READ = appError('NOT_READY', 'The book has not been read yet', '', 'Try again.');

/**
 * Positions and working quantity of every account, kept while anybody looks: read once in pages, then only what changed. A
 * book that the engine has read again replaces all of it, at once when its last page is here.
 */
export class BookFeed {
  #value: BookRows = { rows: null, error: null };
  readonly #source: BookFeedSource;
  readonly #listeners = new Set<() => void>();
  #rows = new Map<string, BookRow>();
  /** Keys of the rows in their order. */
  #order: string[] = [];
  #place: BookPlace | null = null;
  #ends: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #reading: Promise<void> | null = null;
  #isDue = false;

  constructor(source: BookFeedSource) {
    this.#source = source;
  }

  get value(): BookRows {
    return this.#value;
  }

  /** Follows the book from the first listener to the last. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#ends = [
        this.#source.on('book.changed', () => this.#readSoon()),
        this.#source.onOpen(() => void this.#read()),
      ];
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      for (const end of this.#ends) end();
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #readSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#read();
    }, COALESCE_MS);
  }

  /** All of them as they are now. Rejects with what the desk refuses. */
  async read(): Promise<readonly BookRow[]> {
    await this.#read();
    const { rows, error } = this.#value;
    if (rows === null || error !== null) throw new AppErrorException(error ?? NOT_READ);
    return rows;
  }

  /** One at a time: what is asked for meanwhile is read after it. */
  #read(): Promise<void> {
    this.#isDue = true;
    this.#reading ??= this.#readWhileDue().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #readWhileDue(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      try {
        await this.#readChanges();
        this.#publish({ rows: this.#inOrder(), error: null });
      } catch (thrown) {
        // The next change of the book, or the line when it is opened again, reads on from here.
        this.#publish({ rows: this.#value.rows, error: toAppError(thrown) });
      }
    }
  }

  async #readChanges(): Promise<void> {
    for (let isMore = true; isMore;) {
      const since = this.#place === null ? {} : { since: this.#place };
      const page = await this.#source.call('book.rows', since);
      if (page.anew) {
        this.#rows = new Map();
        this.#order = [];
      }
      for (const row of page.rows) this.#rows.set(keyOf(row), row);
      for (const row of page.gone) this.#rows.delete(keyOf(row));
      this.#place = page.next;
      isMore = page.more;
    }
  }

  #inOrder(): BookRow[] {
    const sizeOf = (key: string): number => Math.abs(this.#rows.get(key)?.value ?? 0);
    const kept = this.#order.filter((key) => this.#rows.has(key));
    const known = new Set(kept);
    const added = [...this.#rows.keys()].filter((key) => !known.has(key));
    if (kept.length === 0) this.#order = added.toSorted((a, b) => sizeOf(b) - sizeOf(a));
    else {
      for (const key of added) {
        const place = kept.findIndex((other) => sizeOf(other) < sizeOf(key));
        kept.splice(place === -1 ? kept.length : place, 0, key);
      }
      this.#order = kept;
    }
    return this.#order.flatMap((key) => this.#rows.get(key) ?? []);
  }

  #publish(value: BookRows): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}

const keyOf = ({ account, symbol }: { account: string; symbol: string }): string =>
  JSON.stringify([account, symbol]);
