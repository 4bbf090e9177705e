import type { Alert, AlertId, AlertStep } from '#shared/domain/alert.ts';
import type { AlertRule } from '#shared/domain/alert-rule.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { BarRuling, BarState } from '#shared/domain/bar-ruling.ts';
import type { User } from '#shared/domain/authority.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { FxRate, Price, Quantity } from '#shared/domain/decimal.ts';
import type { AccountId, ClOrdId, Currency, EpochMs, ExecId, LimitId } from '#shared/domain/ids.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import type { BasketMode } from '#shared/domain/basket.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Override, OverrideId, OverrideState } from '#shared/domain/override.ts';
import type { TradingState } from '#shared/domain/reference.ts';
import type { Side, Ticket } from '#shared/domain/ticket.ts';
import type { Rearm } from '#shared/domain/trading-state.ts';
import type { Result } from '#shared/errors/result.ts';

/** What a decision was made from, so that it can be made again. */
export interface DecisionInputs {
  readonly limitVersions: readonly (readonly [limitId: string, version: number])[];
  /**
   * Book version: the audit sequence of the last record whose commit the book had seen. It also held the
   * reservations of the sends between that record and the decision's own.
   */
  readonly bookSeq: number;
  /**
   * Market data version: id of the last accepted import. Marks and rates recorded since are records up to `bookSeq`.
   */
  readonly marketData: string;
  /**
   * Audit sequence of the newest record among the rulings on bars in force; absent: none was. With `marketData` it says
   * which bars were left out.
   */
  readonly barRulings?: number;
  /** Limits of `limitVersions` that follow a metric, with their factor in millionths then; absent: none does. */
  readonly tightened?: readonly (readonly [limitId: string, factor: number])[];
  /** Whether the desk clock was the machine's; absent from records of before there were live desks. */
  readonly live?: boolean;
  /** SHA-256 of the stress ladder; absent from records of before there was one. */
  readonly ladder?: string;
  /** Marks up to this instant counted as stale, because the clock had jumped; null: none. */
  readonly staleUpTo?: EpochMs | null;
  /**
   * The desk's timeline at the decision, microseconds. Its windows held every send and cancel recorded before the
   * decision, and every fill up to `bookSeq`. Absent in records of the first versions, which had no windows.
   */
  readonly tick?: number;
}

/** When something happened to an order. Absent in records of the first versions, which had no windows. */
interface OrderTime {
  /** The desk's timeline, microseconds. */
  readonly tick?: number;
}

/** Which override, and the hash of the ticket that it must have been granted for. */
export interface OverrideUse {
  readonly overrideId: OverrideId;
  readonly ticketHash: string;
}

interface RecordBase {
  readonly at: EpochMs;
  readonly actor: string;
}

/** The ticket that a replacement takes the place of, as it stood when the replacement was decided. */
export interface Replaced {
  readonly clOrdId: ClOrdId;
  /** Quantity it had left, released with the same record. */
  readonly released: Quantity;
  /** Quantity filled before, which the replacement's total includes (FIX 14). */
  readonly carried: Quantity;
}

/** A ticket's place in the basket that was decided as a whole. */
export interface BasketPlace {
  /** The key of the basket, or an id of its own when it was not sent. */
  readonly basket: string;
  /** Index in the order the tickets were decided in, and how many there were. */
  readonly place: number;
  readonly size: number;
  readonly mode: BasketMode;
  readonly allOrNone: boolean;
}

export interface DecisionRecord extends RecordBase {
  readonly kind: 'DECISION';
  readonly ticket: Ticket;
  readonly decision: Decision;
  readonly inputs: DecisionInputs;
  /** null: validated only. A SEND that was denied is `sent: false` and its ticket is DENIED. */
  readonly send: {
    readonly sent: boolean;
    readonly idempotencyKey: string;
    /** SHA-256 hex of the canonical ticket and acknowledgement. */
    readonly bodyHash: string;
    readonly acknowledgement: string | null;
  } | null;
  /** Of a replacement (FIX 35=G), denied or not: the decision is about what it leaves open, orderQty less `carried`. */
  readonly replaces?: Replaced;
  /** Which tickets its book held besides: see `BasketMode`. */
  readonly basket?: BasketPlace;
  /** The override that this decision consumes; absent: none. */
  readonly override?: OverrideUse;
}

export interface CancelRecord extends RecordBase, OrderTime {
  readonly kind: 'CANCEL';
  readonly clOrdId: ClOrdId;
  /** Quantity released. */
  readonly released: Quantity;
}

/** Tickets whose time in force ended, at most 500 of them. */
export interface ExpireRecord extends RecordBase {
  readonly kind: 'EXPIRE';
  readonly expired: readonly { readonly clOrdId: ClOrdId; readonly released: Quantity }[];
}

