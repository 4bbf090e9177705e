import type { Alert, AlertFilter, AlertId } from '#shared/domain/alert.ts';
import type { AlertDelivery } from '#shared/contract/procedures/alerts.ts';
import type { AlertRule } from '#shared/domain/alert-rule.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { BarState } from '#shared/domain/bar-ruling.ts';
import type { User } from '#shared/domain/authority.ts';
import type { Decision, Verdict } from '#shared/domain/decision.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type {
  AccountId,
  ClOrdId,
  DecisionId,
  EpochMs,
  ExecId,
  IsoDate,
  SymbolId,
} from '#shared/domain/ids.ts';
import type { ImportProfile } from '#shared/domain/import-choices.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Override } from '#shared/domain/override.ts';
import type { Rearm, StateLevel } from '#shared/domain/trading-state.ts';
import type {
  Account,
  Instrument,
  Locate,
  Position,
  Restriction,
  TradingState,
} from '#shared/domain/reference.ts';
import type { SentOrder, Ticket, TicketState } from '#shared/domain/ticket.ts';
import type { FxQuote } from '#shared/domain/reference.ts';
import type { DecisionBody } from '../audit/record-body.ts';
import type { DayOrders } from '../activity/activity.ts';
import type { FactorLoading } from '#shared/domain/market-data.ts';
import type { SuspiciousBar } from '../imports/suspicious-bars.ts';
import type { QuoteSummary } from '../marketdata/symbol-quotes.ts';
import type { AuditLog } from './audit-log.ts';
import type { BasketPlace } from './journal.ts';

/** A sent ticket with quantity left, as the store knows it. */
export interface WorkingTicket {
  readonly ticket: Ticket;
  readonly leavesQty: Quantity;
  readonly cumQty: Quantity;
  /** The session it was sent in: UTC date of the desk clock then, YYYYMMDD. */
  readonly sentOn: number;
}

/** A recorded fill, and the ticket that holds its quantity now: the one filled, or the last that replaced it. */
export interface StoredExecution {
  readonly execId: ExecId;
  readonly clOrdId: ClOrdId;
  readonly lastQty: Quantity;
  readonly lastPx: Price;
  /** Minor units of the base currency. */
  readonly cashChange: number;
  readonly isBusted: boolean;
  readonly holder: WorkingTicket & { readonly state: TicketState };
}

/** Quantity that a trader's or strategy's own fills built, per account and symbol. */
export interface BuiltPosition {
  readonly level: 'TRADER' | 'STRATEGY';
  readonly key: string;
  readonly account: AccountId;
  readonly symbol: SymbolId;
  readonly quantity: Quantity;
}

/**
 * Bars in columns, sorted by symbol, then date. One row i: symbols[symbolIndex[i]], dates[i] as YYYYMMDD,
 * closes[i] scaled price or NaN when missing, volumes[i] scaled quantity or NaN when missing.
 */
export interface BarColumns {
  readonly symbols: readonly SymbolId[];
  readonly symbolIndex: Int32Array;
  readonly dates: Int32Array;
  readonly closes: Float64Array;
  readonly volumes: Float64Array;
}

/** A decided ticket for the blotter, newest first by seq. */
export interface StoredDecision {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly ticket: Ticket;
  readonly decisionId: DecisionId;
  readonly verdict: Verdict;
  readonly maxQty: number | null;
  readonly bindingCode: string | null;
  readonly bindingLimitId: string | null;
  readonly notional: number | null;
  readonly evalMicros: number;
  readonly state: TicketState | null;
  readonly cumQty: Quantity;
  readonly leavesQty: Quantity;
}

/** The audit record of a decision. */
export interface StoredRecord {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly body: DecisionBody;
}

export interface StoredState {
  readonly level: StateLevel;
  readonly key: string;
  readonly state: TradingState;
  readonly reason: string;
  readonly actor: string;
  readonly at: EpochMs;
}

/** A user with how the password is proven; null: the user has none. */
export interface StoredUser {
  readonly user: User;
  readonly password: string | null;
}

