import { BOOK_LEVELS } from '#shared/controls/check.ts';
import type { ExecutionRun, RecentSends, WorkingSide } from '#shared/controls/activity-view.ts';
import { LONGEST_WINDOW_SECONDS } from '#shared/controls/threshold.ts';
import type { Locate } from '#shared/domain/reference.ts';
import { directionOf, SIDES, type Side, type Ticket } from '#shared/domain/ticket.ts';
import { FillRun } from './fill-run.ts';
import { Located } from './located.ts';
import { SymbolSends } from './recent-sends.ts';
import { ScopeActivity } from './scope-activity.ts';
import { SymbolOrders } from './working-orders.ts';

/** The longest window of any control, in ticks. */
export const LONGEST_WINDOW = LONGEST_WINDOW_SECONDS * 1_000_000;
const NO_SENDS: RecentSends = new SymbolSends();
const NO_ORDERS: WorkingSide = new SymbolOrders();

/** When a ticket went, and for how much: its tick, the desk clock's date (YYYYMMDD), minor units (NaN: not known). */
export interface SendFacts {
  readonly tick: number;
  readonly day: number;
  readonly notional: number;
}

/** Tickets of one account, trader and strategy that were sent on one day, added up. */
export interface DayOrders {
  readonly account: string;
  readonly trader: string;
  readonly strategy: string;
  readonly day: number;
  readonly orders: number;
  /** Minor units; null: that of one of them is not known. */
  readonly notional: number | null;
}

/** Who a message belongs to. */
type Sender = Pick<Ticket, 'account' | 'trader' | 'strategy'>;

/**
 * What the desk sent, has working and had filled, as the controls of speed and integrity read it. A function of the
 * recorded events alone; time enters with the tick and the day that a check asks about.
 */
