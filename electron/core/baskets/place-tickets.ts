import type { BasketMode } from '#shared/domain/basket.ts';
import { isDenied, type Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

/** A ticket of a basket, decided. */
export interface Placed {
  /** In the order given. */
  readonly index: number;
  readonly ticket: Ticket;
  readonly decision: Decision;
}

/** The desk as a basket needs it: what is held here is taken back before anything else is decided. */
export interface BasketBook {
  decide(ticket: Ticket): Decision;
  isReducing(ticket: Ticket): boolean;
  hold(ticket: Ticket): void;
  release(ticket: Ticket): void;
}

/**
 * Decides the tickets of a basket in the safe order: those that reduce a position first, judged as the basket
 * proceeds, then the rest, each in the order given. Afterwards the book holds every allowed ticket when sequential,
 * nothing when independent, and every ticket that can be held when net.
 */
export function placeTickets(tickets: readonly Ticket[], mode: BasketMode, book: BasketBook): Placed[] {
  if (mode === 'net') return placeNet(tickets, book);
  const decide = ({ index, ticket }: Waiting): Placed => {
    const decision = book.decide(ticket);
    if (mode === 'sequential' && !isDenied(decision.verdict)) book.hold(ticket);
    return { index, ticket, decision };
  };
  return inSafeOrder(tickets, book, decide);
}

function placeNet(tickets: readonly Ticket[], book: BasketBook): Placed[] {
  const held = inSafeOrder(tickets, book, (waiting) => {
    if (canBeHeld(waiting.ticket)) book.hold(waiting.ticket);
    return waiting;
  });
  return held.map(({ index, ticket }) => ({ index, ticket, decision: decideAmongOthers(ticket, book) }));
}

/** The decision about a ticket that is held, on the book that holds all the others. */
export function decideAmongOthers(ticket: Ticket, book: BasketBook): Decision {
  if (!canBeHeld(ticket)) return book.decide(ticket);
  book.release(ticket);
  try {
    return book.decide(ticket);
  } finally {
    book.hold(ticket);
  }
}

/** A ticket that cannot be read has no quantity to hold. */
export const canBeHeld = ({ orderQty, defects }: Ticket): boolean => orderQty > 0 && defects.length === 0;

interface Waiting {
  readonly index: number;
  readonly ticket: Ticket;
}

/** Reducing only shrinks while the basket proceeds, so that one look at each ticket is enough. */
function inSafeOrder<T>(tickets: readonly Ticket[], book: BasketBook, place: (waiting: Waiting) => T): T[] {
  const placed: T[] = [];
  const rest: Waiting[] = [];
  for (const [index, ticket] of tickets.entries()) {
    if (book.isReducing(ticket)) placed.push(place({ index, ticket }));
    else rest.push({ index, ticket });
  }
  for (const waiting of rest) placed.push(place(waiting));
  return placed;
}