export interface ResolvedSend {
  readonly bodyHash: string;
  readonly ticket: Ticket;
  readonly decision: Decision;
  readonly sent: boolean;
  readonly basket: BasketPlace | null;
}

/** A message that went to the venue, and its ticket. */
export interface StoredMessage {
  readonly kind: 'SEND' | 'CANCEL';
  readonly tick: number;
  readonly ticket: SentOrder;
}

/** A fill that stands, with the position and its average price before it. Scaled. */
export interface DayFill {
  readonly account: string;
  readonly symbol: string;
  /** +1 bought, -1 sold. */
  readonly direction: 1 | -1;
  readonly lastQty: number;
  readonly lastPx: number;
  readonly positionBefore: number;
  readonly avgBefore: number | null;
}

/** A fill of a strategy's ticket. */
export interface StoredFill extends Pick<Ticket, 'strategy' | 'symbol' | 'side'> {
  readonly tick: number;
}

/** A suspicious bar and what was decided about it, by whom, when and why; null while it is OPEN. */
export interface FlaggedBar extends Omit<SuspiciousBar, 'kept'> {
  readonly state: BarState;
  readonly by: string | null;
  readonly at: number | null;
  readonly reason: string | null;
}

/** A strategy that a limit throttled in a symbol and side. */
export interface Throttle extends Pick<Ticket, 'symbol' | 'side'> {
  readonly strategy: string;
  readonly limitId: string;
  readonly seq: number;
}

/** Short sales of one account and symbol that were filled on one day, scaled quantity. */
export interface ShortFilled extends Pick<Ticket, 'account' | 'symbol'> {
  readonly quantity: number;
}

/** A version of a limit with what became of it, by whom and why; null where that has not happened. */
export interface LimitVersion {
  readonly limit: Limit;
  /** When it was written. */
  readonly at: number;
  readonly approvedAt: number | null;
  readonly approvalReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
}

/** The stress level as last set, and what one officer wants to lower it to. */
export interface StressLevel {
  readonly level: number | null;
  readonly proposal: { readonly level: number; readonly by: string } | null;
}

