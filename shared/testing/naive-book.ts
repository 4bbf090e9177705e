import { QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { MissingInput } from '#shared/domain/decision.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { Scope } from '#shared/domain/limit.ts';
import type { Side, Ticket } from '#shared/domain/ticket.ts';
import type { NaiveDesk } from './naive-desk.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { hasQuantity } from './naive-question.ts';
import { Rational } from './rational.ts';

/** One symbol of a scope's book, in shares: filled, working to buy, working to sell (both unsigned). */
export interface Holding {
  readonly symbol: SymbolId;
  readonly q: Rational;
  readonly wb: Rational;
  readonly ws: Rational;
}

/** Filled up with every buy: the largest the position can become. */
export const wcLong = ({ q, wb }: Holding): Rational => q.plus(wb);
/** Filled up with every sell: the smallest the position can become. */
export const wcShort = ({ q, ws }: Holding): Rational => q.minus(ws);

const shares = (quantity: number): Rational => Rational.scaled(quantity, QUANTITY_PLACES);

/** Ids of the accounts whose positions and cash a scope looks at: all, a desk's, or one. */
export function accountsOf({ desk, ticket }: Pick<NaiveQuestion, 'desk' | 'ticket'>, scope: Scope): string[] {
  const ids = desk.accounts
    .filter((row) => scope.level === 'FIRM' || (scope.level === 'DESK' && row.desk === scope.key))
    .map((row): string => row.account);
  if (scope.level === 'FIRM' || scope.level === 'DESK') return ids;
  return [scope.level === 'ACCOUNT' ? scope.key : ticket.account];
}

function addUp(
  desk: NaiveDesk,
  filled: readonly { readonly symbol: SymbolId; readonly quantity: number }[],
  isCounted: (ticket: Ticket) => boolean,
): Holding[] {
  const counted = desk.working.filter((row) => isCounted(row.ticket));
  const left = (symbol: SymbolId, isOnSide: (side: Side) => boolean) =>
    counted
      .filter((row) => row.ticket.symbol === symbol && isOnSide(row.ticket.side))
      .reduce((sum, row) => sum.plus(shares(row.leavesQty)), Rational.ZERO);
  const symbols = new Set([...filled, ...counted.map((row) => row.ticket)].map((row) => row.symbol));
  return [...symbols]
    .map((symbol) => ({
      symbol,
      q: filled
        .filter((row) => row.symbol === symbol)
        .reduce((sum, row) => sum.plus(shares(row.quantity)), Rational.ZERO),
      wb: left(symbol, (side) => side === 'BUY'),
      ws: left(symbol, (side) => side !== 'BUY'),
    }))
    .filter(({ q, wb, ws }) => q.num !== 0n || wb.num !== 0n || ws.num !== 0n);
}

/**
 * The scope's book without the ticket, symbols that hold and await nothing left out. TRADER and STRATEGY count what
 * their own tickets built and have working, in all accounts; the other scopes count accounts.
 */
export function bookOf(question: Pick<NaiveQuestion, 'desk' | 'ticket'>, scope: Scope): Holding[] {
  const { desk } = question;
  if (scope.level === 'TRADER' || scope.level === 'STRATEGY') {
    const field = scope.level === 'TRADER' ? 'trader' : 'strategy';
    const built = desk.built.filter((row) => row.level === scope.level && row.key === scope.key);
    return addUp(desk, built, (ticket) => ticket[field] === scope.key);
  }
  const accounts = accountsOf(question, scope);
  const filled = desk.positions.filter((row) => accounts.includes(row.account));
  return addUp(desk, filled, (ticket) => accounts.includes(ticket.account));
}

/** The same book with the ticket working too: it adds to the working buys or sells of its symbol. */
export function withTicket(book: readonly Holding[], ticket: Ticket): Holding[] {
  const own = holdingOf(book, ticket.symbol);
  const n = shares(ticket.orderQty);
  const grown = ticket.side === 'BUY' ? { ...own, wb: own.wb.plus(n) } : { ...own, ws: own.ws.plus(n) };
  return [...book.filter((row) => row.symbol !== ticket.symbol), grown];
}

/** One symbol's holding, all zero when the book has none. */
export const holdingOf = (book: readonly Holding[], symbol: SymbolId): Holding =>
  book.find((row) => row.symbol === symbol) ?? {
    symbol,
    q: Rational.ZERO,
    wb: Rational.ZERO,
    ws: Rational.ZERO,
  };

/**
 * Whether the ticket can only bring its account's position towards zero, whatever else of the same side fills first.
 * q > 0 and a sell: WS + n <= q; q < 0 and a buy: WB + n <= |q|. A ticket that crosses zero is not reducing.
 */
export function isReducing(question: NaiveQuestion): boolean {
  const { ticket, instrument, account } = question;
  if (instrument === null || account === null || !hasQuantity(ticket)) return false;
  const book = bookOf(question, { level: 'ACCOUNT', key: ticket.account });
  const { q } = holdingOf(book, ticket.symbol);
  const after = holdingOf(withTicket(book, ticket), ticket.symbol);
  return ticket.side === 'BUY'
    ? q.num < 0n && after.wb.compare(q.abs()) <= 0
    : q.num > 0n && after.ws.compare(q) <= 0;
}

/** Inputs found missing on the way to a number; a number reached with any of them is not used. */
export type Gaps = MissingInput[];
