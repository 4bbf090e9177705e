import type { AccountId, EpochMs } from '#shared/domain/ids.ts';
import type { ScopeLevel } from '#shared/domain/limit.ts';
import type { RestrictionMode, TradingState } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type {
  ExecutionRun,
  RecentSends,
  ScopeActivityView,
  SessionView,
  WorkingSide,
} from './activity-view.ts';
import type { MarginRates } from './margin.ts';
import type { SymbolLine } from './symbol-line.ts';
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

/** The levels that have a book of their own; a limit names one by its place here. */
export const BOOK_LEVELS = ['FIRM', 'DESK', 'ACCOUNT', 'TRADER', 'STRATEGY'] as const;
export const OWN_BOOK = BOOK_LEVELS.indexOf('ACCOUNT');

/** The place of the book that a level counts; SYMBOL, SECTOR and the like count the ticket's account. */
export function bookPlaceOf(level: ScopeLevel): number {
  const place = (BOOK_LEVELS as readonly string[]).indexOf(level);
  return place < 0 ? OWN_BOOK : place;
}

/** The place of the book whose NAV a level compares with: FIRM, DESK and ACCOUNT their own, others the ticket's account. */
export const navPlaceOf = (level: ScopeLevel): number => Math.min(bookPlaceOf(level), OWN_BOOK);

/** One ticket against the desk: everything the controls may read, gathered once before they run. */
export interface Check {
  /** Counts checks, so that a buffer shared by several limits knows whose numbers it holds. */
  readonly epoch: number;
  readonly ticket: Ticket;
  /** +1 buys, -1 sells. */
  readonly direction: 1 | -1;
  /** Scaled quantity of the ticket; 0 when it could not be read. */
  readonly n: number;
  /** Scaled quantity that is measured now: 0, n, or another that is tried. */
  readonly quantity: number;
  /** Scaled lot size; quantities on the ticket's grid are its multiples. */
  readonly lot: number;
  readonly clock: EpochMs;
  /** Marks up to this instant are of an unknown age; null: none is. */
  readonly staleUpTo: EpochMs | null;
  /** Calendar date of the desk clock, YYYYMMDD. */
  readonly today: number;
  /** When, on the desk's timeline: microseconds that never go back, not even across restarts. */
  readonly tick: number;
  /** Symbol and account are known and the quantity is positive: no control lacks its first inputs. */
  readonly isComplete: boolean;
  /** The symbol is known and has a unit value. */
  readonly isMarked: boolean;
  /** null: the symbol or account is not known. */
  readonly instrument: InstrumentView | null;
  readonly account: { readonly account: AccountId; readonly desk: string } | null;
  /** Margin rates of the ticket's account. */
  readonly margin: MarginRates;
  readonly traderKnown: boolean;
  readonly strategyKnown: boolean;
  /** The book at a place of BOOK_LEVELS. */
  book(place: number): BookView;
  /** The ticket's symbol in that book with `quantity` of the ticket added. The instrument must be known. */
  line(place: number): SymbolLine;
  /** The same without the ticket. */
  lineBefore(place: number): SymbolLine;
  /** Largest quantity (scaled) that only reduces the account's position; 0 when nothing does. */
  readonly reducingUpTo: number;
  readonly restrictions: readonly RestrictionHit[];
  /** The states that apply and are not ACTIVE. */
  readonly states: readonly StateHit[];
  /** Codes that deny by default need at least one live limit of; those the ticket lacks. */
  readonly unlimited: readonly string[];
  /** What the scope at a place of BOOK_LEVELS sent lately. */
  scope(place: number): ScopeActivityView;
  /** Sent lately in the ticket's symbol and side. */
  readonly sends: RecentSends;
  /** The firm's working orders in the ticket's symbol on the other side. */
  readonly opposite: WorkingSide;
  /** Fills in a row of the ticket's strategy in its symbol and side; null without a strategy. */
  readonly run: ExecutionRun | null;
  /** Scaled quantity that is located for the ticket's account and symbol and not used. */
  readonly locateLeft: number;
  /** The session of the instrument's exchange, or of `fallback` when it names none; null: no calendar has that name. */
  session(fallback: string): SessionView | null;
}
