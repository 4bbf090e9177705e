import { err, ok } from '#shared/errors/result.ts';
import type { ScenarioSet } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { CorrelationCache, CorrelationReader } from '../ports/correlation-cache.ts';
import { PlainCorrelations } from './plain-correlations.ts';

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
  readonly #tasks: TaskBoard;
  #book: DeskBook | null = null;
  #plain: PlainCorrelations | null = null;
  #isCached = false;

  constructor(desk: CorrelatedDesk, cache: CorrelationCache | null, tasks: TaskBoard) {
    this.#desk = desk;
    this.#cache = cache;
    this.#tasks = tasks;
  }

  get version(): number | null {
    this.#followBook();
    return this.#isCached ? (this.#cache?.version ?? null) : null;
  }

  correlation(a: number, b: number): number | null {
    this.#followBook();
    const cached = this.#isCached ? this.#cache?.correlation(a, b) : null;
    return cached ?? this.#plain?.correlation(a, b) ?? null;
  }

  row(id: number): Float32Array | null {
    this.#followBook();
    const cached = this.#isCached ? this.#cache?.row(id) : null;
    return cached ?? this.#plain?.row(id) ?? null;
  }

  /** Lets the cache build those of the present book, so that they are there when they are asked for. */
  refresh(): void {
    if (this.#cache !== null) this.#followBook();
  }

  /** Ids and returns are those of one book: nothing of another is answered. */
  #followBook(): void {
    const { book } = this.#desk;
    if (book === this.#book) return;
    this.#book = book;
    const set = book.market.scenarios(REQUEST);
    const isWhole = set !== null && set.T === set.window && set.indexComplete;
    this.#plain = isWhole ? new PlainCorrelations(set) : null;
    this.#isCached = isWhole && this.#cache !== null;
    if (isWhole) this.#build(book, set);
  }

  #build(book: DeskBook, { T, returns }: ScenarioSet): void {
    const { marketData, barRulings } = this.#desk;
    const { index, window, policy } = REQUEST;
    const lastDate = book.history.lastDateUpTo(book.today) ?? 0;
    const cache = this.#cache;
    if (cache === null) return;
    cache.build({
      key: { index, window, policy, lastDate, marketData, barRulings },
      symbols: book.instruments.map(({ instrument }) => instrument.symbol),
      T,
      returns,
    });
    // One that is built anew meanwhile is the same task: it ends when all are built.
    if (cache.state !== 'BUILDING' || this.#tasks.runningIn('CORRELATIONS') !== null) return;
    const about = `${book.instruments.length} symbols, ${T} sessions`;
    void this.#tasks.follow({ kind: 'CORRELATIONS', about, user: BY_ITSELF }, () => ({
      answer: cache.settled().then(() => (cache.failure === null ? ok(undefined) : err(cache.failure))),
      cancel: null,
    }));
  }
}