/** A fill taken back by the venue (FIX 150=H): everything it moved is moved back. */
export interface BustRecord extends RecordBase {
  readonly kind: 'BUST';
  readonly execId: ExecId;
  /** Ticket that holds the quantity now: the one that was filled, or the last that replaced it. */
  readonly workingAs: ClOrdId;
  /** Quantity that works again: all of the fill's, or 0 when the ticket is cancelled or expired. */
  readonly returned: Quantity;
  readonly reason: string;
}

export interface ExecutionRecord extends RecordBase, OrderTime {
  readonly kind: 'EXECUTION';
  readonly execId: ExecId;
  readonly clOrdId: ClOrdId;
  readonly account: AccountId;
  readonly symbol: string;
  /** +1 bought, -1 sold. */
  readonly direction: 1 | -1;
  readonly lastQty: Quantity;
  readonly lastPx: Price;
  /** Account cash after the fill minus before, minor units of the base currency. */
  readonly cashChange: number;
  /** When the venue traded, where it said so (FIX 60). */
  readonly transactTime?: EpochMs;
  /** The desk clock's date, YYYYMMDD: until its end a short sale's fill keeps its locate. */
  readonly day?: number;
  /** Limits of repeated execution that this fill reached: they throttle its strategy in its symbol and side from here on. */
  readonly throttledBy?: readonly string[];
}

/** An officer lets a throttled strategy trade again in a symbol and side. */
export interface EnableRecord extends RecordBase {
  readonly kind: 'ENABLE';
  readonly strategy: string;
  readonly symbol: string;
  readonly side: Side;
  readonly reason: string;
}

/** Cash put into or taken out of an account by hand. */
export interface CashRecord extends RecordBase {
  readonly kind: 'CASH';
  readonly account: AccountId;
  /** Minor units of the base currency, signed. */
  readonly cashChange: number;
  readonly reason: string;
}

/**
 * What happens to a version that is written. APPROVE: a proposal is in force (one that retires its limit is done), a
 * tightening is kept. END: it is RETIRED; a proposal was rejected, a version in force was replaced or taken back.
 */
export interface LimitStep {
  readonly limitId: LimitId;
  readonly version: number;
  readonly step: 'APPROVE' | 'END';
}

/** The stress level of the desk, 0 calm to 1, that dynamic limits may follow. */
export interface StressRecord extends RecordBase {
  readonly kind: 'STRESS';
  readonly before: number | null;
  readonly level: number | null;
  /** What one officer wants to lower it to, until another one agrees. */
  readonly proposal: { readonly level: number; readonly by: string } | null;
  readonly reason: string;
}

export interface LimitsRecord extends RecordBase {
  readonly kind: 'LIMITS';
  /** New versions; the versions they end are among the steps. */
  readonly limits: readonly Limit[];
  /** Applied after the new versions. Absent in records of before there were any: an ACTIVE version ended the one before. */
  readonly steps?: readonly LimitStep[];
  readonly reason: string;
}

export interface ImportRecord extends RecordBase {
  readonly kind: 'IMPORT';
  readonly importId: string;
  /** SQLite file with the staged rows; merged in the same transaction. */
  readonly stagingFile: string;
  /** SHA-256 of that file, hex: what is kept of it can be checked. Absent in records from before it was kept. */
  readonly stagingDigest?: string;
  /** Content id: SHA-256 of the staged content; the same content twice changes nothing. */
  readonly contentId: string;
  readonly rows: Readonly<Record<string, number>>;
  /** Limits that came with the files: written in the same transaction, or the import is not. */
  readonly limits: readonly Limit[];
  /** Currency of instruments that only a bar names; absent: that of most accounts, USD without any. */
  readonly baseCurrency?: string;
}

/** Quotes and trades that arrived while the desk ran: each newer than any of its symbol before. */
export interface MarksRecord extends RecordBase {
  readonly kind: 'MARKS';
  readonly quotes: readonly Quote[];
  /** Why a person set the price by hand, and what it was before. */
  readonly reason?: string;
  readonly before?: Price | null;
}

/** Suspicious bars accepted or excluded by a person; a bar may have been the other before. */
export interface BarsRecord extends RecordBase {
  readonly kind: 'BARS';
  readonly state: BarRuling;
  /** At least one; dates YYYYMMDD. */
  readonly bars: readonly { readonly symbol: string; readonly date: number; readonly before: BarState }[];
  readonly reason: string;
}

/** Exchange rates of one day, base currency per unit. */
export interface FxRecord extends RecordBase {
  readonly kind: 'FX';
  /** YYYYMMDD. */
  readonly date: number;
  readonly rates: readonly { readonly currency: Currency; readonly rate: FxRate }[];
}

/** An import profile saved, replaced, or deleted (choices null). */
export interface ProfileRecord extends RecordBase {
  readonly kind: 'PROFILE';
  readonly name: string;
  readonly choices: ImportChoices | null;
}