/** Range reads of the desk, on a read-only connection. No call happens during a ticket check. */
export interface DeskReader extends AuditLog {
  instruments(): Instrument[];
  accounts(): Account[];
  positions(): Position[];
  /** Of one position; null when it is not known, or nothing is held. */
  averagePrice(account: string, symbol: string): Price | null;
  builtPositions(): BuiltPosition[];
  fx(): FxQuote[];
  /** Newest first, at most `count`; `open`: only those that nobody has decided on. */
  suspiciousBars(of: { open: boolean; count: number }): FlaggedBar[];
  suspiciousBarCount(open: boolean): number;
  /** What was decided about a bar of a date (YYYYMMDD); null: nothing is suspicious about it. */
  barState(symbol: string, date: number): BarState | null;
  /** The newest record among the rulings on bars in force; 0: none is. */
  barRulings(): number;
  /** The quotes of every instrument known by `until`, their days as far back as a desk clock at `clock` needs. */
  quoteSummaries(until: EpochMs, clock: EpochMs): QuoteSummary[];
  factorLoadings(): FactorLoading[];
  restrictions(): Restriction[];
  states(): { level: string; key: string; state: TradingState }[];
  /** Those that are not ACTIVE, with who set them and why. */
  stateRows(): StoredState[];
  /** The record that set the state of a level and key last; 0 when none did. */
  stateSeq(level: string, key: string): number;
  /** Requests to re-arm that were not approved and have not expired, oldest first. */
  rearms(now: EpochMs): Rearm[];
  /** By name. */
  users(): StoredUser[];
  /** Newest first. */
  overrides(limit: number): Override[];
  override(overrideId: string): Override | null;
  /** Requests that nobody has decided on and that have not expired. */
  openOverrides(now: EpochMs): number;
  /** Every version that is ACTIVE, and the newest version of the others when `all`. */
  limits(options: { all: boolean }): Limit[];
  /** The ACTIVE and PROPOSED versions of one limit, oldest first, and the number of its newest of all, 0 for none. */
  limitStanding(limitId: string): { versions: Limit[]; newest: number };
  /** The versions of one limit, newest first, at most 1,000; ordered by limit without an id: at most `count`. */
  limitVersions(of: { limitId: string } | { after: string; count: number }): LimitVersion[];
  /** Versions that wait for a second officer: proposals, and what one tightened alone. At most `count`. */
  waitingLimits(count: number): LimitVersion[];
  /** The number of each limit's newest version. */
  newestVersions(): [limitId: string, version: number][];
  /** Proposals that wait, as limits; without a bound, for the comparison with a file. */
  proposedLimits(): Limit[];
  /** Whether any version of any limit was ever in force: only before that is a set the initial one. */
  hadLimits(): boolean;
  stress(): StressLevel;
  workingTickets(): WorkingTicket[];
  locates(): Locate[];
  /** Tick of the newest decision, cancel or fill; 0 before any. */
  lastTick(): number;
  /** The newest messages with a tick above `after`, at most `most`, oldest first. */
  messages(after: number, most: number): StoredMessage[];
  /** The newest fills of strategies above `after`, since they were last enabled, at most `most`, oldest first. */
  fills(after: number, most: number): StoredFill[];
  /** What was sent on a day (YYYYMMDD of the desk clock), by account, trader and strategy. */
  ordersOn(day: number): DayOrders[];
  shortFilledOn(day: number): ShortFilled[];
  /** Fills of a day of the desk clock that were not taken back, in their order. */
  fillsOn(day: number): DayFill[];
  throttles(): Throttle[];
  /** The last `sessions` distinct bar dates of `index` up to and including `asOf` (YYYYMMDD), ascending. */
  calendar(index: SymbolId, asOf: number, sessions: number): Int32Array;
  /** Distinct bar dates of any symbol; the newest is the last imported session. null when there are no bars. */
  lastSession(): number | null;
  /** Close and volume of an excluded bar are missing, as in `bars`; its date stays. */
  barsBetween(fromDate: number, toDate: number): BarColumns;
  bars(symbol: SymbolId, sessions: number): { date: IsoDate; close: Price | null; volume: Quantity | null }[];
  barCount(): number;
  /** The newest record that changed bars, by an import or a ruling; 0: none did. */
  newestBarChange(): number;
  /** From which date on (YYYYMMDD) records after one changed bars; null: none did. */
  firstBarChanged(after: number): number | null;
  decisions(options: { limit: number; before?: number }): StoredDecision[];
  /** Decisions made since an instant, newest first, at most `count`, each with its outcomes. */
  recentDecisions(since: number, count: number): Iterable<{ decision: Decision; at: number }>;
  decisionRecord(decisionId: DecisionId): StoredRecord | null;
  stored(clOrdId: ClOrdId): StoredDecision | null;
  send(idempotencyKey: string): ResolvedSend | null;
  execution(execId: string): StoredExecution | null;
  /** Whether a ticket of that ClOrdID was ever sent or denied. */
  hasTicket(clOrdId: string): boolean;
  /** Content id of the last accepted import, '' before any. */
  lastImport(): { importId: string; contentId: string; seq: number } | null;
  hasContent(contentId: string): boolean;
  /** What losses are measured from, of the firm, its desks and accounts. */
  navMarks(): NavMarks[];
  /** By name. */
  importProfiles(): ImportProfile[];
  /**
   * Alerts before an id, newest first, at most `limit`. The text is looked for in a bounded number of them: `next` is where
   * to go on, null after the oldest.
   */
  alerts(of: AlertFilter & { before: number | null; limit: number }): {
    rows: Alert[];
    next: AlertId | null;
  };
  /** Those that are not resolved, oldest first. */
  openAlerts(): Alert[];
  /** What of an alert was put into the outbox, newest first, at most 100, among its newest 5,000 entries. */
  deliveries(alertId: number): AlertDelivery[];
  /** 0 before any. */
  lastAlertId(): number;
  /** Those that were saved, by id. */
  alertRules(): AlertRule[];
  lastSeq(): number;
  /** Statements that were run so far. */
  statements(): number;
  close(): void;
}
