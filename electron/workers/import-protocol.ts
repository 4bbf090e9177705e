import type { ImportReport } from '#electron/core/imports/import-report.ts';
import type { LimitSetFile } from '#electron/core/imports/limit-set-file.ts';
import type { Staged, StageRequest } from '#electron/core/ports/importer.ts';
import type { Result } from '#shared/errors/result.ts';

/** A staging for the import worker: what the port asks, where to write, and the symbols of the store. */
export interface WorkerStageRequest extends StageRequest {
  readonly stagingFile: string;
  readonly knownSymbols: readonly string[];
}

/** What the import worker answers to. Expected failures are values; a call that rejects is a bug. */
export interface ImportWorkerApi {
  readLimits(file: string, text: string, baseCurrency: string): Promise<Result<LimitSetFile>>;
  stage(request: WorkerStageRequest, onProgress: (report: ImportReport) => unknown): Promise<Result<Staged>>;
  /** Ends the thread once the answer has left. */
  close(): void;
}
