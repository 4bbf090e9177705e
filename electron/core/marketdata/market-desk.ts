import type { Quote } from '#shared/domain/market-data.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { JournalReceipt } from '../ports/journal.ts';
import { knownUntil } from './mark-age.ts';
import { readMarks, readRates, type MarkInput, type RateInput } from './read-marks.ts';

/** Calls that may wait for the one before them. */
const MAX_WAITING = 32;

/** Of the mark: a correction beyond it is confirmed by whoever makes it. */
const LARGE_MOVE = 0.1;

export interface Correction {
  readonly symbol: string;
  readonly price: string;
  readonly reason: string;
  readonly confirmed: boolean;
}

const alreadyMarked = (symbol: string) =>
  appError(
    'CONFLICT',
    `${symbol} has a quote of this instant already`,
    'symbol',
    'The desk clock stands still; open the desk at a later session to correct it again.',
  );

const largeMove = (symbol: string) =>
  appError(
    'ACKNOWLEDGEMENT_REQUIRED',
    `this moves the mark of ${symbol} by more than 10 %`,
    'price',
    'Confirm it if it is right.',
  );

export interface MarksTaken {
  readonly taken: number;
  readonly late: number;
  readonly unknown: number;
}

/**
 * Marks and rates that arrive while the desk runs. Each call is one record of the log; only once it is committed do the
 * books of what it names change, so that what a decision reads is what the store holds. One call at a time: which mark is
 * the newest of its symbol must not depend on which commit answers first.
 */
export class MarketDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** INVALID_INPUT for a mark that cannot be one, OVERLOADED when too many calls wait, and what the journal fails with. */
  recordMarks(marks: readonly MarkInput[], actor: Actor): Promise<Result<MarksTaken>> {
    return this.#inTurn(async () => {
      const state = this.#state;
      state.checkClock();
      const clock = { mode: state.book.clock.mode, now: state.now() };
      const read = readMarks(marks, knownUntil(clock));
      if (!read.ok) return read;
      const sorted = this.#sort(read.value);
      const answer = { taken: sorted.taken.length, late: sorted.late, unknown: sorted.unknown };
      if (sorted.taken.length === 0) return ok(answer);
      const receipt = await this.#append({
        kind: 'MARKS',
        at: this.#deps.clock.now(),
        actor: actor.user,
        quotes: sorted.taken,
      });
      if (!receipt.ok) return receipt;
      for (const quote of sorted.taken) if (!state.takeQuote(quote)) state.stale = true;
      state.applied(receipt.value);
      return ok(answer);
    });
  }

  /**
   * Sets the price of a symbol by hand. NOT_FOUND, INVALID_INPUT, CONFLICT when a quote as new is known,
   * ACKNOWLEDGEMENT_REQUIRED for a move beyond 10 % that is not confirmed; otherwise as `recordMarks`.
   */
  correct({ symbol, price, reason, confirmed }: Correction, actor: Actor): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const state = this.#state;
      state.checkClock();
      const view = state.book.instrument(symbol);
      if (view?.known !== true) return err(appError('NOT_FOUND', `no symbol '${symbol}'`, 'symbol'));
      const time = Math.max(state.now(), state.book.newestQuoteOf(symbol) + 1);
      const until = knownUntil({ mode: state.book.clock.mode, now: state.now() });
      if (time > until) return err(alreadyMarked(symbol));
      const read = readMarks([{ symbol, last: price, time }], until);
      if (!read.ok) return read;
      const before = view.price;
      const after = read.value[0]?.last ?? null;
      const moves = before !== null && after !== null && Math.abs(after - before) > LARGE_MOVE * before;
      if (moves && !confirmed) return err(largeMove(symbol));
      const receipt = await this.#append({
        kind: 'MARKS',
        at: this.#deps.clock.now(),
        actor: actor.user,
        quotes: read.value,
        reason,
        before,
      });
      if (!receipt.ok) return receipt;
      for (const quote of read.value) if (!state.takeQuote(quote)) state.stale = true;
      state.applied(receipt.value);
      return ok(undefined);
    });
  }

  /** INVALID_INPUT for a rate that cannot be one or is the base currency's; otherwise as `recordMarks`. */
  recordRates(rates: readonly RateInput[], actor: Actor): Promise<Result<{ taken: number }>> {
    return this.#inTurn(async () => {
      this.#state.checkClock();
      const { book } = this.#state;
      const read = readRates(rates, book.base);
      if (!read.ok) return read;
      const receipt = await this.#append({
        kind: 'FX',
        at: this.#deps.clock.now(),
        actor: actor.user,
        date: book.today,
        rates: read.value,
      });
      if (!receipt.ok) return receipt;
      if (this.#state.book.today !== book.today) this.#state.stale = true;
      else for (const { currency, rate } of read.value) this.#state.book.takeRate(currency, rate);
      this.#state.applied(receipt.value);
      return ok({ taken: read.value.length });
    });
  }

  /** Of known symbols, those newer than the newest of their symbol; how many are not, and how many are of no symbol. */
  #sort(quotes: readonly Quote[]): { taken: Quote[]; late: number; unknown: number } {
    const { book } = this.#state;
    const newest = new Map<string, number>();
    const taken: Quote[] = [];
    let late = 0;
    let unknown = 0;
    for (const quote of quotes) {
      const view = book.instrument(quote.symbol);
      if (view?.known !== true) unknown++;
      else if (quote.at <= (newest.get(quote.symbol) ?? book.newestQuoteOf(quote.symbol))) late++;
      else {
        newest.set(quote.symbol, quote.at);
        taken.push(quote);
      }
    }
    return { taken, late, unknown };
  }

  async #append(
    record: Parameters<DeskDependencies['journal']['append']>[0],
  ): Promise<Result<JournalReceipt>> {
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok && receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    return receipt;
  }

  async #inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#waiting >= MAX_WAITING)
      return err(
        appError('OVERLOADED', `${MAX_WAITING} calls wait already`, 'marks', 'Send fewer, larger calls.'),
      );
    this.#waiting++;
    const turn = this.#tail.then(work).finally(() => this.#waiting--);
    // The next call waits for this one, whatever becomes of it.
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}
