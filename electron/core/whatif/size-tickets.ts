import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Rebalance, SizingOptions } from '#shared/contract/procedures/whatif.ts';
import type { InstrumentView, ScenarioSet } from '#shared/controls/views.ts';
import { tailCount } from '#shared/quant/confidence.ts';
import { inverseNormalCdf } from '#shared/quant/normal.ts';
import { roundToLot } from '#shared/quant/sizing/round-to-lot.ts';
import type { SingleMethod, SizingMethod, SizingParams } from '#shared/quant/sizing/sizing-method.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { allowedQuantity } from './allowed-quantity.ts';
import { lackOfSize, shareOf, type Order, type Sized } from './order.ts';
import { factsOf, lackOfFact } from './order-facts.ts';
import { sizeBasket } from './size-basket.ts';
import { SizingBook, type Added, type Lack } from './sizing-book.ts';
import type { SizedTicket, SizingRequest } from './sizing-report.ts';
import { toSizedTicket } from './to-sized-ticket.ts';

/** What a sizing reads of a desk. */
export type SizingDesk = Pick<DeskState, 'book' | 'currentPlan' | 'now'> & {
  readonly timeline: Pick<DeskState['timeline'], 'tick'>;
  readonly validator: Pick<DeskState['validator'], 'decide'>;
};

/**
 * Sizes every ticket of a request that was checked, and checks each of them on its own against the desk as it is: the
 * desk is only read. `onSized` gets each ticket as it is done. One rebalance an account comes back, every order in it.
 */
export function sizeTickets(
  state: SizingDesk,
  method: SizingMethod,
  request: SizingRequest,
  onSized: (sized: SizedTicket) => void,
): Rebalance[] {
  const { tickets, options } = request;
  const params: SizingParams = {
    target: request.target ?? 0,
    z: inverseNormalCdf(options.confidence),
    cap: options.cap,
    edgeAnnual: options.edgeAnnual ?? NaN,
  };
  const set = scenariosOf(state, options);
  const books = new Map<string, SizingBook>();
  const orders = tickets.map((ticket) => openOrder(state, ticket, set, books, options));
  const decide = deciderOf(state);
  const sizes =
    method.kind === 'SINGLE'
      ? orders.map((order) => ('lack' in order ? order : sizeSingle(order, method, params, decide)))
      : sizeBaskets(orders, (some) => sizeBasket(some, method, params));
  const placed = new Map<SizingBook, Map<InstrumentView, number>>();
  for (const [index, ticket] of tickets.entries()) {
    const order = orders[index] as Order | { readonly lack: Lack };
    const sized = sizes[index] as Sized;
    onSized(toSizedTicket({ index, ticket, order, sized, participation: options.participation }, decide));
    if ('lack' in order || 'lack' in sized || sized.size.orderQty === 0) continue;
    const { view, book, facts } = order;
    const deltas = placed.get(book) ?? new Map<InstrumentView, number>();
    const delta = facts.direction * sized.size.orderQty * view.shareMoney;
    placed.set(book, deltas.set(view, (deltas.get(view) ?? 0) + delta));
  }
  return [...books].map(([account, book]) => ({
    account,
    before: book.before,
    after: book.figuresWith(addedOf(placed.get(book))),
    proxied: [...(book.scenario?.proxied() ?? [])],
  }));
}

const addedOf = (deltas: ReadonlyMap<InstrumentView, number> = new Map()): Added[] =>
  [...deltas].map(([view, delta]) => ({ view, delta }));

/** The returns that a what-if of these options reads; null when there are none. */
export function scenariosOf(
  { book }: Pick<SizingDesk, 'book'>,
  { index, window, missing, confidence }: Pick<SizingOptions, 'index' | 'window' | 'missing' | 'confidence'>,
): ScenarioSet | null {
  return book.market.scenarios({ index, window, policy: missing, tail: tailCount(confidence, window) });
}

/** A ticket as an order of its account's book, which `books` keeps for the next one; or what it lacks. */
export function openOrder(
  { book: desk }: Pick<SizingDesk, 'book'>,
  ticket: Ticket,
  set: ScenarioSet | null,
  books: Map<string, SizingBook>,
  options: SizingOptions,
): Order | { readonly lack: Lack } {
  const unreadable = ticket.defects.find(({ field }) => field !== 'orderQty');
  if (unreadable !== undefined) return { lack: { input: unreadable.field, detail: unreadable.value } };
  if (!desk.accounts.has(ticket.account)) return { lack: { input: 'account', detail: ticket.account } };
  const view = desk.instrument(ticket.symbol);
  if (view?.known !== true) return { lack: { input: 'symbol', detail: ticket.symbol } };
  let book = books.get(ticket.account);
  if (book === undefined) {
    book = new SizingBook(desk.book('ACCOUNT', ticket.account), desk.instruments, set, options);
    books.set(ticket.account, book);
  }
  return { ticket, view, book, facts: factsOf(ticket, view, book, options.stopDistance) };
}

/** What the pre-trade check says of a ticket now; nothing is reserved and nothing recorded. */
export function deciderOf(state: SizingDesk): (ticket: Ticket) => Decision {
  const plan = state.currentPlan();
  const now = state.now();
  const tick = state.timeline.tick();
  return (ticket) => state.validator.decide(ticket, plan, now, 'whatif' as DecisionId, tick);
}

function sizeSingle(
  { ticket, view, book, facts: known }: Order,
  method: SingleMethod,
  params: SizingParams,
  decide: (ticket: Ticket) => Decision,
): Sized {
  const lack = lackOfFact(known, method.needs, view, book);
  if (lack !== null) return { lack };
  const facts = method.needs.includes('allowed')
    ? { ...known, allowed: allowedQuantity(ticket, view.lot, decide) }
    : known;
  const quantity = method.size(facts, params);
  const unusable = lackOfSize(quantity);
  if (unusable !== null) return { lack: unusable };
  const used = (n: number): number => method.used(facts, params, n);
  const orderQty = roundToLot(quantity, view.lot / QUANTITY_ONE, used, params.target);
  return { size: { quantity, orderQty, budgetUsed: shareOf(used(orderQty), params.target) } };
}

/** Sizes the orders of each account together. */
function sizeBaskets(
  orders: readonly (Order | { readonly lack: Lack })[],
  sizeOne: (orders: readonly Order[]) => readonly Sized[],
): Sized[] {
  const sizes: Sized[] = orders.map((order) => ('lack' in order ? order : NOT_SIZED));
  const byBook = new Map<SizingBook, { readonly index: number; readonly order: Order }[]>();
  for (const [index, order] of orders.entries()) {
    if ('lack' in order) continue;
    const some = byBook.get(order.book) ?? [];
    some.push({ index, order });
    byBook.set(order.book, some);
  }
  for (const some of byBook.values())
    for (const [place, sized] of sizeOne(some.map(({ order }) => order)).entries())
      sizes[(some[place] as { index: number }).index] = sized;
  return sizes;
}

const NOT_SIZED: Sized = { lack: { input: 'size', detail: '' } };
