import { bookDrawdown } from '../loss/book-drawdown.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import type { SendFacts } from '../activity/activity.ts';
import { Timeline } from '../activity/timeline.ts';
import { DeskBook, workingOf } from '../book/desk-book.ts';
import { compilePlan, type Plan } from '../limits/plan.ts';
import { metricSource, type MetricSource } from '../limits/tighten-metrics.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import { WallClock } from '../marketdata/wall-clock.ts';
import { KeptHistory } from '../marketdata/kept-history.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import { QUOTE_DAY_MS } from '#shared/controls/views.ts';
import { factorAt, type DynamicLimit } from '#shared/controls/tighten.ts';
import type { StoredState } from '../ports/desk-reader.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { ExecutionRecord, JournalReceipt } from '../ports/journal.ts';
import { Ledger, type Reservation } from '../reservations/ledger.ts';
import { Validator } from '../validation/validator.ts';
import { readDesk, widestWindow, type DeskSource, type ReadDesk } from './read-desk.ts';

/** How often the metrics that limits follow are looked at, milliseconds. */
const METRICS_EVERY = 1_000;
/** Times that the journal may run empty and be filled again before whoever waits for it is refused. */
const MAX_DRAINS = 1_000;
const BEING_READ = appError('OVERLOADED', 'The desk is being read again', '', 'Try again in a moment.');

/** What of an execution's record moves the book. */
type Fill = Pick<ExecutionRecord, 'lastQty' | 'cashChange' | 'throttledBy'> & Pick<SendFacts, 'tick' | 'day'>;

/** Quantity held for a ticket whose record is on its way to the disk. */
export interface Hold {
  readonly ticket: Ticket;
  readonly leaves: number;
  /** The working ticket whose place it takes: the larger of the two quantities is held. */
  readonly replaces: string | null;
  /** When it went, and for how much. */
  readonly facts: SendFacts;
}

/**
 * The desk in memory: book, limits, reservations. `load` builds all of it from the store, at the start and after
 * anything that cannot be applied change by change (an import, a commit whose outcome was unknown).
 */
export class DeskState {
  book: DeskBook;
  ledger: Ledger;
  limits: readonly Limit[];
  plan: Plan;
  validator: Validator;
  /** What dynamic limits follow. */
  metricOf: MetricSource;
  /** Audit sequence of the last record that is in the book. */
  bookSeq = 0;
  marketData = '';
  /** The newest record among the rulings on bars in force; 0: none is. */
  barRulings = 0;
  /** What losses are measured from, by level and key. */
  navMarks: Map<string, NavMarks>;
  /** Bars of the store, kept from one reading to the next. */
  readonly bars: KeptHistory;
  /** The desk's time for windows. */
  readonly timeline: Timeline;
  /** Tickets held here whose record is not committed yet: a book that is read again must hold them too. */
  readonly inFlight = new Map<string, Hold>();
  /** Cancels handed to the journal and not committed yet: messages that a book that is read again must count. */
  readonly cancelling = new Map<string, { readonly ticket: Ticket; readonly tick: number }>();
  /** States that are in force though their records are not on disk (yet), by level and key: a book that is read again must hold them too. */
  readonly unrecordedStates = new Map<string, StoredState>();
  /** Rows that only an import changes, counted when the desk is read. */
  counts = { bars: 0, positions: 0, instruments: 0, dataAsOf: null as EpochMs | null };
  /** Set when memory may differ from the store; the next command loads before it decides. */
  stale = false;
  /** Sessions of returns that the history in memory covers. */
  #window: number;
  readonly #deps: DeskSource;
  readonly #wallClock: WallClock;
  #history: PriceHistory;
  #barsCounted: { readonly change: number; readonly bars: number } | null = null;
  #stressLevel: number | null;
  #metricsAt = 0;

  constructor(deps: DeskSource) {
    this.#deps = deps;
    this.bars = deps.bars ?? new KeptHistory(deps.reader);
    this.timeline = new Timeline(deps.clock, deps.reader.lastTick());
    this.#wallClock = new WallClock(deps.clock);
    this.limits = deps.reader.limits({ all: false });
    const read = this.#read();
    this.book = read.book;
    this.ledger = read.ledger;
    this.#history = read.history;
    this.#window = read.window;
    this.navMarks = read.navMarks;
    this.#stressLevel = deps.reader.stress().level;
    this.metricOf = this.#metrics();
    this.validator = new Validator(this.book, deps.clock);
    this.plan = this.#compile();
    this.#stamp(read.positions);
  }

