import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LimitSetFile } from '#electron/core/imports/limit-set-file.ts';
import type { Importer, Staged } from '#electron/core/ports/importer.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, type Result } from '#shared/errors/result.ts';
import { asCallback, wrapWorker } from './comlink-node.ts';
import type { ImportWorkerApi } from './import-protocol.ts';

const DEADLINE_MS = 280_000;
/** Of the worker's own heap; bars lie outside it, in typed arrays. */
const HEAP_MB = 768;
const GRACE_MS = 2_000;
const IMPORT_ID = /^[\w-]{1,64}$/;
const STAGING = /\.staging-[\w-]{1,64}\.db$/;

export interface ImporterOptions {
  /** Staging files are written beside the desk's; default: a temporary folder. */
  readonly storeFile?: string;
  /** Symbols of the desk at the time of an import. */
  readonly knownSymbols?: () => Iterable<string>;
  readonly deadlineMs?: number;
  readonly heapMb?: number;
  /** What a worker that has answered has to end by itself, before it is ended. */
  readonly graceMs?: number;
  /** Another worker's entry, for the tests of what a worker can do wrong. */
  readonly workerUrl?: URL;
}

/** An importer with a worker behind it. */
export interface WorkerImporter extends Importer {
  /** Cancels, and removes whatever was staged into the temporary folder. */
  close(): Promise<void>;
}

/**
 * Stages imports in a worker of their own, which ends with the import and gives its memory back. One at a time: a
 * second is CONFLICT, and so is an id that is staged already. Whatever goes wrong leaves no staging file: an expected failure is the import's own error,
 * DEADLINE_EXCEEDED, CANCELLED, IMPORT_TOO_LARGE when the worker runs out of memory, INTERNAL when it dies of a bug.
 * Staging files that an earlier process left beside the desk are removed.
 */
export function createImporter(options: ImporterOptions = {}): WorkerImporter {
  const temporary = options.storeFile === undefined ? mkdtempSync(path.join(tmpdir(), 'preflight-')) : null;
  const storeFile = path.resolve(options.storeFile ?? path.join(temporary ?? '', 'import'));
  removeLeftovers(storeFile);
  let stop: ((error: AppError) => void) | null = null;

  /** Has a worker of its own answer one call; on failure `onFailure` runs once the worker is gone. */
  async function ask<T>(
    call: (worker: ReturnType<typeof wrapWorker<ImportWorkerApi>>) => Promise<unknown>,
    onFailure: () => Promise<void>,
  ): Promise<Result<T>> {
    if (stop !== null) return err(appError('CONFLICT', 'Another import is running', '', 'Wait for it.'));
    const worker = new Worker(options.workerUrl ?? new URL('./import-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb ?? HEAP_MB },
      execArgv: [],
    });
    const stopped = new Promise<Result<never>>((resolve) => {
      stop = (error) => resolve(err(error));
      worker.on('error', (thrown) => resolve(err(deathOf(thrown))));
      worker.on('exit', (code) => resolve(err(deathOf(new Error(`exit code ${code}`)))));
    });
    const { deadlineMs = DEADLINE_MS } = options;
    const timer = setTimeout(() => stop?.(tooSlow(deadlineMs)), deadlineMs);
    const remote = wrapWorker<ImportWorkerApi>(worker);
    try {
      const answered = call(remote);
      const result = (await Promise.race([answered.catch(bugOf), stopped])) as Result<T>;
      // The worker first: while it lives it may still be writing.
      if (result.ok) await end(worker, remote, options.graceMs ?? GRACE_MS);
      else {
        await worker.terminate();
        await onFailure();
      }
      return result;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
      stop = null;
    }
  }

  const importer: WorkerImporter = {
    async stage(request, onProgress) {
      if (stop !== null) return err(appError('CONFLICT', 'Another import is running', '', 'Wait for it.'));
      if (!IMPORT_ID.test(request.importId)) {
        return err(appError('INVALID_INPUT', 'The import id is not a plain word', 'importId'));
      }
      const stagingFile = `${storeFile}.staging-${request.importId}.db`;
      if (existsSync(stagingFile)) {
        return err(appError('CONFLICT', 'This import is staged already', request.importId, 'Drop it first.'));
      }
      const knownSymbols = [...(options.knownSymbols?.() ?? [])];
      return ask<Staged>(
        (worker) => worker.stage({ ...request, stagingFile, knownSymbols }, asCallback(onProgress)),
        () => rm(stagingFile, { force: true }),
      );
    },
    readLimits: (file, text, baseCurrency) =>
      ask<LimitSetFile>(
        (worker) => worker.readLimits(file, text, baseCurrency),
        () => Promise.resolve(),
      ),
    async drop(stagingFile) {
      const isOurs = STAGING.test(stagingFile) && stagingFile.startsWith(`${storeFile}.staging-`);
      if (isOurs) await rm(stagingFile, { force: true });
    },
    cancel() {
      stop?.(appError('CANCELLED', 'The import was cancelled', '', 'Nothing was staged.'));
    },
    close() {
      importer.cancel();
      return temporary === null ? Promise.resolve() : rm(temporary, { recursive: true, force: true });
    },
  };
  return importer;
}

/** Lets a worker that has answered end by itself: ended from outside it may be in the middle of native code. */
async function end(
  worker: Worker,
  remote: ReturnType<typeof wrapWorker<ImportWorkerApi>>,
  graceMs: number,
): Promise<void> {
  const ended = once(worker, 'exit', { signal: AbortSignal.timeout(graceMs) });
  // A thread that is gone never answers, and one that does not go is ended by whoever called.
  void Promise.resolve(remote.close()).catch(() => undefined);
  await ended.catch(() => undefined);
}

function removeLeftovers(storeFile: string): void {
  const folder = path.dirname(storeFile);
  const prefix = `${path.basename(storeFile)}.staging-`;
  try {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(prefix) && STAGING.test(name)) rmSync(path.join(folder, name), { force: true });
    }
  } catch {
    // A folder that is not there yet has no leftovers; one that cannot be read fails at the first staging.
  }
}

const bugOf = (thrown: unknown): Result<never> => err(deathOf(thrown));

function deathOf(thrown: unknown): AppError {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return appError(
      'IMPORT_TOO_LARGE',
      'The import needs more memory than it may take',
      '',
      'Import it in parts.',
    );
  }
  return appError('INTERNAL', `The import worker ended: ${message}`, '', 'Nothing was staged; try again.');
}

const tooSlow = (deadlineMs: number): AppError =>
  appError(
    'DEADLINE_EXCEEDED',
    `The import took longer than ${deadlineMs / 1_000} s`,
    '',
    'Nothing was staged.',
  );
