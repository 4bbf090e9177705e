import type { Decision } from '#shared/domain/decision.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type { AccountId, ClOrdId, EpochMs, ExecId, LimitId } from '#shared/domain/ids.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Result } from '#shared/errors/result.ts';

/** What a decision was made from, so that it can be made again. */
export interface DecisionInputs {
  readonly limitVersions: readonly (readonly [limitId: string, version: number])[];
  /**
   * Book version: the audit sequence of the last record whose commit the book had seen. It also held the
   * reservations of the sends between that record and the decision's own.
   */
  readonly bookSeq: number;
  /** Market data version: id of the last accepted import. */
  readonly marketData: string;
}

interface RecordBase {
  readonly at: EpochMs;
  readonly actor: string;
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
}

export interface CancelRecord extends RecordBase {
  readonly kind: 'CANCEL';
  readonly clOrdId: ClOrdId;
  /** Quantity released. */
  readonly released: Quantity;
}

export interface ExecutionRecord extends RecordBase {
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
  /** Content id: SHA-256 of the staged content; the same content twice changes nothing. */
  readonly contentId: string;
  readonly rows: Readonly<Record<string, number>>;
  /** Limits that came with the files: written in the same transaction, or the import is not. */
  readonly limits: readonly Limit[];
  /** Currency of instruments that only a bar names; absent: that of most accounts, USD without any. */
  readonly baseCurrency?: string;
}

/** An import profile saved, replaced, or deleted (choices null). */
export interface ProfileRecord extends RecordBase {
  readonly kind: 'PROFILE';
  readonly name: string;
  readonly choices: ImportChoices | null;
}

export interface LoginRecord extends RecordBase {
  readonly kind: 'LOGIN';
  readonly origin: string;
}

export interface StateRecord extends RecordBase {
  readonly kind: 'STATE';
  readonly level: string;
  readonly key: string;
  readonly state: string;
  readonly reason: string;
}

export type JournalRecord =
  | DecisionRecord
  | CancelRecord
  | ExecutionRecord
  | CashRecord
  | LimitsRecord
  | ImportRecord
  | ProfileRecord
  | LoginRecord
  | StateRecord
  | StressRecord;

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
  /** Records handed over and not yet acknowledged. */
  readonly depth: number;
  /** Waits for everything handed over, then closes the store. Nothing may be appended afterwards. */
  close(): Promise<void>;
}
