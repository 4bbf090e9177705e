import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDesk } from '#electron/core/desk/create-desk.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { sessionEnd, toDateNumber } from '#electron/core/marketdata/calendar-date.ts';
import type { Clock } from '#electron/core/ports/clock.ts';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { auditExports } from '#electron/workers/audit-bundle/audit-exports.ts';
import { logThread } from '#electron/workers/audit-log/log-thread.ts';
import { createImporter } from '#electron/workers/importer.ts';
import { createNumericsPool } from '#electron/workers/numerics/numerics-pool.ts';
import { createSharedCorrelations } from '#electron/workers/numerics/shared-correlations.ts';
import { startAuditCheck } from '#electron/workers/journal-verify.ts';
import { recomputeDecision, replayProposal } from '#electron/workers/replay/replay.ts';
import { WhatifThread } from '#electron/workers/whatif/whatif-thread.ts';
import { openJournal, type JournalState } from '#electron/workers/journal.ts';
import type { Currency, EpochMs, IsoDate } from '#shared/domain/ids.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { GaugeBoard } from '#electron/core/diagnostics/gauge-board.ts';
import { processGauges } from './process-gauges.ts';
import { workerGauges } from './worker-gauges.ts';
import { fileUploads } from './file-uploads.ts';
import { createIds } from './new-id.ts';
import { nodeTimers } from './node-timers.ts';
import { scryptPasswords } from './passwords.ts';
import { readCalendars } from './read-calendars.ts';
import { PRESETS_FOLDER, PRODUCT_FOLDER, SAMPLE_FOLDER } from './product-folder.ts';
import { readStressLadder } from './stress-ladder-file.ts';

export interface OpenDeskOptions {
  /** The desk file; it and its folder are created when missing. */
  readonly storeFile: string;
  readonly clock: Clock;
  /** The audit key, where the keychain holds it; absent: it lies in its file. */
  readonly auditKey?: Uint8Array | undefined;
  /** Freezes the desk clock at the end of that session; default: the last imported one. */
  readonly asOf?: IsoDate | undefined;
  /** The desk clock is the machine's; `asOf` goes before it. */
  readonly live?: boolean | undefined;
  /** Has what people wait for otherwise computed in the background: all correlations, and what a first ticket needs. */
  readonly staysOpen?: boolean | undefined;
  /** Of a desk that has no account yet; default USD. */
  readonly baseCurrency?: string | undefined;
}

/** The first ticket comes before the correlations. */
const FIRST_BUILD_MS = 3_000;
/** A million draws of a Student's t take a minute on a slow machine. */
const SIMULATION_MS = 110_000;
/** How long one decision may be looked for in the log. */
const RECOMPUTE_MS = 120_000;

/**
 * Opens a desk file with everything behind it: the journal worker as the only writer, a reader, the import worker,
 * the numerics workers, the engine. Closing the desk closes all of them. Errors: those of the journal and the reader, CONFLICT when
 * another process has the desk open, and what the engine finds wrong with itself.
 */
