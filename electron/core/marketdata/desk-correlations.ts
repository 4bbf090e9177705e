import { err, ok } from '#shared/errors/result.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { CorrelationCache, CorrelationReader } from '../ports/correlation-cache.ts';
import type { Timers } from '../ports/timers.ts';
import { PlainCorrelations } from './plain-correlations.ts';
import { returnsInParts } from './returns-in-parts.ts';

/** As the limits' own defaults. */
const REQUEST = { index: 'SPY', window: 252, policy: 'proxy', tail: 0 } as const;

/** Who builds them: nobody asks for it. */
const BY_ITSELF = 'desk';

/** The desk as it is in memory now: another book after whatever may have changed its instruments or their returns. */
export interface CorrelatedDesk {
  readonly book: DeskBook;
  readonly marketData: string;
  readonly barRulings: number;
}

/**
 * Correlations of the desk's instruments over the last 252 sessions of SPY's calendar, gaps filled with the index: out of
 * the cache when it has those of the present book, computed otherwise. Null when the index's own returns fall short.
 */
export class DeskCorrelations implements CorrelationReader {
  readonly #desk: CorrelatedDesk;
  readonly #cache: CorrelationCache | null;
  readonly #timers: Timers;
  readonly #tasks: TaskBoard;
  /** The book whose returns were asked for last, and the one whose returns the cache has. */
  #asked: DeskBook | null = null;
  #cached: DeskBook | null = null;
  #plain: { readonly book: DeskBook; readonly correlations: PlainCorrelations | null } | null = null;
  #cancel: () => void = () => undefined;

  constructor(desk: CorrelatedDesk, cache: CorrelationCache | null, timers: Timers, tasks: TaskBoard) {
    this.#desk = desk;
    this.#cache = cache;
    this.#timers = timers;
    this.#tasks = tasks;
  }

  get version(): number | null {
    return this.#cacheNow()?.version ?? null;
  }

  correlation(a: number, b: number): number | null {
    return this.#cacheNow()?.correlation(a, b) ?? this.#computed()?.correlation(a, b) ?? null;
  }

  row(id: number): Float32Array | null {
    return this.#cacheNow()?.row(id) ?? this.#computed()?.row(id) ?? null;
  }

  /** Lets the cache build those of the present book, so that they are there when they are asked for. Returns at once. */
  refresh(): void {
    const { book } = this.#desk;
    if (this.#cache === null || book === this.#asked) return;
    this.#asked = book;
    this.#cancel();
    const parts = returnsInParts(book, REQUEST);
    const goOn = (): void => {
      const { done, value } = parts.next();
      if (book !== this.#desk.book) this.refresh();
      else if (done !== true) this.#cancel = this.#timers.after(0, goOn);
      else if (value !== null) this.#build(book, value);
    };
    this.#cancel = this.#timers.after(0, goOn);
  }

  /** Asks for nothing any more. */
  close(): void {
    this.#cancel();
  }

  /** Ids and returns are those of one book: nothing of another is answered. */
  #cacheNow(): CorrelationCache | null {
    this.refresh();
    return this.#cached === this.#desk.book ? this.#cache : null;
  }

  #computed(): PlainCorrelations | null {
    const { book } = this.#desk;
    if (this.#plain?.book !== book) {
      const set = book.market.scenarios(REQUEST);
      const isWhole = set !== null && set.T === set.window && set.indexComplete;
      this.#plain = { book, correlations: isWhole ? new PlainCorrelations(set) : null };
    }
    return this.#plain.correlations;
  }

  #build(book: DeskBook, returns: Float64Array): void {
    const { marketData, barRulings } = this.#desk;
    const { index, window, policy } = REQUEST;
    const lastDate = book.history.lastDateUpTo(book.today) ?? 0;
    const cache = this.#cache;
    if (cache === null) return;
    this.#cached = book;
    cache.build({
      key: { index, window, policy, lastDate, marketData, barRulings },
      symbols: book.instruments.map(({ instrument }) => instrument.symbol),
      T: window,
      returns,
    });
    // One that is built anew meanwhile is the same task: it ends when all are built.
    if (cache.state !== 'BUILDING' || this.#tasks.runningIn('CORRELATIONS') !== null) return;
    const about = `${book.instruments.length} symbols, ${window} sessions`;
    void this.#tasks.follow({ kind: 'CORRELATIONS', about, user: BY_ITSELF }, () => ({
      answer: cache.settled().then(() => (cache.failure === null ? ok(undefined) : err(cache.failure))),
      cancel: null,
    }));
  }
}
