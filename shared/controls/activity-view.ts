import type { Ticket } from '#shared/domain/ticket.ts';

/**
 * What one scope sent lately, on the desk's timeline of ticks: microseconds that never go back. A message is inside a
 * window of `w` at tick `t` while its own tick is above `t - w`. Nothing here allocates.
 */
export interface ScopeActivityView {
  /** Messages to the venue (sends, cancels, replaces) with a tick above `after`; at least so many when there are more than are held. */
  messagesAfter(after: number): number;
  /** Tick of the `place`-th newest message, 0 the newest; NaN where none is held. */
  messageTick(place: number): number;
  /** Tickets sent on the desk clock's date `day` (YYYYMMDD). */
  ordersOn(day: number): number;
  /** Sum of their notionals, minor units; NaN when one of them is not known. */
  notionalOn(day: number): number;
  /** Tickets that work: sent, and neither filled nor cancelled. */
  readonly working: number;
}

/** A ticket that was sent, when, and for which desk. */
export interface SentTicket {
  readonly tick: number;
  readonly ticket: Ticket;
  readonly desk: string;
}

/** The tickets that were sent in one symbol and side, newest first. */
export interface RecentSends {
  readonly size: number;
  at(place: number): SentTicket;
  /** Tick of the newest one that was let go to make room; -Infinity: none. What is older is not known. */
  readonly lostUpTo: number;
}

/** The working order of one side of a symbol that is the easiest to trade with; null when none works. */
export interface WorkingSide {
  readonly best: Ticket | null;
}

/** Fills in a row of one strategy in one symbol and side, broken by a fill on the other side. */
export interface ExecutionRun {
  /** Fills of the run with a tick above `after`. */
  fillsAfter(after: number): number;
  /** Tick of the `place`-th newest fill of the run, 0 the newest; NaN where none is held. */
  fillTick(place: number): number;
  /** Whether that limit throttled it and no officer has enabled it again. */
  isThrottled(limitId: string): boolean;
}

/** What phase of its day a market is in. CLOSING is the time before the close in which nothing more joins the closing auction. */
export const SESSION_PHASES = ['CLOSED', 'PRE_OPEN', 'OPEN', 'CLOSING'] as const;
export type SessionPhase = (typeof SESSION_PHASES)[number];

/** A market's day as the check reads it. */
export interface SessionView {
  readonly name: string;
  /** The phase at the check's clock; null: the calendar does not cover that date. */
  readonly phase: SessionPhase | null;
  /** What the phase admits of the ticket: '' when it does, else the reason in words. */
  refusal(phase: SessionPhase, ticket: Ticket): string;
}
