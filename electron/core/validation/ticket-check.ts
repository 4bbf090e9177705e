import type { Account } from '#shared/domain/reference.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { ScopeLevel } from '#shared/domain/limit.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import type { Check, RestrictionHit, StateHit } from '#shared/controls/check.ts';
import type { BookView, InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { matchesTicket } from '../limits/matches.ts';
import type { Plan } from '../limits/plan.ts';

const NOTHING: readonly never[] = [];

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
  own: BookView;
  #ofDesk: BookView;
  reducingUpTo = 0;
  restrictions: readonly RestrictionHit[] = NOTHING;
  states: readonly StateHit[] = NOTHING;
  unlimited: readonly string[] = NOTHING;
  readonly #desk: DeskBook;

  constructor(desk: DeskBook, ticket: Ticket) {
    this.#desk = desk;
    this.ticket = ticket;
    this.clock = desk.clock.now;
    this.today = desk.today;
    this.own = desk.book('ACCOUNT', ticket.account);
    this.#ofDesk = this.own;
  }

  /** Gathers what the controls read about a ticket. `now` is the desk clock. */
  prepare(ticket: Ticket, plan: Plan, now: EpochMs): void {
    const desk = this.#desk;
    this.epoch++;
    this.ticket = ticket;
    this.clock = now;
    this.direction = directionOf(ticket.side);
    const readable = ticket.defects.every(
      ({ field }) => field !== 'orderQty' && field !== 'side' && field !== 'row',
    );
    this.n = readable ? ticket.orderQty : 0;
    const view = desk.instrument(ticket.symbol);
    this.instrument = view?.known === true ? view : null;
    this.account = desk.accounts.get(ticket.account) ?? null;
    this.traderKnown = desk.traderIsKnown(ticket.trader);
    this.strategyKnown = desk.strategyIsKnown(ticket.strategy);
    this.lot = this.instrument?.instrument.lotSize ?? QUANTITY_ONE;
    this.own = desk.book('ACCOUNT', ticket.account);
    this.#ofDesk = desk.book('DESK', this.account?.desk ?? '');
    this.reducingUpTo = this.#reducingUpTo();
    this.restrictions =
      this.instrument === null ? NOTHING : desk.restrictions.hitsOf(this.instrument.instrument, this.today);
    this.states = desk.states.isEmpty ? NOTHING : this.#states();
    this.unlimited = this.#unlimited(plan);
  }

  book(level: ScopeLevel): BookView {
    switch (level) {
      case 'FIRM':
        return this.#desk.firm;
      case 'DESK':
        return this.#ofDesk;
      case 'TRADER':
        return this.#desk.book('TRADER', this.ticket.trader);
      case 'STRATEGY':
        return this.#desk.book('STRATEGY', this.ticket.strategy);
      case 'ACCOUNT':
      case 'SYMBOL':
      case 'ISSUER':
      case 'SECTOR':
      case 'COUNTRY':
      case 'CURRENCY':
      case 'ASSET_CLASS':
        return this.own;
    }
  }

  /** Room to close: what is held on the other side less what already works against it. */
  #reducingUpTo(): number {
    if (this.instrument === null || this.account === null) return 0;
    const { id } = this.instrument;
    const held = -this.direction * (this.own.quantity[id] as number);
    const working = (this.direction > 0 ? this.own.workingBuy[id] : this.own.workingSell[id]) as number;
    return Math.max(0, held - working);
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
