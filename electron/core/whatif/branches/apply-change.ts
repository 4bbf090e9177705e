import type { Decision } from '#shared/domain/decision.ts';
import { MONEY_PLACES, parseDecimal } from '#shared/domain/decimal.ts';
import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import { sendFactsOf } from '../../activity/send-facts.ts';
import { workingOf } from '../../book/desk-book.ts';
import { toTicket } from '../../validation/to-ticket.ts';
import type { BranchDesk, Undo, Unmade } from './branch-desk.ts';
import type { BranchOptions } from './branch-report.ts';
import { shockPrices } from './shock-prices.ts';

type ChangeOf<K extends BranchChange['kind']> = Extract<BranchChange, { readonly kind: K }>;

export interface ApplyOptions {
  /** Place of the change in its branch. */
  readonly index: number;
  readonly options: BranchOptions;
  /** Takes what undoes the steps of the change, to be run in the reverse order. */
  readonly undo: (step: Undo) => void;
  /** Hears the decision about a ticket before it is in the book. */
  readonly onDecided: (ticket: Ticket, decision: Decision) => void;
}

/** Makes a change of a branch on the desk; what could not be made comes back. Nothing of it leaves the desk. */
export function applyChange(desk: BranchDesk, change: BranchChange, how: ApplyOptions): Unmade | null {
  switch (change.kind) {
    case 'SHOCK_SYMBOL':
    case 'SHOCK_SECTOR':
    case 'SHOCK_BY_BETA':
      return shockPrices(desk, change, how.options, how.undo);
    case 'ADD_TICKET':
      return addTicket(desk, change, how);
    case 'REMOVE_POSITION':
      return removePosition(desk, change, how.undo);
    case 'REMOVE_WORKING':
      return removeWorking(desk, change, how.undo);
    case 'SET_CASH':
      return setCash(desk, change, how.undo);
  }
}

function addTicket(
  desk: BranchDesk,
  { as, ticket: input }: ChangeOf<'ADD_TICKET'>,
  { index, undo, onDecided }: ApplyOptions,
): Unmade | null {
  const { book } = desk;
  const read = toTicket(input, { clOrdId: '' as ClOrdId, transactTime: desk.now() });
  // An id of its own: one that works already must not be taken for this ticket.
  const ticket = { ...read, clOrdId: `BRANCH ${index + 1}` as ClOrdId };
  const tick = desk.timeline.tick();
  const id = 'whatif' as DecisionId;
  const decision = desk.validator.decide(ticket, desk.currentPlan(), desk.now(), id, tick);
  onDecided(ticket, decision);
  const [defect] = ticket.defects;
  if (defect !== undefined) return { input: defect.field, detail: defect.value };
  if (!book.accounts.has(ticket.account)) return { input: 'account', detail: ticket.account };
  const view = book.instrument(ticket.symbol);
  if (view === undefined) return { input: 'symbol', detail: ticket.symbol };
  if (!(ticket.orderQty > 0 && book.canHold(ticket.symbol, view.price, ticket.orderQty)))
    return { input: 'orderQty', detail: ticket.symbol };
  if (as === 'FILLED') return fillTicket(desk, ticket, view, undo);
  const facts = sendFactsOf(decision, tick);
  desk.reserve(ticket, facts);
  undo(() => desk.takeBack(ticket, facts));
  return null;
}

function fillTicket(
  { book }: BranchDesk,
  ticket: Ticket,
  { unit, missing, instrument }: InstrumentView,
  undo: (step: Undo) => void,
): Unmade | null {
  if (unit === null) return { input: missing ?? 'price', detail: instrument.symbol };
  const filled = directionOf(ticket.side) * ticket.orderQty;
  const money = valueOf(filled, unit);
  const move = (sign: 1 | -1): void => {
    book.change(ticket, { filled: sign * filled, workingBuy: 0, workingSell: 0 });
    book.addCash(ticket.account, 0 - sign * money);
  };
  move(1);
  undo(() => move(-1));
  return null;
}

function removePosition(
  { book }: BranchDesk,
  { account, symbol }: ChangeOf<'REMOVE_POSITION'>,
  undo: (step: Undo) => void,
): Unmade | null {
  const view = book.instrument(symbol);
  if (view === undefined) return { input: 'symbol', detail: symbol };
  if (!book.accounts.has(account)) return { input: 'account', detail: account };
  const { quantity } = book.book('ACCOUNT', account).symbol(view.id);
  if (quantity === 0) return { input: 'position', detail: `${account} ${symbol}` };
  const move = (filled: number): void => book.addPosition(account, symbol, filled);
  move(0 - quantity);
  undo(() => move(quantity));
  return null;
}

function removeWorking(
  desk: BranchDesk,
  { clOrdId }: ChangeOf<'REMOVE_WORKING'>,
  undo: (step: Undo) => void,
): Unmade | null {
  const { book, ledger } = desk;
  const reservation = ledger.get(clOrdId);
  if (reservation === undefined) return { input: 'clOrdId', detail: clOrdId };
  const { ticket, leaves } = reservation;
  desk.end(reservation);
  undo(() => {
    ledger.restore(reservation);
    book.change(ticket, workingOf(ticket, leaves));
    book.activity.opened(ticket, leaves);
  });
  return null;
}

function setCash(
  { book }: BranchDesk,
  { account, cash }: ChangeOf<'SET_CASH'>,
  undo: (step: Undo) => void,
): Unmade | null {
  if (!book.accounts.has(account)) return { input: 'account', detail: account };
  const wanted = parseDecimal(cash, MONEY_PLACES);
  if (typeof wanted !== 'number') return { input: 'cash', detail: cash };
  const change = wanted - book.book('ACCOUNT', account).cash;
  book.addCash(account, change);
  undo(() => book.addCash(account, 0 - change));
  return null;
}