export async function openDesk(options: OpenDeskOptions): Promise<Result<Desk>> {
  const { storeFile, clock } = options;
  try {
    mkdirSync(path.dirname(storeFile), { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return err(appError('STORE_UNAVAILABLE', `the desk's folder cannot be made, ${code}`, storeFile));
  }
  let storeState: JournalState = 'OPEN';
  const journal = await openJournal({
    file: storeFile,
    auditKey: options.auditKey,
    onState: (state) => (storeState = state),
  });
  if (!journal.ok) return journal;
  const closers: (() => unknown)[] = [() => journal.value.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const reader = openDeskReader(storeFile);
    if (!reader.ok) throw new AppErrorException(reader.error);
    closers.push(() => reader.value.close());
    const uploads = fileUploads();
    closers.push(() => uploads.close());
    const knownSymbols = (): string[] => reader.value.instruments().map(({ symbol }) => symbol);
    const importer = createImporter({ storeFile, knownSymbols });
    closers.push(() => importer.close());
    const auditLog = logThread(storeFile);
    closers.push(() => auditLog.close());
    const exports = auditExports(storeFile, options.auditKey);
    closers.push(() => exports.close());
    const pool = createNumericsPool(nodeTimers);
    closers.push(() => pool.close());
    const correlations = options.staysOpen === true ? createSharedCorrelations({ pool }) : null;
    const calendars = readCalendars();
    const stressLadder = readStressLadder();
    const baseCurrency = (options.baseCurrency ?? 'USD') as Currency;
    const whatifInputs = { calendars, ladder: stressLadder, baseCurrency };
    const whatif = new WhatifThread({ file: storeFile, inputs: whatifInputs }, nodeTimers);
    closers.push(() => whatif.close());
    // A thread of its own: a screen that follows the book must not stand in the way of a sizing.
    const risk = new WhatifThread({ file: storeFile, inputs: whatifInputs }, nodeTimers);
    closers.push(() => risk.close());
    const gauges = new GaugeBoard();
    const ofProcess = processGauges(storeFile, () => storeState);
    closers.push(() => ofProcess.close());
    gauges.add(() => [...ofProcess.read(), ...workerGauges(pool.gauges, whatif, risk)]);
    const desk = createDesk({
      clock,
      timers: nodeTimers,
      partsDown: () => [
        ...(pool.gauges.breaker === 'OPEN' ? (['NUMERICS'] as const) : []),
        ...(storeState === 'OPEN' ? [] : (['STORE'] as const)),
      ],
      journal: journal.value,
      reader: reader.value,
      importer,
      uploads,
      passwords: scryptPasswords,
      newId: createIds(clock),
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      startAuditCheck: () => startAuditCheck(storeFile, options.auditKey),
      gauges,
      versions: { Node: process.versions.node, V8: process.versions.v8 },
      auditLog,
      auditExports: exports,
      correlations,
      startReplay(request, onProgress) {
        const abort = new AbortController();
        const inputs = { calendars, ladder: stressLadder };
        const answer = replayProposal(storeFile, request, { inputs, onProgress, signal: abort.signal });
        return { answer, cancel: () => abort.abort() };
      },
      startRecompute(decisionId, onProgress) {
        const abort = new AbortController();
        const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(RECOMPUTE_MS)]);
        const inputs = { calendars, ladder: stressLadder };
        const answer = recomputeDecision(storeFile, decisionId, { inputs, onProgress, signal });
        return { answer, cancel: () => abort.abort() };
      },
      startWhatif(job, onProgress) {
        const abort = new AbortController();
        const answer = whatif.run(job, { onProgress, signal: abort.signal });
        return { answer, cancel: () => abort.abort() };
      },
      askRisk: (job) => risk.run(job, { onProgress: () => undefined, signal: new AbortController().signal }),
      simulate(job, onProgress) {
        const abort = new AbortController();
        const { signal } = abort;
        const answer = pool.run('simulateBook', job, { deadlineMs: SIMULATION_MS, signal, onProgress });
        return { answer, cancel: () => abort.abort() };
      },
      storeName: path.basename(storeFile),
      version: productVersion(),
      sampleFolder: SAMPLE_FOLDER,
      calendars,
      stressLadder,
      presetText: (name) => readFileSync(path.join(PRESETS_FOLDER, `${name}.json`), 'utf8'),
      baseCurrency,
      asOf: deskClockOf(options),
    });
    const cancelFirstBuild = nodeTimers.after(FIRST_BUILD_MS, () => desk.correlations.refresh());
    const endWarmUp = options.staysOpen === true ? keepWarm(desk) : () => undefined;
    return ok({
      ...desk,
      async close() {
        importer.cancel();
        endWarmUp();
        cancelFirstBuild();
        desk.correlations.close();
        correlations?.close();
        await whatif.close();
        await risk.close();
        await desk.close();
        await pool.close();
        await importer.close();
        await uploads.close();
        await exports.close();
        await auditLog.close();
        ofProcess.close();
      },
    });
  } catch (error) {
    await closeAll();
    if (error instanceof AppErrorException) return err(error.error);
    throw error;
  }
}

/** Warms the desk up now and after every import: what was read and compiled may be of another book then. */
function keepWarm(desk: Desk): () => void {
  let end = desk.warmUp();
  const unsubscribe = desk.subscribe((event) => {
    if (event !== 'bars.changed') return;
    end();
    end = desk.warmUp();
  });
  return () => {
    unsubscribe();
    end();
  };
}

function deskClockOf({ asOf, live }: OpenDeskOptions): EpochMs | 'LIVE' | null {
  if (asOf !== undefined) return sessionEnd(toDateNumber(asOf));
  return live === true ? 'LIVE' : null;
}

function productVersion(): string {
  const file = JSON.parse(readFileSync(path.join(PRODUCT_FOLDER, 'package.json'), 'utf8')) as {
    version: string;
  };
  return file.version;
}
