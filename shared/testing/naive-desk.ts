import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { FxRate, Price, Quantity } from '#shared/domain/decimal.ts';
import type { Decision, MissingInput, Outcome } from '#shared/domain/decision.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { AccountId, Currency, EpochMs, LimitId, SymbolId } from '#shared/domain/ids.ts';
import type { FactorLoading, Quote } from '#shared/domain/market-data.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { Limit, ScopeLevel } from '#shared/domain/limit.ts';
import type {
  Account,
  DeskClock,
  Instrument,
  Locate,
  Position,
  Restriction,
  TradingState,
} from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

export interface WorkingTicket {
  readonly ticket: Ticket;
  readonly leavesQty: Quantity;
}

/** What the fills of one trader's or one strategy's own tickets have built, signed. */
export interface BuiltPosition {
  readonly level: 'TRADER' | 'STRATEGY';
  readonly key: string;
  readonly account: AccountId;
  readonly symbol: SymbolId;
  readonly quantity: Quantity;
}

export interface NaiveBar {
  readonly symbol: SymbolId;
  /** YYYYMMDD. */
  readonly date: number;
  readonly close: Price | null;
  readonly volume: Quantity | null;
}

export interface NaiveState {
  readonly level: ScopeLevel;
  readonly key: string;
  readonly state: TradingState;
}

/** A message that went to the venue, oldest first; day and notional (minor units) are those of its decision. */
export interface NaiveSend {
  readonly kind: 'SEND' | 'CANCEL';
  /** Microseconds on the desk's timeline. */
  readonly tick: number;
  readonly day: number;
  readonly ticket: Ticket;
  readonly notional: number | null;
}

export interface NaiveFill {
  readonly tick: number;
  readonly day: number;
  readonly ticket: Ticket;
  readonly quantity: Quantity;
}

export interface NaiveThrottle extends Pick<Ticket, 'strategy' | 'symbol' | 'side'> {
  readonly limitId: LimitId;
}

/** All that a decision may depend on, as plain immutable data. Bars are in no particular order. */
export interface NaiveDesk {
  /** What losses are measured from. */
  readonly navMarks: readonly NavMarks[];
  readonly baseCurrency: Currency;
  readonly clock: DeskClock;
  readonly instruments: readonly Instrument[];
  readonly accounts: readonly Account[];
  readonly positions: readonly Position[];
  readonly working: readonly WorkingTicket[];
  readonly built: readonly BuiltPosition[];
  /** The latest mark of each symbol that has one. */
  readonly marks: readonly { readonly symbol: SymbolId; readonly price: Price; readonly at: EpochMs }[];
  /** Base currency per unit; the base currency itself needs none. */
  readonly fx: readonly { readonly currency: Currency; readonly rate: FxRate }[];
  readonly bars: readonly NaiveBar[];
  /** Each symbol and instant once; the marks above are given, whatever the quotes say. */
  readonly quotes: readonly Quote[];
  readonly loadings: readonly FactorLoading[];
  readonly ladder: StressLadder;
  readonly limits: readonly Limit[];
  readonly restrictions: readonly Restriction[];
  readonly states: readonly NaiveState[];
  /** null: the desk keeps no list, any name is known. */
  readonly knownTraders: readonly string[] | null;
  readonly knownStrategies: readonly string[] | null;
  /** Now on the desk's timeline, microseconds. */
  readonly tick: number;
  /** In the order they happened. */
  readonly messages: readonly NaiveSend[];
  readonly fills: readonly NaiveFill[];
  readonly throttles: readonly NaiveThrottle[];
  readonly locates: readonly Locate[];
  readonly calendars: readonly SessionCalendar[];
}

type ComparedField =
  | 'code'
  | 'status'
  | 'scope'
  | 'limitId'
  | 'limitVersion'
  | 'group'
  | 'before'
  | 'after'
  | 'soft'
  | 'hard'
  | 'unit'
  | 'utilisation'
  | 'exempt'
  | 'notApplicable'
  | 'missing';

export interface NaiveOutcome extends Pick<Outcome, ComparedField> {
  /** Every input found missing; `missing` is the first. Which one is named first is not prescribed. */
  readonly allMissing: readonly MissingInput[];
  /** Symbols whose missing returns were replaced by the index's. */
  readonly proxied: readonly string[];
  /** A statistic so near to a threshold that another order of float operations may fall on its other side. */
  readonly nearTie: boolean;
  /** How far two correct computations of `after` may lie apart because of cancellation; 0 where exact. */
  readonly noise: number;
  /** `after` as an exact decimal text, rounded down to 8 places where it has more; null for a statistic. */
  readonly afterText: string | null;
}

/** The part of a decision that follows from the catalogue alone. */
export interface NaiveDecision extends Pick<Decision, 'verdict' | 'notional' | 'reducing' | 'deskClock'> {
  readonly outcomes: readonly NaiveOutcome[];
}
