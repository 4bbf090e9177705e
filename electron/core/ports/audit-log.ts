import type { Result } from '#shared/errors/result.ts';
import type { JournalRecord } from './journal.ts';
import type { AuditObject, RecordKind } from '#shared/domain/audit.ts';

/** Which records are wanted; an absent field asks nothing. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly kinds?: readonly RecordKind[] | undefined;
  readonly object?: AuditObject | undefined;
  readonly text?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** A record of the log as it is listed. */
export interface LoggedRecord {
  readonly seq: number;
  readonly at: number;
  /** What is raised by itself is not logged; what else there is, the row of the log must know. */
  readonly kind: Exclude<JournalRecord['kind'], 'ALERTS'>;
  readonly actor: string;
  /** Bytes of its body. */
  readonly size: number;
  /** The body; of a decision only what precedes its outcomes; null: too long to be read for a line. */
  readonly body: string | null;
  /** Of a decision: whether it was sent. */
  readonly sent: boolean | null;
}

/** A stretch of the log. */
export interface LogWindow {
  /** Records that match, the newest first. */
  readonly records: readonly LoggedRecord[];
  /** Every record from here to the start of the stretch was looked at. */
  readonly lowest: number;
}

export interface LogFacts {
  readonly records: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Of the desk file. */
  readonly bytes: number;
}

/** The log on a connection: never all of it. */
export interface AuditLog {
  /**
   * The records below `before` that match, at most `limit`, from a stretch of bounded length. A record that holds the
   * object's key somewhere is among them; whether it is about the object is for the reader to say.
   */
  logWindow(filter: AuditFilter, before: number, limit: number): LogWindow;
  /** One record with its whole body and its code; null: there is none. */
  loggedRecord(seq: number): { record: LoggedRecord & { body: string }; mac: string } | null;
  logFacts(): LogFacts;
}

/** A bundle that was written for somebody to take. */
export interface AuditExport {
  readonly exportId: string;
  readonly file: string;
  readonly bytes: number;
  readonly records: number;
}

/** A bundle that is being written. */
export interface RunningExport {
  readonly answer: Promise<Result<AuditExport>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}

/** What a check of the log found. */
export interface AuditFindings {
  readonly ok: boolean;
  readonly records: number;
  readonly problems: readonly string[];
}

/** A check of the log that is under way. */
export interface RunningCheck {
  readonly answer: Promise<Result<AuditFindings>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}

/** Signed bundles, written off the engine thread, one at a time. */
export interface AuditExports {
  /** AUDIT_BROKEN, EXPORT_TOO_LARGE, CANCELLED, CONFLICT while one is being written. */
  write(): RunningExport;
  /** The piece that begins at `offset`, base64; '' at the end. Throws NOT_FOUND. */
  piece(exportId: string, offset: number): Promise<string>;
}
