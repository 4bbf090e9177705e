import { QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Status } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { bookOf, holdingOf, wcShort, withTicket } from './naive-book.ts';
import { clockDate, hasQuantity, type NaiveQuestion } from './naive-question.ts';
import { Rational } from './rational.ts';

/** Whether a buy and a sell of one symbol may trade with each other: without a limit at any price. */
function mayMeet(buy: Ticket, sell: Ticket): boolean {
  const limitOf = ({ ordType, price }: Ticket) =>
    ordType.endsWith('LIMIT') && price !== null && price > 0 ? price : null;
  const [bid, ask] = [limitOf(buy), limitOf(sell)];
  return bid === null || ask === null || bid >= ask;
}

/** SELF_MATCH: any working order of the firm on the other side that the ticket may trade with. */
export function matchStatus({ desk, ticket }: NaiveQuestion): Status {
  const isBuy = ticket.side === 'BUY';
  const meets = desk.working
    .map((row) => row.ticket)
    .filter((row) => row.symbol === ticket.symbol && (row.side === 'BUY') !== isBuy)
    .some((row) => (isBuy ? mayMeet(ticket, row) : mayMeet(row, ticket)));
  return meets ? 'BLOCK' : 'PASS';
}

const shares = (quantity: number): Rational => Rational.scaled(quantity, QUANTITY_PLACES);
const total = (quantities: readonly number[]): Rational =>
  quantities.reduce((sum, quantity) => sum.plus(shares(quantity)), Rational.ZERO);

/** What is located for the account in the symbol, less what works short and what was filled short today. */
function locateLeft({ desk, ticket }: NaiveQuestion): Rational {
  const today = clockDate(desk);
  const isShortHere = (other: Ticket) =>
    other.side === 'SELL_SHORT' && other.account === ticket.account && other.symbol === ticket.symbol;
  const located = desk.locates
    .filter((row) => row.account === ticket.account && row.symbol === ticket.symbol)
    .filter((row) => Number(row.expires.replaceAll('-', '')) >= today);
  const working = desk.working.filter((row) => isShortHere(row.ticket));
  const filled = desk.fills.filter((row) => isShortHere(row.ticket) && row.day === today);
  return total(located.map((row) => row.quantity))
    .minus(total(working.map((row) => row.leavesQty)))
    .minus(total(filled.map((row) => row.quantity)));
}

/** SHORT_SALE: a SELL leaves wcShort of the account at 0 or above, a SELL_SHORT has its whole quantity located. */
export function shortSaleStatus(question: NaiveQuestion): Status {
  const { ticket } = question;
  if (ticket.side === 'BUY') return 'PASS';
  if (!hasQuantity(ticket)) return 'BLOCK';
  if (ticket.side === 'SELL_SHORT')
    return locateLeft(question).compare(shares(ticket.orderQty)) >= 0 ? 'PASS' : 'BLOCK';
  const book = bookOf(question, { level: 'ACCOUNT', key: ticket.account });
  return wcShort(holdingOf(withTicket(book, ticket), ticket.symbol)).num >= 0n ? 'PASS' : 'BLOCK';
}