  /** Reads everything again. */
  load(): void {
    this.limits = this.#deps.reader.limits({ all: false });
    const read = this.#read();
    this.book = read.book;
    this.ledger = read.ledger;
    this.#history = read.history;
    this.#window = read.window;
    this.navMarks = read.navMarks;
    this.#stressLevel = this.#deps.reader.stress().level;
    this.metricOf = this.#metrics();
    this.validator = new Validator(this.book, this.#deps.clock);
    this.plan = this.#compile();
    this.#stamp(read.positions);
    this.#holdInFlight();
    this.stale = false;
  }

  /** What was handed to the journal and is not in the store yet, in the order it was handed over. */
  #holdInFlight(): void {
    const isKnown = (clOrdId: string): boolean => this.ledger.get(clOrdId) !== undefined;
    const sends = [...this.inFlight.values()]
      .filter(({ ticket }) => !isKnown(ticket.clOrdId))
      .map((one) => ({ tick: one.facts.tick, hold: () => this.hold(one) }));
    const cancels = [...this.cancelling.values()]
      .filter(({ ticket }) => isKnown(ticket.clOrdId))
      .map(({ ticket, tick }) => ({ tick, hold: () => this.book.activity.addMessage(ticket, tick) }));
    for (const { hold } of [...sends, ...cancels].sort((a, b) => a.tick - b.tick)) hold();
  }

  /** Reserves the whole ticket, until its record is committed or certainly not. */
  reserve(ticket: Ticket, facts: SendFacts): void {
    const hold = { ticket, leaves: ticket.orderQty, replaces: null, facts };
    this.inFlight.set(ticket.clOrdId, hold);
    this.hold(hold);
  }

  /** Takes a reservation back whose record is certainly not written. */
  takeBack(ticket: Ticket, facts: SendFacts): void {
    this.inFlight.delete(ticket.clOrdId);
    if (this.ledger.get(ticket.clOrdId) === undefined) return;
    this.ledger.remove(ticket.clOrdId);
    this.book.change(ticket, workingOf(ticket, 0 - ticket.orderQty));
    this.book.activity.unsent(ticket, facts);
  }

  /** Holds what a replacement needs beyond what its original has left, until its record is committed or not. */
  reserveReplacement(hold: Hold): void {
    this.inFlight.set(hold.ticket.clOrdId, hold);
    this.hold(hold);
  }

  /** The replacement is on record: it takes the place of its original. */
  takeOver(original: Reservation, { ticket, leaves }: Hold): void {
    const held = Math.max(leaves, original.leaves);
    this.ledger.remove(original.ticket.clOrdId);
    this.ledger.add(ticket, leaves, original.cumulative, this.session);
    if (held !== leaves) this.book.change(ticket, workingOf(ticket, leaves - held));
    this.book.activity.closed(original.ticket, original.leaves);
    this.book.activity.opened(ticket, leaves);
  }

  /** The replacement is certainly not on record: its original works on. */
  takeBackReplacement(original: Reservation, { ticket, leaves, facts }: Hold): void {
    const held = Math.max(leaves, original.leaves);
    if (held !== original.leaves) this.book.change(ticket, workingOf(ticket, original.leaves - held));
    this.book.activity.unannounced(ticket, facts);
  }

  /** Takes a working ticket out of the book, so that another is decided in its place; `putBack` follows at once. */
  setAside(original: Reservation): void {
    const { ticket, leaves } = original;
    this.ledger.remove(ticket.clOrdId);
    this.book.change(ticket, workingOf(ticket, 0 - leaves));
    this.book.activity.setAside(ticket, leaves);
  }

  putBack(original: Reservation): void {
    const { ticket, leaves } = original;
    this.book.change(ticket, workingOf(ticket, leaves));
    this.book.activity.putBack(ticket, leaves);
    this.ledger.restore(original);
  }

  /** A working ticket ends with what is left of it: cancelled or expired. */
  end({ ticket, leaves }: Reservation): void {
    this.ledger.remove(ticket.clOrdId);
    this.book.change(ticket, workingOf(ticket, 0 - leaves));
    this.book.activity.closed(ticket, leaves);
  }

  /** A fill that is on record: from the reservation to the position, its money out of cash. */
  fill(reservation: Reservation, record: Fill): void {
    const { ticket } = reservation;
    const { lastQty, cashChange, throttledBy = [] } = record;
    reservation.leaves -= lastQty;
    reservation.cumulative += lastQty;
    if (reservation.leaves === 0) this.ledger.remove(ticket.clOrdId);
    const filled = directionOf(ticket.side) * lastQty;
    this.book.change(ticket, { ...workingOf(ticket, 0 - lastQty), filled });
    this.book.addCash(ticket.account, cashChange);
    const { activity } = this.book;
    activity.filled(ticket, lastQty, record);
    if (reservation.leaves === 0) activity.closed(ticket, 0);
    if (ticket.strategy !== '')
      activity.runOf(ticket.strategy, ticket.symbol, ticket.side).throttle(throttledBy);
  }

