import type { Result } from '#shared/errors/result.ts';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { LimitSetFile } from '../imports/limit-set-file.ts';

/** What to stage: absolute paths of files or of one folder (a bundle), and answers to ambiguities. */
export interface StageRequest {
  readonly importId: string;
  readonly paths: readonly string[];
  /** Options: dateOrder DMY|MDY|YMD|SERIAL, decimal `.`|`,`, delimiter, encoding, kind. */
  readonly choices: ImportChoices;
  readonly baseCurrency: string;
  /** Today on the machine's clock, YYYY-MM-DD: dates after it are rejected as far-future. */
  readonly today: string;
}

/** A fill of an import, where it stands, in the order it was read. */
export interface StagedFill {
  /** Index among the files of the report. */
  readonly file: number;
  readonly line: number;
  readonly execId: string;
  readonly clOrdId: string;
  readonly lastQty: Quantity;
  readonly lastPx: Price;
  readonly transactTime: EpochMs | null;
}

/** A finished staging: rows lie in `stagingFile` until accepted or dropped. */
export interface Staged {
  readonly report: ImportReport;
  readonly stagingFile: string;
  /** SHA-256 of it, hex. */
  readonly stagingDigest: string;
  readonly contentId: string;
  /** Rows staged per table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Limits of limits.json, validated; versions are assigned when they are accepted. */
  readonly limits: readonly Limit[];
  /** Fills, which are checked against the desk and written when the import is accepted; not part of the content id. */
  readonly executions: readonly StagedFill[];
}

/** Runs in the import worker; progress at most every 100 ms. */
export interface Importer {
  stage(request: StageRequest, onProgress: (report: ImportReport) => void): Promise<Result<Staged>>;
  /** The limits of a limits file given as text, and each row that is refused. Errors as of `readLimitSet`. */
  readLimits(file: string, text: string, baseCurrency: string): Promise<Result<LimitSetFile>>;
  /** Ends the running import as CANCELLED. */
  cancel(): void;
  /** Deletes the staging file. */
  drop(stagingFile: string): Promise<void>;
}
