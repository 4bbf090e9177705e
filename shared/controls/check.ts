import type { AccountId, EpochMs } from '#shared/domain/ids.ts';
import type { ScopeLevel } from '#shared/domain/limit.ts';
import type { RestrictionMode, TradingState } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { BookView, InstrumentView } from './views.ts';

export interface RestrictionHit {
  readonly mode: RestrictionMode;
  readonly reason: string;
  readonly subject: string;
}

export interface StateHit {
  readonly level: string;
  readonly key: string;
  readonly state: TradingState;
}

/** One ticket against the desk: everything the controls may read, gathered once before they run. */
export interface Check {
  /** Counts checks, so that a buffer shared by several limits knows whose numbers it holds. */
  readonly epoch: number;
  readonly ticket: Ticket;
  /** +1 buys, -1 sells. */
  readonly direction: 1 | -1;
  /** Scaled quantity of the ticket; 0 when it could not be read. */
  readonly n: number;
  /** Scaled lot size; quantities on the ticket's grid are its multiples. */
  readonly lot: number;
  readonly clock: EpochMs;
  /** Calendar date of the desk clock, YYYYMMDD. */
  readonly today: number;
  /** null: the symbol or account is not known. */
  readonly instrument: InstrumentView | null;
  readonly account: { readonly account: AccountId; readonly desk: string } | null;
  readonly traderKnown: boolean;
  readonly strategyKnown: boolean;
  /** The book a level counts; group levels count the ticket's account. */
  book(level: ScopeLevel): BookView;
  /** The ticket's account's book. */
  readonly own: BookView;
  /** Largest quantity (scaled) that only reduces the account's position; 0 when nothing does. */
  readonly reducingUpTo: number;
  readonly restrictions: readonly RestrictionHit[];
  /** The states that apply and are not ACTIVE. */
  readonly states: readonly StateHit[];
  /** Codes that deny by default need at least one live limit of; those the ticket lacks. */
  readonly unlimited: readonly string[];
}

/** NAV level of a scope: FIRM, DESK and ACCOUNT have their own, every other level uses the ticket's account. */
export function navOf(check: Check, level: ScopeLevel): number | null {
  return level === 'FIRM' || level === 'DESK' ? check.book(level).nav : check.own.nav;
}