  /** Reads everything again when memory may differ from the store and nothing is on its way to it. */
  refresh(): void {
    if (this.stale && this.#deps.journal.depth === 0) this.load();
  }

  /** Whether memory may differ from the store and waits to be read again; callers wait for `settle` only then. */
  isOld(): boolean {
    this.refresh();
    return this.stale;
  }

  /**
   * Reads everything again as soon as nothing is on its way to the store. OVERLOADED when something always is: whatever
   * asks is refused, never answered from old memory.
   */
  async settle(): Promise<void> {
    for (let round = 0; this.isOld(); round++) {
      if (round === MAX_DRAINS) throw new AppErrorException(BEING_READ);
      await this.#deps.journal.drained();
    }
  }

  /** Notes that the book holds a committed record. */
  applied({ seq }: JournalReceipt): void {
    this.bookSeq = Math.max(this.bookSeq, seq);
  }

  /** Whether limits ask for a longer window than the history in memory has. */
  needsMoreHistory(limits: readonly Limit[]): boolean {
    return widestWindow(limits) > this.#window;
  }

  /** The session the desk clock stands in, YYYYMMDD. */
  get session(): number {
    return dateOf(this.now());
  }

  /** Puts a ticket on the book as working, or what a replacement needs more than its original has. */
  hold({ ticket, leaves, replaces, facts }: Hold): void {
    if (replaces === null) {
      this.book.change(ticket, workingOf(ticket, leaves));
      this.book.activity.sent(ticket, facts);
      this.ledger.add(ticket, leaves, 0, this.session);
    } else {
      const more = leaves - (this.ledger.get(replaces)?.leaves ?? 0);
      if (more > 0) this.book.change(ticket, workingOf(ticket, more));
      this.book.activity.announced(ticket, facts);
    }
  }

  /** The desk clock now: the frozen instant, or the machine's. */
  now(): EpochMs {
    const { clock } = this.book;
    return clock.mode === 'LIVE' ? this.#deps.clock.now() : clock.now;
  }

  /** On a live desk: notices that the machine slept, and that a new day has begun. Call it before a decision. */
  checkClock(): void {
    if (this.book.clock.mode !== 'LIVE') return;
    if (dateOf(this.now()) !== this.book.today) this.load();
    this.book.staleUpTo = this.#wallClock.jumpedAt();
  }

  /**
   * Takes a committed quote into the books. False when the desk must be read again: the quote is not newer than what is
   * known of its symbol, or of a day before the desk clock's, whose spreads the stress ladder was made of.
   */
  takeQuote(quote: Quote): boolean {
    const { dataAsOf } = this.counts;
    if (!this.book.takeQuote(quote)) return false;
    if (dataAsOf === null || quote.at > dataAsOf) this.counts = { ...this.counts, dataAsOf: quote.at };
    return quote.at >= Math.floor(this.book.clock.now / QUOTE_DAY_MS) * QUOTE_DAY_MS;
  }

  /** The plan in force; compiled again when a limit starts or ends, or what it follows has moved within a second. */
  currentPlan(): Plan {
    const now = this.#deps.clock.now();
    if (now >= this.plan.validUntil) this.plan = this.#compile();
    else if (this.plan.dynamic.length > 0 && Math.abs(now - this.#metricsAt) >= METRICS_EVERY) this.#follow();
    return this.plan;
  }

  /** Reads the metrics again, after one of them was set by hand. */
  reloadMetrics(): void {
    this.#stressLevel = this.#deps.reader.stress().level;
    this.metricOf = this.#metrics();
    this.plan = this.#compile();
  }

  /** The factor of a limit by what it follows now, millionths. */
  factorOf(limit: DynamicLimit): number {
    return factorAt(limit.tighten, this.metricOf(limit, limit.tighten.metric));
  }

  #follow(): void {
    this.metricOf = this.#metrics();
    this.#metricsAt = this.#deps.clock.now();
    if (this.plan.dynamic.some(({ limit, factor }) => this.factorOf(limit) !== factor)) {
      this.plan = this.#compile();
    }
  }

  #metrics(): MetricSource {
    return metricSource({
      history: this.#history,
      today: dateOf(this.now()),
      stress: this.#stressLevel,
      drawdown: (scope) => bookDrawdown(this.book, scope),
    });
  }

  /** Takes the limits of the store again, after a change of them. */
  reloadLimits(): void {
    this.limits = this.#deps.reader.limits({ all: false });
    if (this.needsMoreHistory(this.limits)) this.load();
    else this.plan = this.#compile();
  }

  #stamp(positions: number): void {
    this.bookSeq = this.#deps.reader.lastSeq();
    this.marketData = this.#deps.reader.lastImport()?.contentId ?? '';
    this.barRulings = this.#deps.reader.barRulings();
    const marks = this.book.instruments.map(({ priceAt }) => priceAt).filter((at) => at !== null);
    this.counts = {
      bars: this.#countBars(),
      positions,
      instruments: this.book.instruments.filter(({ known }) => known).length,
      dataAsOf: marks.reduce<EpochMs | null>(
        (newest, at) => (newest === null || at > newest ? at : newest),
        null,
      ),
    };
  }

  /** Counting reads the whole table: it is done again only when bars were written. */
  #countBars(): number {
    const change = this.#deps.reader.newestBarChange();
    if (this.#barsCounted?.change !== change)
      this.#barsCounted = { change, bars: this.#deps.reader.barCount() };
    return this.#barsCounted.bars;
  }

  #compile(): Plan {
    const now = this.#deps.clock.now();
    this.#metricsAt = now;
    const factorOf = (limit: DynamicLimit): number => this.factorOf(limit);
    return compilePlan(this.limits, this.book.base, this.book.market, now, factorOf);
  }

  #read(): ReadDesk {
    return readDesk(this.#deps, this.limits, this.unrecordedStates.values(), this.bars);
  }
}
