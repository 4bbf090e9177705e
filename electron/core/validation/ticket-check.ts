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
import { createSymbolLine, fillSymbolLine, type SymbolLine } from '#shared/controls/symbol-line.ts';
import type { BookView, InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { matchesTicket } from '../limits/matches.ts';
import type { Plan } from '../limits/plan.ts';

const NOTHING: readonly never[] = [];

/** One of the ticket's books and the ticket's symbol in it, without the ticket, with it, and with another quantity. */
interface TicketBook {
  book: BookView;
  readonly before: SymbolLine;
  readonly after: SymbolLine;
  readonly probe: SymbolLine;
}

/** The Check of one ticket after another: `prepare` fills it from the desk, the controls read it. */
export class TicketCheck implements Check {
  epoch = 0;
  ticket: Ticket;
  direction: 1 | -1 = 1;
  n = 0;
  lot: number = QUANTITY_ONE;
  clock: EpochMs;
  today: number;
  instrument: InstrumentView | null = null;
  account: Account | null = null;
  traderKnown = true;
  strategyKnown = true;
  reducingUpTo = 0;
  restrictions: readonly RestrictionHit[] = NOTHING;
  states: readonly StateHit[] = NOTHING;
  unlimited: readonly string[] = NOTHING;
  readonly #desk: DeskBook;
  readonly #books: readonly TicketBook[];

  constructor(desk: DeskBook, ticket: Ticket) {
    this.#desk = desk;
    this.ticket = ticket;
    this.clock = desk.clock.now;
    this.today = desk.today;
    this.#books = BOOK_LEVELS.map(() => ({
      book: desk.firm,
      before: createSymbolLine(),
      after: createSymbolLine(),
      probe: createSymbolLine(),
    }));
  }

  /** Gathers what the controls read about a ticket. `now` is the desk clock. */
  prepare(ticket: Ticket, plan: Plan, now: EpochMs): void {
    const desk = this.#desk;
    this.epoch++;
    this.ticket = ticket;
    this.clock = now;
    this.direction = directionOf(ticket.side);
    this.n = isReadable(ticket) ? ticket.orderQty : 0;
    const view = desk.instrument(ticket.symbol);
    this.instrument = view?.known === true ? view : null;
    const books = desk.booksOf(ticket);
    this.account = books.account;
    this.traderKnown = desk.traderIsKnown(ticket.trader);
    this.strategyKnown = desk.strategyIsKnown(ticket.strategy);
    this.lot = this.instrument?.instrument.lotSize ?? QUANTITY_ONE;
    this.#open(0, desk.firm);
    this.#open(1, books.desk);
    this.#open(2, books.own);
    this.#open(3, books.trader);
    this.#open(4, books.strategy);
    this.reducingUpTo = this.#reducingUpTo();
    this.restrictions =
      this.instrument === null || desk.restrictions.isEmpty
        ? NOTHING
        : desk.restrictions.hitsOf(this.instrument.instrument, this.today);
    this.states = desk.states.isEmpty ? NOTHING : this.#states();
    this.unlimited = this.#unlimited(plan);
  }

  book(place: number): BookView {
    return this.#at(place).book;
  }

  line(place: number, n: number): SymbolLine {
    const scope = this.#at(place);
    const line = n === 0 ? scope.before : n === this.n ? scope.after : scope.probe;
    if (line.n !== n) fillSymbolLine(line, scope.book, this, n);
    return line;
  }

  #at(place: number): TicketBook {
    return this.#books[place] as TicketBook;
  }

  #open(place: number, book: BookView): void {
    const scope = this.#at(place);
    scope.book = book;
    scope.before.n = scope.after.n = scope.probe.n = NaN;
  }

  /** Room to close: what is held on the other side less what already works against it. */
  #reducingUpTo(): number {
    if (this.instrument === null || this.account === null) return 0;
    return Math.max(0, 0 - this.direction * this.line(OWN_BOOK, 0).ownSide);
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

  #unlimited(plan: Plan): readonly string[] {
    let lacking: string[] | null = null;
    for (const { code, limits } of plan.required) {
      let found = false;
      for (const limit of limits) found ||= matchesTicket(limit, this);
      if (!found) (lacking ??= []).push(code);
    }
    return lacking ?? NOTHING;
  }
}

/** False when the quantity, the side or the row itself could not be read. */
function isReadable({ defects }: Ticket): boolean {
  for (const { field } of defects)
    if (field === 'orderQty' || field === 'side' || field === 'row') return false;
  return true;
}
