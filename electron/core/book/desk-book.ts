import { DEFAULT_MARGIN, marginRates, type MarginRates } from '#shared/controls/margin.ts';
import type { Threshold } from '#shared/controls/measure.ts';
import { ratio } from '#shared/controls/threshold.ts';
import type { Currency, SymbolId } from '#shared/domain/ids.ts';
import type { FxRate, Quantity } from '#shared/domain/decimal.ts';
import type {
  Account,
  DeskClock,
  FxQuote,
  Instrument,
  Locate,
  Position,
  Restriction,
} from '#shared/domain/reference.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import type { StateHit } from '#shared/controls/check.ts';
import type { ScenarioSource } from '#shared/controls/compile-limit.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import { Activity } from '../activity/activity.ts';
import type { ExchangeDay } from '../sessions/exchange-day.ts';
import { ExchangeSessions } from '../sessions/exchange-sessions.ts';
import { buildInstrumentViews, latestRates, type Mark } from '../marketdata/instrument-views.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import { ScenarioSets } from '../marketdata/scenario-sets.ts';
import type { BuiltPosition, WorkingTicket } from '../ports/desk-reader.ts';
import { Restrictions } from './restrictions.ts';
import { ScopeBook } from './scope-book.ts';
import { TradingStates } from './trading-states.ts';

/** Everything a book is made of; plain data from the store. */
export interface BookSource {
  readonly instruments: readonly Instrument[];
  readonly accounts: readonly Account[];
  readonly positions: readonly Position[];
  readonly built: readonly BuiltPosition[];
  readonly working: readonly Pick<WorkingTicket, 'ticket' | 'leavesQty'>[];
  readonly fx: readonly FxQuote[];
  readonly restrictions: readonly Restriction[];
  readonly states: readonly StateHit[];
  readonly marks: readonly Mark[];
  readonly history: PriceHistory;
  readonly base: Currency;
  readonly clock: DeskClock;
  /** What is set aside for short sales. */
  readonly locates: readonly Locate[];
  /** Session calendars of the exchanges. */
  readonly calendars: readonly SessionCalendar[];
  /** Known names; null: the desk keeps no list and any name is known. */
  readonly traders: ReadonlySet<string> | null;
  readonly strategies: ReadonlySet<string> | null;
}

/** The quantities a ticket, cancel or fill moves: scaled, signed for filled, positive for working. */
export interface BookChange {
  readonly filled: number;
  readonly workingBuy: number;
  readonly workingSell: number;
}

/** Whose books a ticket counts in, besides the firm's. */
export interface TicketBooks {
  readonly account: Account | null;
  readonly margin: MarginRates;
  readonly desk: ScopeBook;
  readonly own: ScopeBook;
  readonly trader: ScopeBook;
  readonly strategy: ScopeBook;
}

/** The whole desk in memory: one book a scope, kept in step by `change`. Rebuilt when market data changes. */
export class DeskBook {
  readonly instruments: readonly InstrumentView[];
  readonly accounts: ReadonlyMap<string, Account>;
  readonly firm: ScopeBook;
  readonly base: Currency;
  readonly clock: DeskClock;
  readonly today: number;
  readonly restrictions: Restrictions;
  readonly states: TradingStates;
  readonly scenarios: ScenarioSource;
  readonly history: PriceHistory;
  readonly activity: Activity;
  readonly sessions: ExchangeSessions;
  readonly #source: BookSource;
  readonly #bySymbol = new Map<string, InstrumentView>();
  readonly #books = new Map<string, Map<string, ScopeBook>>();
  readonly #empty: ScopeBook;
  readonly #accountBooks: ReadonlyMap<string, TicketBooks>;
  readonly #strangers: TicketBooks;
  readonly #exchangeDays: readonly (ExchangeDay | undefined)[];
  readonly #rates: ReadonlyMap<Currency, FxRate>;