/** A sign-in or its failure. `user` is null where the name is not one of the desk: it may be a mistyped password. */
/** What losses are measured from, of the scopes where it changed. */
export interface NavRecord extends RecordBase {
  readonly kind: 'NAV';
  readonly rows: readonly NavMarks[];
}

export interface LoginRecord extends RecordBase {
  readonly kind: 'LOGIN';
  readonly origin: string;
  readonly outcome: 'SIGNED_IN' | 'SIGNED_OUT' | 'FAILED';
  readonly user: string | null;
}

/** A user made or changed. The password travels beside the record's body, which is all that the log keeps. */
export interface UserRecord extends RecordBase {
  readonly kind: 'USER';
  readonly before: User | null;
  readonly after: User;
  readonly passwordChanged: boolean;
  /** How the new password is proven; only when it changed. */
  readonly password?: string;
}

/** A trading state. A looser one names the request that another person made. */
export interface StateRecord extends RecordBase {
  readonly kind: 'STATE';
  readonly level: string;
  readonly key: string;
  readonly before: TradingState;
  readonly state: TradingState;
  readonly reason: string;
  readonly rearm: { readonly requestId: string; readonly requestedBy: string } | null;
}

/** One person's request for a looser state; a STATE record by another is its approval. */
export interface RearmRecord extends RecordBase {
  readonly kind: 'REARM';
  readonly rearm: Rearm;
}

/** An override requested (before null), granted or refused. Its use is in the DECISION that used it. */
export interface OverrideRecord extends RecordBase {
  readonly kind: 'OVERRIDE';
  readonly before: OverrideState | null;
  readonly after: Override;
}

/** Why an alert is to be delivered to people who are not at the screen. */
export type DeliveryReason = 'CRITICAL' | 'ESCALATED';

/**
 * Alerts as they are now. Written beside the log and not in it: the engine found them in what is on record. The receipt
 * is that of the record before.
 */
export interface AlertsRecord extends RecordBase {
  readonly kind: 'ALERTS';
  readonly alerts: readonly Alert[];
  readonly deliver: readonly { readonly alertId: AlertId; readonly reason: DeliveryReason }[];
}

/** What a person did to alerts that are stored, at most 1,000 of them. */
export interface AlertActRecord extends RecordBase {
  readonly kind: 'ALERT_ACT';
  readonly act: AlertStep;
  readonly alertIds: readonly AlertId[];
  readonly note: string;
}

/** A rule made (before null) or changed. */
export interface AlertRuleRecord extends RecordBase {
  readonly kind: 'ALERT_RULE';
  readonly before: AlertRule | null;
  readonly after: AlertRule;
}

export type JournalRecord =
  | DecisionRecord
  | CancelRecord
  | ExpireRecord
  | BustRecord
  | ExecutionRecord
  | EnableRecord
  | CashRecord
  | LimitsRecord
  | ImportRecord
  | MarksRecord
  | FxRecord
  | ProfileRecord
  | NavRecord
  | LoginRecord
  | UserRecord
  | StateRecord
  | RearmRecord
  | OverrideRecord
  | StressRecord
  | BarsRecord
  | AlertsRecord
  | AlertActRecord
  | AlertRuleRecord;

/** Where a record stands in the audit log once it is on disk. */
export interface JournalReceipt {
  readonly seq: number;
}

/**
 * The single writer. `append` resolves ok only after the record is committed at synchronous=FULL.
 * Errors: OVERLOADED (ring full, nothing written), STORE_UNAVAILABLE (certainly not written),
 * COMMIT_UNKNOWN (may or may not be written: deny, and resolve by idempotency key after `reopen`),
 * CONFLICT / IDEMPOTENCY_MISMATCH / DUPLICATE_EXECUTION (a uniqueness rule refused it, nothing written).
 * Records are committed in the order of the calls.
 */
export interface Journal {
  append(record: JournalRecord): Promise<Result<JournalReceipt>>;
  /**
   * All of the records in one transaction, in their order and next to each other, or none: what refuses one refuses
   * all. The receipt is that of the last. At least one record, no import; INVALID_INPUT beyond what the ring takes.
   */
  appendAll(records: readonly JournalRecord[]): Promise<Result<JournalReceipt>>;
  /** Records handed over and not yet acknowledged. */
  readonly depth: number;
  /** Bytes on their way; the most there ever were of them and of records; the most there can be. */
  readonly load: {
    readonly bytes: number;
    readonly mostBytes: number;
    readonly mostRecords: number;
    readonly maxBytes: number;
    readonly maxRecords: number;
  };
  /** Resolves when nothing is on its way, after what was has been answered. */
  drained(): Promise<void>;
  /** Waits for everything handed over, then closes the store. Nothing may be appended afterwards. */
  close(): Promise<void>;
}
