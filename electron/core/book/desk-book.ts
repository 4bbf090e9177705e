import type { NavMarks, NavOpen } from '#shared/domain/nav-marks.ts';
import { periodsOf, type Periods } from '../loss/periods.ts';
import { DEFAULT_MARGIN, marginRates, type MarginRates } from '#shared/controls/margin.ts';
import type { Threshold } from '#shared/controls/measure.ts';
import { ratio } from '#shared/controls/threshold.ts';
import type { Currency, EpochMs, SymbolId } from '#shared/domain/ids.ts';
import type { FxRate, Price, Quantity } from '#shared/domain/decimal.ts';
import { valueOf } from '#shared/domain/valuation.ts';
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
import type { MarketSource } from '#shared/controls/compile-limit.ts';
import type { FactorLoading, Quote } from '#shared/domain/market-data.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import { QUOTE_DAY_MS, type InstrumentView } from '#shared/controls/views.ts';
import { Activity } from '../activity/activity.ts';
import type { ExchangeDay } from '../sessions/exchange-day.ts';
import { ExchangeSessions } from '../sessions/exchange-sessions.ts';
import { ExposureSets } from '../marketdata/exposure-sets.ts';
import { buildInstrumentViews, latestRates, valuationOf } from '../marketdata/instrument-views.ts';
import type { Mark } from '../marketdata/mark.ts';
import { markOfQuote, SymbolQuotes, type QuoteSummary } from '../marketdata/symbol-quotes.ts';
import type { TabledInstrument } from '../marketdata/tabled-instrument.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import { ScenarioSets } from '../marketdata/scenario-sets.ts';
import type { BuiltPosition, WorkingTicket } from '../ports/desk-reader.ts';
import { AveragePrices } from './average-prices.ts';
import { PositionChanges } from './position-changes.ts';
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
  readonly quotes: readonly QuoteSummary[];
  readonly loadings: readonly FactorLoading[];
  readonly ladder: StressLadder;
  readonly history: PriceHistory;
  readonly base: Currency;
  readonly clock: DeskClock;
  readonly navMarks: readonly NavMarks[];
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

/** Whose books an account's tickets count in, besides the firm's. */
export interface AccountBooks {
  readonly account: Account | null;
  readonly margin: MarginRates;
  readonly desk: ScopeBook;
  readonly own: ScopeBook;
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
  readonly market: MarketSource;
  readonly history: PriceHistory;
  readonly activity: Activity;
  readonly sessions: ExchangeSessions;
  readonly averagePrices: AveragePrices;
  readonly positionChanges: PositionChanges;
  /** Marks up to this instant are of an unknown age, because the machine's clock jumped; null: none is. */
  staleUpTo: EpochMs | null = null;
  readonly #source: BookSource;
  readonly #bySymbol = new Map<string, TabledInstrument>();
  readonly #books = new Map<string, Map<string, ScopeBook>>();
  readonly #empty: ScopeBook;
  readonly #accountBooks: ReadonlyMap<string, AccountBooks>;
  readonly #strangers: AccountBooks;
  readonly #exchangeDays: readonly (ExchangeDay | undefined)[];
  readonly #rates: Map<Currency, FxRate>;