  constructor(source: BookSource) {
    this.#source = source;
    this.accounts = new Map(source.accounts.map((account) => [account.account, account]));
    this.base = source.base;
    this.clock = source.clock;
    this.today = dateOf(source.clock.now);
    this.history = source.history;
    this.instruments = buildInstrumentViews({ ...source, orphans: orphansOf(source), asOf: this.today });
    for (const view of this.instruments) this.#bySymbol.set(view.instrument.symbol, view);
    this.restrictions = new Restrictions(source.restrictions);
    this.states = new TradingStates(source.states);
    this.activity = new Activity((account) => this.accounts.get(account)?.desk ?? '', source.locates);
    this.sessions = new ExchangeSessions(
      source.calendars,
      source.clock,
      source.history.lastDateUpTo(this.today),
    );
    this.#exchangeDays = this.instruments.map(({ instrument }) =>
      this.sessions.named(instrument.exchange.toUpperCase()),
    );
    const sets = new ScenarioSets(source.history, this.instruments, this.today);
    this.scenarios = (request) => sets.get(request);
    this.#rates = latestRates({ fx: source.fx, base: source.base, asOf: this.today });
    this.#empty = new ScopeBook(this.instruments);
    this.firm = new ScopeBook(this.instruments);
    const none = { trader: this.#empty, strategy: this.#empty };
    this.#strangers = { account: null, margin: DEFAULT_MARGIN, desk: this.#empty, own: this.#empty, ...none };
    this.#accountBooks = new Map(
      source.accounts.map((account): [string, TicketBooks] => [
        account.account,
        {
          account,
          margin: ratesOf(account),
          desk: this.#bookOf('DESK', account.desk),
          own: this.#bookOf('ACCOUNT', account.account),
          ...none,
        },
      ]),
    );
    for (const account of source.accounts) this.addCash(account.account, account.cash);
    for (const { account, symbol, quantity } of source.positions) this.#fillFirm(account, symbol, quantity);
    for (const { level, key, symbol, quantity } of source.built)
      this.#fillBuilt(level, key, symbol, quantity);
    for (const { ticket, leavesQty } of source.working) {
      this.change(ticket, workingOf(ticket, leavesQty));
      this.activity.opened(ticket, leavesQty);
    }
  }

  /** A symbol in the security master or in the book. */
  instrument(symbol: string): InstrumentView | undefined {
    return this.#bySymbol.get(symbol);
  }

  /** The day of the instrument's exchange; undefined: no calendar has that name. */
  exchangeDay({ id }: InstrumentView): ExchangeDay | undefined {
    return this.#exchangeDays[id];
  }

  /** Base currency per unit; null when no rate is known. */
  fxOf(currency: Currency): FxRate | null {
    return this.#rates.get(currency) ?? null;
  }

  traderIsKnown(name: string): boolean {
    return name === '' || (this.#source.traders?.has(name) ?? true);
  }

  strategyIsKnown(name: string): boolean {
    return name === '' || (this.#source.strategies?.has(name) ?? true);
  }

  /** The account of a ticket, null when it is not known, and the books of everyone the ticket counts for. */
  booksOf({ account, trader, strategy }: Ticket): TicketBooks {
    const known = this.#accountBooks.get(account) ?? this.#strangers;
    if (trader === '' && strategy === '') return known;
    return {
      ...known,
      trader: trader === '' ? this.#empty : this.book('TRADER', trader),
      strategy: strategy === '' ? this.#empty : this.book('STRATEGY', strategy),
    };
  }

  /** The book of an entity; an empty one for an entity that holds nothing. */
  book(level: 'DESK' | 'ACCOUNT' | 'TRADER' | 'STRATEGY', key: string): ScopeBook {
    return this.#books.get(level)?.get(key) ?? this.#empty;
  }

  /** Moves quantity in every book the ticket belongs to; sums, exposures and scenarios follow. */
  change(ticket: Ticket, { filled, workingBuy, workingSell }: BookChange): void {
    const view = this.#bySymbol.get(ticket.symbol);
    if (view === undefined) return;
    for (const book of this.#changedBy(ticket)) book.change(view, filled, workingBuy, workingSell);
  }

  /** Adds cash (minor units) to an account, its desk and the firm. */
  addCash(account: string, cash: number): void {
    this.firm.addCash(cash);
    this.#bookOf('DESK', this.accounts.get(account)?.desk ?? '').addCash(cash);
    this.#bookOf('ACCOUNT', account).addCash(cash);
  }

  #fillFirm(account: string, symbol: string, quantity: number): void {
    const view = this.#bySymbol.get(symbol);
    if (view === undefined) return;
    const desk = this.accounts.get(account)?.desk ?? '';
    for (const book of [this.firm, this.#bookOf('DESK', desk), this.#bookOf('ACCOUNT', account)]) {
      book.change(view, quantity, 0, 0);
    }
  }

  #fillBuilt(level: 'TRADER' | 'STRATEGY', key: string, symbol: string, quantity: number): void {
    const view = this.#bySymbol.get(symbol);
    if (view !== undefined) this.#bookOf(level, key).change(view, quantity, 0, 0);
  }

  #changedBy({ account, trader, strategy }: Ticket): ScopeBook[] {
    const books = [
      this.firm,
      this.#bookOf('DESK', this.accounts.get(account)?.desk ?? ''),
      this.#bookOf('ACCOUNT', account),
    ];
    if (trader !== '') books.push(this.#bookOf('TRADER', trader));
    if (strategy !== '') books.push(this.#bookOf('STRATEGY', strategy));
    return books;
  }

  #bookOf(level: string, key: string): ScopeBook {
    let books = this.#books.get(level);
    if (books === undefined) this.#books.set(level, (books = new Map<string, ScopeBook>()));
    let book = books.get(key);
    if (book === undefined) books.set(key, (book = new ScopeBook(this.instruments)));
    return book;
  }
}

/** An account's own margin rates, to four decimals. */
function ratesOf({ marginRateLong, marginRateShort }: Account): MarginRates {
  const rate = (value: number): Threshold => ratio(Math.round(value * 1e4), 1e4);
  return marginRates(rate(marginRateLong), rate(marginRateShort));
}

/** The working quantity of a ticket with `leaves` left, as a change. */
export const workingOf = (ticket: Ticket, leaves: Quantity | number): BookChange =>
  directionOf(ticket.side) > 0
    ? { filled: 0, workingBuy: leaves, workingSell: 0 }
    : { filled: 0, workingBuy: 0, workingSell: leaves };

/** Symbols in the book that the security master does not have: kept, unknown, and without a mark they are visible. */
function orphansOf(source: BookSource): SymbolId[] {
  const known = new Set(source.instruments.map(({ symbol }) => symbol));
  const named = [
    ...source.positions.map(({ symbol }) => symbol),
    ...source.built.map(({ symbol }) => symbol),
    ...source.working.map(({ ticket }) => ticket.symbol),
  ];
  return [...new Set(named)].filter((symbol) => !known.has(symbol));
}
