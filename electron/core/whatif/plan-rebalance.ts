import { formatDecimal, QUANTITY_ONE, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { TargetRow } from '#shared/contract/procedures/whatif.ts';
import { returnStatistic, type InstrumentView, type ScenarioSet } from '#shared/controls/views.ts';
import { impactBps } from '#shared/quant/liquidity.ts';
import type { SendFacts } from '../activity/activity.ts';
import { sendFactsOf } from '../activity/send-facts.ts';
import { placeTickets, type BasketBook } from '../baskets/place-tickets.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { toTicket } from '../validation/to-ticket.ts';
import { toScaled } from './allowed-quantity.ts';
import { advOf } from './order-facts.ts';
import type { PlacedTicket, RebalanceReport, RebalanceRequest } from './rebalance-report.ts';
import { scenariosOf, type SizingDesk } from './size-tickets.ts';
import { finite, SizingBook, type Added } from './sizing-book.ts';
import { splitTrade } from './split-trade.ts';
import { targetRows } from './target-rows.ts';

/** A desk of the plan's own: tickets are held in its books while the rest is checked. */
export type RebalanceDesk = Omit<SizingDesk, 'validator'> &
  Pick<DeskState, 'reserve' | 'takeBack' | 'validator'>;

/**
 * The basket from what is held, working orders filled, to the targets: market orders for the day, those that reduce first,
 * each checked on the book that the allowed ones before it make. `onPlaced` gets each as it is checked. The books come
 * back without and with every trade, denied or not.
 */
export function planRebalance(
  state: RebalanceDesk,
  request: RebalanceRequest,
  onPlaced: (ticket: PlacedTicket) => void,
): Omit<RebalanceReport, 'tickets'> {
  const { book: desk } = state;
  const books = new Map<string, SizingBook>();
  const set = scenariosOf(state, request.options);
  const bookOf = (account: string): SizingBook => {
    const known = books.get(account);
    if (known !== undefined) return known;
    const made = new SizingBook(desk.book('ACCOUNT', account), desk.instruments, set, request.options);
    books.set(account, made);
    return made;
  };
  const targets = targetRows(desk, bookOf, request);
  const rebalances = [...books].map(([account, book]) => ({
    account,
    before: book.before,
    after: book.figuresWith(addedOf(state, targets, account)),
    proxied: [...(book.scenario?.proxied() ?? [])],
  }));
  const inputs = targets.flatMap((row, index) => ticketsOf(state, row, index));
  const tickets = inputs.map((input) =>
    toTicket(input, { clOrdId: '' as ClOrdId, transactTime: state.now() }),
  );
  for (const [place, { index, decision }] of placeTickets(tickets, 'sequential', basketOf(state)).entries()) {
    const ticket = inputs[index] as Draft;
    const { orderQty } = tickets[index] as Ticket;
    const shares = orderQty / QUANTITY_ONE;
    const { maxQty, binding } = decision;
    const isCapped = maxQty !== null && maxQty < shares;
    onPlaced({
      ...{ place, ticket, decision },
      ...costOf(desk.instrument(ticket.symbol), shares, set),
      cappedAt: isCapped ? maxQty : null,
      cappedBy: isCapped ? binding : null,
    });
  }
  return { rebalances, targets };
}

/** What a trade of so many shares is worth at the mark, and its impact with Y = 1, of the symbol's own returns. */
function costOf(
  view: InstrumentView | undefined,
  shares: number,
  set: ScenarioSet | null,
): Pick<PlacedTicket, 'value' | 'impact'> {
  if (view === undefined) return { value: null, impact: null };
  const value = finite(shares * view.shareMoney);
  const stdDev = set === null ? NaN : returnStatistic(set, view.id, 'stdDev');
  const bps = impactBps(shares, advOf(view), stdDev);
  return { value, impact: value === null || bps === null ? null : finite((bps / 1e4) * value) };
}

type Draft = PlacedTicket['ticket'];

/** What a ticket of a rebalance leaves open. */
const EMPTY = { ordType: 'MARKET', timeInForce: 'DAY', trader: '', strategy: '' } as const;

function addedOf({ book }: RebalanceDesk, targets: readonly TargetRow[], account: string): Added[] {
  return targets.flatMap((row) => {
    const view = book.instrument(row.symbol);
    if (row.account !== account || row.outcome !== 'TRADE' || view === undefined) return [];
    return [{ view, delta: (row.trade ?? 0) * view.shareMoney }];
  });
}

function ticketsOf({ book }: RebalanceDesk, row: TargetRow, index: number): Draft[] {
  const { account, symbol, held, trade, outcome } = row;
  const view = book.instrument(symbol);
  if (outcome !== 'TRADE' || held === null || trade === null || view === undefined) return [];
  return splitTrade(held, trade, view.lot / QUANTITY_ONE).map(({ side, shares }, part) => ({
    ...EMPTY,
    ...{ clOrdId: `R-${index + 1}${part === 0 ? '' : '-OPEN'}`, account, symbol, side },
    orderQty: formatDecimal(toScaled(shares), QUANTITY_PLACES),
  }));
}

/** The plan's own desk as a basket needs it. */
function basketOf(state: RebalanceDesk): BasketBook {
  const plan = state.currentPlan();
  const now = state.now();
  const tick = state.timeline.tick();
  const held = new Map<Ticket, SendFacts>();
  return {
    tick,
    decide: (ticket) => state.validator.decide(ticket, plan, now, 'whatif' as DecisionId, tick),
    isReducing: (ticket) => state.validator.isReducing(ticket, plan, now, tick),
    hold: (ticket, decision) => {
      const facts = sendFactsOf(decision, tick);
      state.reserve(ticket, facts);
      held.set(ticket, facts);
    },
    release: (ticket) => {
      const facts = held.get(ticket);
      if (facts !== undefined) state.takeBack(ticket, facts);
      held.delete(ticket);
    },
  };
}