export class Activity {
  readonly #deskOf: (account: string) => string;
  readonly #scopes: readonly Map<string, ScopeActivity>[] = BOOK_LEVELS.map(
    () => new Map<string, ScopeActivity>(),
  );
  readonly #nobody = new ScopeActivity();
  readonly #sends = new Map<string, Record<Side, SymbolSends>>();
  readonly #orders = new Map<string, { readonly buys: SymbolOrders; readonly sells: SymbolOrders }>();
  readonly #runs = new Map<string, Map<string, Record<Side, FillRun>>>();
  readonly #located = new Map<string, Map<string, Located>>();

  constructor(deskOf: (account: string) => string, locates: readonly Locate[]) {
    this.#deskOf = deskOf;
    for (const locate of locates) this.#locatedFor(locate.account, locate.symbol).grant(locate);
  }

  /** What the scope at a place of BOOK_LEVELS did; nothing for one that is not named or not known. */
  scope(place: number, key: string): ScopeActivity {
    return this.#scopes[place]?.get(key) ?? this.#nobody;
  }

  sends(symbol: string, side: Side): RecentSends {
    return this.#sends.get(symbol)?.[side] ?? NO_SENDS;
  }

  /** The firm's working orders in a symbol that an order on that side may meet. */
  opposite(symbol: string, side: Side): WorkingSide {
    const orders = this.#orders.get(symbol);
    if (orders === undefined) return NO_ORDERS;
    return directionOf(side) > 0 ? orders.sells : orders.buys;
  }

  /** Fills in a row; null without a strategy. */
  run({ strategy, symbol, side }: Pick<Ticket, 'strategy' | 'symbol' | 'side'>): ExecutionRun | null {
    if (strategy === '') return null;
    return this.#runs.get(strategy)?.get(symbol)?.[side] ?? NO_RUN;
  }

  /** Scaled quantity located for the account in the symbol and not used. */
  locateLeft(account: string, symbol: string, today: number): number {
    return this.#located.get(account)?.get(symbol)?.left(today) ?? 0;
  }

  /** A ticket goes to the venue: a message, an order of the day, and one more that works. */
  sent(ticket: Ticket, facts: SendFacts): void {
    this.announced(ticket, facts);
    this.opened(ticket, ticket.orderQty);
  }

  /** A ticket goes to the venue in the place of one that works: a message and an order of the day. */
  announced(ticket: Ticket, facts: SendFacts): void {
    this.addMessage(ticket, facts.tick);
    this.addDay({ ...ticket, ...facts, orders: 1 });
    this.addSend(ticket, facts.tick);
  }

  /** Takes back what `sent` added: the ticket did not go. */
  unsent(ticket: Ticket, facts: SendFacts): void {
    this.unannounced(ticket, facts);
    this.closed(ticket, ticket.orderQty);
  }

  /** Takes back what `announced` added. */
  unannounced(ticket: Ticket, facts: SendFacts): void {
    this.removeMessage(ticket, facts.tick);
    this.addDay({ ...ticket, ...facts, notional: -facts.notional, orders: -1 });
    this.#sends.get(ticket.symbol)?.[ticket.side].remove(ticket.clOrdId);
  }

  /** A message of the sender: a send, a cancel or a replace. */
  addMessage(sender: Sender, tick: number): void {
    for (const scope of this.#scopesOf(sender)) scope.addMessage(tick);
  }

  removeMessage(sender: Sender, tick: number): void {
    for (const scope of this.#scopesOf(sender)) scope.removeMessage(tick);
  }

  /** Tickets that were sent on a day. */
  addDay(row: DayOrders | (Sender & SendFacts & { readonly orders: number })): void {
    for (const scope of this.#scopesOf(row as Sender))
      scope.addOrders(row.day, row.orders, row.notional ?? NaN);
  }

  /** A ticket among those that another one may repeat. */
  addSend(ticket: Ticket, tick: number): void {
    let sides = this.#sends.get(ticket.symbol);
    if (sides === undefined) {
      sides = { BUY: new SymbolSends(), SELL: new SymbolSends(), SELL_SHORT: new SymbolSends() };
      this.#sends.set(ticket.symbol, sides);
    }
    sides[ticket.side].add({ tick, ticket, desk: this.#deskOf(ticket.account) }, LONGEST_WINDOW);
  }

  /** A ticket works with `leaves` left. */
  opened(ticket: Ticket, leaves: number): void {
    for (const scope of this.#scopesOf(ticket)) scope.working++;
    let orders = this.#orders.get(ticket.symbol);
    if (orders === undefined) {
      orders = { buys: new SymbolOrders(), sells: new SymbolOrders() };
      this.#orders.set(ticket.symbol, orders);
    }
    (directionOf(ticket.side) > 0 ? orders.buys : orders.sells).add(ticket);
    if (ticket.side === 'SELL_SHORT') this.#locatedFor(ticket.account, ticket.symbol).reserve(leaves);
  }

  /** A ticket no longer works; `leaves` of it were never filled. */
  closed(ticket: Ticket, leaves: number): void {
    for (const scope of this.#scopesOf(ticket)) scope.working--;
    const orders = this.#orders.get(ticket.symbol);
    if (orders !== undefined) {
      (directionOf(ticket.side) > 0 ? orders.buys : orders.sells).remove(ticket);
      if (orders.buys.size + orders.sells.size === 0) this.#orders.delete(ticket.symbol);
    }
    if (ticket.side === 'SELL_SHORT') this.#locatedFor(ticket.account, ticket.symbol).release(leaves);
  }

  /** A working ticket whose replacement is being decided: it neither works nor is repeated; `putBack` follows at once. */
  setAside(ticket: Ticket, leaves: number): void {
    this.closed(ticket, leaves);
    this.#sends.get(ticket.symbol)?.[ticket.side].setAside(ticket.clOrdId);
  }

  putBack(ticket: Ticket, leaves: number): void {
    this.opened(ticket, leaves);
    this.#sends.get(ticket.symbol)?.[ticket.side].putBack();
  }

  /** A fill of a working ticket; `closed` follows when nothing of it is left. */
  filled(ticket: Ticket, quantity: number, { tick, day }: Pick<SendFacts, 'tick' | 'day'>): void {
    if (ticket.side === 'SELL_SHORT') {
      this.#locatedFor(ticket.account, ticket.symbol).release(quantity);
      this.useLocate(ticket.account, ticket.symbol, quantity, day);
    }
    this.addFill(ticket, tick);
  }

  /** A short sale that was filled on a day. */
  useLocate(account: string, symbol: string, quantity: number, day: number): void {
    this.#locatedFor(account, symbol).use(quantity, day);
  }

  /** A fill of a strategy: it prolongs the row of its side and breaks that of the others. */
  addFill(ticket: Pick<Ticket, 'strategy' | 'symbol' | 'side'>, tick: number): void {
    if (ticket.strategy === '') return;
    const sides = this.#runsOf(ticket.strategy, ticket.symbol);
    for (const side of SIDES)
      if (side === ticket.side) sides[side].add(tick);
      else sides[side].break();
  }

  /** The run of a strategy in a symbol and side, made where there is none. */
  runOf(strategy: string, symbol: string, side: Side): FillRun {
    return this.#runsOf(strategy, symbol)[side];
  }

  /** Every strategy that a limit throttles, and where. */
  throttled(): { strategy: string; symbol: string; side: Side; limitIds: string[] }[] {
    return [...this.#runs].flatMap(([strategy, symbols]) =>
      [...symbols].flatMap(([symbol, sides]) =>
        SIDES.flatMap((side) => {
          const limitIds = sides[side].throttledBy;
          return limitIds.length === 0 ? [] : { strategy, symbol, side, limitIds };
        }),
      ),
    );
  }

  #runsOf(strategy: string, symbol: string): Record<Side, FillRun> {
    let symbols = this.#runs.get(strategy);
    if (symbols === undefined) this.#runs.set(strategy, (symbols = new Map<string, Record<Side, FillRun>>()));
    let sides = symbols.get(symbol);
    if (sides === undefined) {
      sides = { BUY: new FillRun(), SELL: new FillRun(), SELL_SHORT: new FillRun() };
      symbols.set(symbol, sides);
    }
    return sides;
  }

  #scopesOf({ account, trader, strategy }: Sender): ScopeActivity[] {
    return ['*', this.#deskOf(account), account, trader, strategy].flatMap((key, place) =>
      key === '' ? [] : this.#scopeAt(place, key),
    );
  }

  #scopeAt(place: number, key: string): ScopeActivity {
    const scopes = this.#scopes[place];
    if (scopes === undefined) throw new RangeError(`no level ${place}`);
    let scope = scopes.get(key);
    if (scope === undefined) scopes.set(key, (scope = new ScopeActivity()));
    return scope;
  }

  #locatedFor(account: string, symbol: string): Located {
    let symbols = this.#located.get(account);
    if (symbols === undefined) this.#located.set(account, (symbols = new Map<string, Located>()));
    let located = symbols.get(symbol);
    if (located === undefined) symbols.set(symbol, (located = new Located()));
    return located;
  }
}

const NO_RUN: ExecutionRun = new FillRun();