  constructor(source: BookSource) {
    this.#source = source;
    this.accounts = new Map(source.accounts.map((account) => [account.account, account]));
    this.base = source.base;
    this.clock = source.clock;
    this.today = dateOf(source.clock.now);
    this.history = source.history;
    const quotes = new Map(
      source.quotes.map((summary): [string, SymbolQuotes] => [
        summary.latest.symbol,
        new SymbolQuotes(summary),
      ]),
    );
    const views = buildInstrumentViews({ ...source, quotes, orphans: orphansOf(source), asOf: this.today });
    this.instruments = views;
    for (const view of views) this.#bySymbol.set(view.instrument.symbol, view);
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
    const clockDay = Math.floor(source.clock.now / QUOTE_DAY_MS);
    const exposures = new ExposureSets(views, source.loadings, source.ladder, clockDay);
    this.market = {
      scenarios: (request) => sets.get(request),
      factors: () => exposures.factors(),
      betas: (set) => exposures.betas(set),
      stress: (set) => exposures.stress(set),
    };
    this.averagePrices = new AveragePrices(source.positions);
    this.positionChanges = new PositionChanges(views.length);
    this.#rates = latestRates({ fx: source.fx, base: source.base, asOf: this.today });
    this.#empty = new ScopeBook(this.instruments);
    this.firm = new ScopeBook(this.instruments);
    this.#strangers = { account: null, margin: DEFAULT_MARGIN, desk: this.#empty, own: this.#empty };
    this.#accountBooks = new Map(
      source.accounts.map((account): [string, AccountBooks] => [
        account.account,
        {
          account,
          margin: ratesOf(account),
          desk: this.#bookOf('DESK', account.desk),
          own: this.#bookOf('ACCOUNT', account.account),
        },
      ]),
    );
    this.setNavMarks(source.navMarks.map((row) => inPeriods(row, periodsOf(this.today))));
    for (const account of source.accounts) this.addCash(account.account, account.cash);
    for (const { account, symbol, quantity } of source.positions) this.addPosition(account, symbol, quantity);
    for (const { level, key, symbol, quantity } of source.built)
      this.#fillBuilt(level, key, symbol, quantity);
    for (const { ticket, leavesQty } of source.working) {
      this.change(ticket, workingOf(ticket, leavesQty));
      this.activity.opened(ticket, leavesQty);
    }
  }

  /** Puts new marks to measure losses from in force. */
  setNavMarks(rows: readonly NavMarks[]): void {
    for (const row of rows)
      (row.level === 'FIRM' ? this.firm : this.#bookOf(row.level, row.key)).setMarks(row);
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

  /** The account of that name, null when it is not known, and the books that its tickets count in. */
  booksOf(account: string): AccountBooks {
    return this.#accountBooks.get(account) ?? this.#strangers;
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
    this.positionChanges.note(ticket.account, view.id);
    if (filled !== 0) this.averagePrices.forget(ticket.account, ticket.symbol);
  }

  /** Adds cash (minor units) to an account, its desk and the firm. */
  addCash(account: string, cash: number): void {
    this.firm.addCash(cash);
    this.#bookOf('DESK', this.accounts.get(account)?.desk ?? '').addCash(cash);
    this.#bookOf('ACCOUNT', account).addCash(cash);
  }

  /** Adds filled quantity (scaled, signed) to an account, its desk and the firm; no trader or strategy built it. */
  addPosition(account: string, symbol: string, quantity: number): void {
    const view = this.#bySymbol.get(symbol);
    if (view === undefined) return;
    const desk = this.accounts.get(account)?.desk ?? '';
    for (const book of [this.firm, this.#bookOf('DESK', desk), this.#bookOf('ACCOUNT', account)]) {
      book.change(view, quantity, 0, 0);
    }
    this.positionChanges.note(account, view.id);
  }

  /**
   * Takes in a quote of a known symbol that is newer than its newest, and values every book that holds the symbol again.
   * False, and nothing done, for any other.
   */
  takeQuote(quote: Quote): boolean {
    const view = this.#bySymbol.get(quote.symbol);
    if (view === undefined || quote.at <= this.newestQuoteOf(quote.symbol)) return false;
    view.quotes.take(quote);
    const mark = markOfQuote(quote);
    if (mark !== null && mark.at >= (view.priceAt ?? -Infinity))
      this.#revalue(view, mark.price, mark.at, view.fx);
    return true;
  }

  /** When the newest quote of a symbol was observed; -Infinity: none is known. */
  newestQuoteOf(symbol: string): number {
    return this.#bySymbol.get(symbol)?.quotes.latest?.at ?? -Infinity;
  }

  /** Values a symbol that has a price at another one, observed at the same instant. */
  reprice(symbol: string, price: Price): void {
    const view = this.#bySymbol.get(symbol);
    if (view !== undefined) this.#revalue(view, price, view.priceAt, view.fx);
  }

  /** Whether every book could count what it holds of a symbol, and its value at a price, with `more` scaled quantity. */
  canHold(symbol: string, price: Price | null, more: number): boolean {
    const view = this.#bySymbol.get(symbol);
    if (view === undefined) return false;
    const { unit } = valuationOf(price, view.priceAt, view.fx, view.instrument.multiplier);
    for (const book of this.#everyBook()) {
      const { quantity, workingBuy, workingSell } = book.symbol(view.id);
      const most = Math.abs(quantity) + workingBuy + workingSell + more;
      if (!Number.isSafeInteger(most) || (unit !== null && Number.isNaN(valueOf(most, unit)))) return false;
    }
    return true;
  }

  /**
   * The sums of every book that has any: equal texts where they are worth the same. Changes that were undone leave it as
   * it was, unless a sum was beyond what is exact.
   */
  fingerprint(): string {
    const sums = [...this.#everyBook()].map(({ cash, nav, gross, netLong, netShort, sumSquares }) =>
      [cash, nav, gross, netLong, netShort, sumSquares].join(),
    );
    return sums.filter((one) => one !== NO_SUMS).join(';');
  }

  /** Takes in the rate of a currency other than the base, and values every instrument of that currency again. */
  takeRate(currency: Currency, rate: FxRate): void {
    if (currency === this.base) return;
    this.#rates.set(currency, rate);
    for (const view of this.#bySymbol.values())
      if (view.instrument.currency === currency) this.#revalue(view, view.price, view.priceAt, rate);
  }

  #revalue(view: TabledInstrument, price: Price | null, at: EpochMs | null, fx: FxRate | null): void {
    const holders = new Set<ScopeBook>();
    for (const book of this.#everyBook()) if (book.takeOut(view)) holders.add(book);
    view.remark(valuationOf(price, at, fx, view.instrument.multiplier));
    for (const book of holders) book.putBack(view);
    for (const [account, { own }] of this.#accountBooks)
      if (holders.has(own)) this.positionChanges.note(account, view.id);
  }

  *#everyBook(): Iterable<ScopeBook> {
    yield this.firm;
    for (const books of this.#books.values()) yield* books.values();
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

const NO_SUMS = '0,0,0,0,0,0';

/** Marks of a period that is over are not known any more. */
function inPeriods(row: NavMarks, periods: Periods): NavMarks {
  const open = (period: keyof Periods): NavOpen =>
    row[period].from === periods[period] ? row[period] : { from: periods[period], nav: null };
  return { ...row, day: open('day'), week: open('week'), month: open('month') };
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
