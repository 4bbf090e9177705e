import type { Account } from '#shared/domain/reference.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import {
  BOOK_LEVELS,
  OWN_BOOK,
  type Check,
  type RestrictionHit,
  type StateHit,
} from '#shared/controls/check.ts';
import type {
  ExecutionRun,
  RecentSends,
  ScopeActivityView,
  SessionView,
  WorkingSide,
} from '#shared/controls/activity-view.ts';
import { DEFAULT_MARGIN, type MarginRates } from '#shared/controls/margin.ts';
import { createSymbolLine, fillSymbolLine, type SymbolLine } from '#shared/controls/symbol-line.ts';
import type { BookView, InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import { planForAccount, type AccountPlan } from '../limits/account-plan.ts';
import { matchesTicket } from '../limits/matches.ts';
import type { Plan } from '../limits/plan.ts';
import { StepIndex } from './step-index.ts';

const NOTHING: readonly never[] = [];
const linesOfBooks = (): readonly SymbolLine[] => BOOK_LEVELS.map(createSymbolLine);
const NO_PLAN: AccountPlan = { steps: NOTHING, undecided: NOTHING };
const NO_STEPS = new StepIndex(NOTHING);

/** The plan of an account, and where in it a ticket's steps are. */
interface IndexedPlan {
  readonly plan: AccountPlan;
  readonly index: StepIndex;
}

/** Counts the checks of every TicketCheck, since the controls' buffers are shared by all of them. */
let lastEpoch = 0;

/** The Check of one ticket after another: `prepare` fills it from the desk, the controls read it. */
export class TicketCheck implements Check {
  epoch = 0;
  ticket: Ticket;
  direction: 1 | -1 = 1;
  n = 0;
  quantity = 0;
  lot: number = QUANTITY_ONE;
  clock: EpochMs;
  staleUpTo: EpochMs | null = null;
  today: number;
  tick = 0;
  isComplete = false;
  isMarked = false;
  instrument: InstrumentView | null = null;
  account: Account | null = null;
  margin: MarginRates = DEFAULT_MARGIN;
  traderKnown = true;
  strategyKnown = true;
  reducingUpTo = 0;
  restrictions: readonly RestrictionHit[] = NOTHING;
  states: readonly StateHit[] = NOTHING;
  unlimited: readonly string[] = NOTHING;
  sends: RecentSends;
  opposite: WorkingSide;
  run: ExecutionRun | null = null;
  /** What of the plan can act on the ticket. */
  plan: AccountPlan = NO_PLAN;
  stepIndex: StepIndex = NO_STEPS;
  readonly #desk: DeskBook;
  /** The ticket's books, and its symbol in each: without the ticket, with it, and with another quantity. */
  readonly #books: BookView[];
  readonly #scopes: ScopeActivityView[];
  readonly #before = linesOfBooks();
  readonly #after = linesOfBooks();
  readonly #probe = linesOfBooks();
  #lines: readonly SymbolLine[] = this.#before;
  #planned: Plan | null = null;
  readonly #plans = new Map<Account | null, IndexedPlan>();

  constructor(desk: DeskBook, ticket: Ticket) {
    this.#desk = desk;
    this.ticket = ticket;
    this.clock = desk.clock.now;
    this.today = desk.today;
    this.#books = BOOK_LEVELS.map(() => desk.firm);
    this.#scopes = BOOK_LEVELS.map(() => desk.activity.scope(0, '*'));
    this.sends = desk.activity.sends(ticket.symbol, ticket.side);
    this.opposite = desk.activity.opposite(ticket.symbol, ticket.side);
  }

  /** Gathers what the controls read about a ticket. `now` is the desk clock, `tick` the desk's timeline. */
  prepare(ticket: Ticket, plan: Plan, now: EpochMs, tick: number): void {
    const desk = this.#desk;
    if (now !== this.clock) this.today = dateOf(now);
    this.tick = tick;
    this.epoch = ++lastEpoch;
    this.ticket = ticket;
    this.clock = now;
    this.staleUpTo = desk.staleUpTo;
    this.direction = directionOf(ticket.side);
    this.n = isReadable(ticket) ? ticket.orderQty : 0;
    const view = desk.instrument(ticket.symbol);
    this.instrument = view?.known === true ? view : null;
    this.isMarked = this.instrument !== null && this.instrument.unit !== null;
    const books = desk.booksOf(ticket.account);
    this.account = books.account;
    this.margin = books.margin;
    this.isComplete = this.instrument !== null && this.account !== null && this.n > 0;
    this.traderKnown = desk.traderIsKnown(ticket.trader);
    this.strategyKnown = desk.strategyIsKnown(ticket.strategy);
    this.lot = this.instrument?.lot ?? QUANTITY_ONE;
    // In the order of BOOK_LEVELS.
    this.#open(0, desk.firm);
    this.#open(1, books.desk);
    this.#open(2, books.own);
    this.#open(3, desk.book('TRADER', ticket.trader));
    this.#open(4, desk.book('STRATEGY', ticket.strategy));
    this.#watch(ticket);
    this.reducingUpTo = this.#reducingUpTo();
    this.restrictions =
      this.instrument === null || desk.restrictions.isEmpty
        ? NOTHING
        : desk.restrictions.hitsOf(this.instrument.instrument, this.today);
    this.states = desk.states.isEmpty ? NOTHING : this.#states();
    const planned = this.#planOf(plan);
    this.plan = planned.plan;
    this.stepIndex = planned.index;
    this.unlimited = this.#unlimited(this.plan);
  }

  /** Sets the quantity that is measured. */
  measureAt(quantity: number): void {
    this.quantity = quantity;
    this.#lines = quantity === 0 ? this.#before : quantity === this.n ? this.#after : this.#probe;
  }

  book(place: number): BookView {
    return this.#books[place] as BookView;
  }

  line(place: number): SymbolLine {
    const line = this.#lines[place] as SymbolLine;
    if (line.n !== this.quantity) fillSymbolLine(line, this.book(place), this);
    return line;
  }

  lineBefore(place: number): SymbolLine {
    const line = this.#before[place] as SymbolLine;
    if (line.n !== 0) {
      const { quantity } = this;
      this.quantity = 0;
      fillSymbolLine(line, this.book(place), this);
      this.quantity = quantity;
    }
    return line;
  }

  scope(place: number): ScopeActivityView {
    return this.#scopes[place] as ScopeActivityView;
  }

  get locateLeft(): number {
    return this.#desk.activity.locateLeft(this.ticket.account, this.ticket.symbol, this.today);
  }

  session(fallback: string): SessionView | null {
    const { instrument } = this;
    if (instrument === null) return null;
    const exchange = instrument.instrument.exchange;
    const day = exchange === '' ? this.#desk.sessions.named(fallback) : this.#desk.exchangeDay(instrument);
    return day === undefined ? null : this.#desk.sessions.at(day, this.clock);
  }

  /** What was sent, works and was filled around the ticket. */
  #watch({ account, symbol, side, trader, strategy }: Ticket): void {
    const { activity } = this.#desk;
    // In the order of BOOK_LEVELS.
    this.#scopes[0] = activity.scope(0, '*');
    this.#scopes[1] = activity.scope(1, this.account?.desk ?? '');
    this.#scopes[2] = activity.scope(2, account);
    this.#scopes[3] = activity.scope(3, trader);
    this.#scopes[4] = activity.scope(4, strategy);
    this.sends = activity.sends(symbol, side);
    this.opposite = activity.opposite(symbol, side);
    this.run = activity.run(this.ticket);
  }

  #open(place: number, book: BookView): void {
    this.#books[place] = book;
    (this.#before[place] as SymbolLine).n = NaN;
    (this.#after[place] as SymbolLine).n = NaN;
    (this.#probe[place] as SymbolLine).n = NaN;
  }

  /** Room to close: what is held on the other side less what already works against it. */
  #reducingUpTo(): number {
    if (this.instrument === null || this.account === null) return 0;
    return Math.max(0, 0 - this.direction * this.lineBefore(OWN_BOOK).ownSide);
  }

  #states(): readonly StateHit[] {
    const { account, trader, strategy, symbol } = this.ticket;
    return this.#desk.states.hitsOf([
      ['FIRM', '*'],
      ['DESK', this.account?.desk ?? ''],
      ['ACCOUNT', account],
      ['TRADER', trader],
      ['STRATEGY', strategy],
      ['SYMBOL', symbol],
    ]);
  }

  #unlimited({ undecided }: AccountPlan): readonly string[] {
    if (undecided.length === 0) return NOTHING;
    return undecided
      .filter(({ limits }) => !limits.some((limit) => matchesTicket(limit, this)))
      .map(({ code }) => code);
  }

  /** The plan of the ticket's account, made once for each account and plan. */
  #planOf(plan: Plan): IndexedPlan {
    if (plan !== this.#planned) {
      this.#plans.clear();
      this.#planned = plan;
    }
    let own = this.#plans.get(this.account);
    if (own === undefined) {
      const made = planForAccount(plan, this.account);
      this.#plans.set(this.account, (own = { plan: made, index: new StepIndex(made.steps) }));
    }
    return own;
  }
}

/** False when the quantity, the side or the row itself could not be read. */
function isReadable({ defects }: Ticket): boolean {
  for (const { field } of defects)
    if (field === 'orderQty' || field === 'side' || field === 'row') return false;
  return true;
}
