import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { RecordBody } from '../audit/record-body.ts';
import type { Result } from '#shared/errors/result.ts';
import type { ImpactReport } from '../replay/impact-report.ts';
import type { RecomputeReport } from '../replay/recompute-report.ts';
import type { DeskReader } from './desk-reader.ts';

/** One record of the audit log, read back. */
export interface LoggedRecord {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  /** Without the outcomes of a decision, which are in `text` alone. */
  readonly body: RecordBody;
  /** The body as it is stored. */
  readonly text: string;
}

/** A replay under way. */
export interface RunningReplay {
  readonly answer: Promise<Result<ImpactReport>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}

/** A decision that is being made again; the report is about it alone. */
export interface RunningRecompute {
  readonly answer: Promise<Result<RecomputeReport>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}

/** What decisions are made from besides the log: what comes with the product. */
export interface ReplayInputs {
  readonly calendars: readonly SessionCalendar[];
  /** Decisions that were made with another ladder are not compared. */
  readonly ladder: StressLadder;
}

/** A store of its own that the records of a log are applied to again, to read what they made of it. */
export interface ScratchStore {
  readonly reader: DeskReader;
  /**
   * Applies records in order, in one transaction but for imports. NOT_FOUND when the content of an import was not
   * kept, AUDIT_BROKEN when it is not what its record says.
   */
  apply(records: readonly Omit<LoggedRecord, 'text'>[]): Result<void>;
}
