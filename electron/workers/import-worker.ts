import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { bytesSource } from '#electron/core/imports/byte-source.ts';
import { importFiles } from '#electron/core/imports/import-files.ts';
import type { ImportReport } from '#electron/core/imports/import-report.ts';
import { readLimitSet, type LimitSetFile } from '#electron/core/imports/limit-set-file.ts';
import { formatLimits } from '#electron/core/imports/kinds/limits.ts';
import type { Staged } from '#electron/core/ports/importer.ts';
import { digestOf } from '#electron/store/import-contents.ts';
import { writeStaging } from '#electron/store/staging.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { exposeToParent, releaseCallback } from './comlink-node.ts';
import { listImportFiles } from './import-paths.ts';
import type { ImportWorkerApi, WorkerStageRequest } from './import-protocol.ts';
import { fileSource } from './import-source.ts';
import { readWorkbook } from './workbook/read-workbook.ts';

const PROGRESS_MS = 100;
/** Rows between two looks at the clock. */
const CLOCK_ROWS = 1_024;

/** Counts rows and bytes of a running import and tells of them, at most every 100 ms. */
function startProgress(importId: string, totalBytes: number, tell: (report: ImportReport) => unknown) {
  const started = performance.now();
  let told = started;
  let rows = 0;
  let doneBytes = 0;
  let fileBytes = 0;
  const report = (more: Partial<ImportReport>): ImportReport => ({
    importId,
    state: 'RUNNING',
    files: [],
    leftAlone: [],
    rows,
    rowsPerSecond: Math.round(rows / Math.max(0.001, (performance.now() - started) / 1_000)),
    progress: totalBytes === 0 ? null : Math.min(1, (doneBytes + fileBytes) / totalBytes),
    error: null,
    ...more,
  });
  return {
    report,
    onRead: (bytes: number): void => void (fileBytes = bytes),
    onFileDone: (bytes: number): void => {
      doneBytes += bytes;
      fileBytes = 0;
    },
    onRow(): void {
      if (++rows % CLOCK_ROWS !== 0 || performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      tell(report({}));
    },
  };
}

async function stage(
  request: WorkerStageRequest,
  onProgress: (report: ImportReport) => unknown,
): Promise<Result<Staged>> {
  try {
    return await readAndWrite(request, onProgress);
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  } finally {
    releaseCallback(onProgress);
  }
}

async function readAndWrite(
  request: WorkerStageRequest,
  onProgress: (report: ImportReport) => unknown,
): Promise<Result<Staged>> {
  const { importId, stagingFile, choices, baseCurrency } = request;
  const { files, leftAlone } = listImportFiles(request.paths);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const progress = startProgress(importId, totalBytes, onProgress);
  let last = 0;
  const sources = files.map((file, index) =>
    fileSource(file.path, (bytes) => {
      while (last < index) progress.onFileDone(files[last++]?.bytes ?? 0);
      progress.onRead(bytes);
    }),
  );
  const read = await importFiles(sources, {
    choices,
    baseCurrency,
    today: Number(request.today.replaceAll('-', '')),
    knownSymbols: new Set(request.knownSymbols),
    readWorkbook,
    onRow: () => progress.onRow(),
  });
  if (!read.ok) return read;
  const { kinds, content, limits } = read.value;
  const written = writeStaging(stagingFile, {
    kinds,
    content,
    suspicious: read.value.files.flatMap((file) => file.suspicious),
    limits: formatLimits(limits),
  });
  const report = progress.report({
    state: 'STAGED',
    files: [...read.value.files],
    leftAlone,
    rows: read.value.files.reduce((sum, { rowsStaged }) => sum + rowsStaged, 0),
    progress: 1,
  });
  const stagingDigest = digestOf(readFileSync(stagingFile));
  const { contentId, rows } = written;
  return ok({ report, stagingFile, stagingDigest, contentId, rows, limits, executions: content.executions });
}

const readLimits = (file: string, text: string, baseCurrency: string): Promise<Result<LimitSetFile>> =>
  readLimitSet(bytesSource(file, new TextEncoder().encode(text)), baseCurrency);

const close = (): void => void setImmediate(() => parentPort?.close());

exposeToParent({ readLimits, stage, close } satisfies ImportWorkerApi);
