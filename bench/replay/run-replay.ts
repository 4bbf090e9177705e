import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readReplayInputs } from '#electron/server/read-replay-inputs.ts';
import { recomputeLog, replayProposal, type ReplayOptions } from '#electron/workers/replay/replay.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';
import { hierarchyLimits } from '../hierarchy-limits.ts';
import { toReport, type BenchReport } from '../report.ts';
import { countChanged } from './count-changed.ts';
import { recordLog } from './record-log.ts';
import { writeDeskFolder, type DeskFolderSize } from './write-desk-folder.ts';

export interface ReplaySize extends DeskFolderSize {
  readonly decisions: number;
}

const FULL_SIZE: ReplaySize = {
  symbols: 500,
  sessions: 253,
  positionsPerAccount: 200,
  tickets: 20_000,
  decisions: 100_000,
};

/** Shares an order may have under the proposal; the limit in force says twenty times as much. */
const PROPOSED_HARD = '5000';

/** What is asked of the log; a test plants another answer here. */
export interface ReplayCalls {
  readonly replayProposal: typeof replayProposal;
  readonly recomputeLog: typeof recomputeLog;
}

/**
 * How long a proposal takes over a desk's recorded tickets, and how long every decision takes to be made again; both on the
 * worker thread, from a file that the real journal wrote. Rejects when the replay counts other changed verdicts than the
 * recorded outcomes say, or a decision comes out differently.
 */
export async function runReplay(
  size: ReplaySize = FULL_SIZE,
  calls: ReplayCalls = { replayProposal, recomputeLog },
): Promise<BenchReport> {
  const root = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  try {
    const file = path.join(root, 'desk.db');
    const folder = path.join(root, 'files');
    const tickets = writeDeskFolder(folder, size);
    const recorded = await timed(() => recordLog(file, folder, tickets, size.decisions));
    const proposal = proposed();
    const expected = countChanged(file, proposal);
    const impact = await timed(() =>
      calls.replayProposal(file, { proposals: [proposal], since: 0 }, options()),
    );
    const report = valueOf(impact.value);
    assertEqual('decisions replayed', report.decisions, expected.decisions);
    assertEqual('changed verdicts', report.changed, expected.changed);
    const recompute = await timed(() => calls.recomputeLog(file, options()));
    const again = valueOf(recompute.value);
    assertEqual('decisions made again', again.equal, expected.decisions);
    assertEqual('different decisions', again.different, 0);
    return toReport(
      'replay',
      {
        decisions: expected.decisions,
        ...recorded.value,
        bodyBytes: expected.bodyBytes,
        changed: report.changed,
        impactSeconds: impact.seconds,
        impactMicrosPerTicket: (impact.seconds * 1e6) / expected.decisions,
        secondsPer100000: (impact.seconds * 100_000) / expected.decisions,
        impactCpuSeconds: impact.cpuSeconds,
        recomputeSeconds: recompute.seconds,
        recomputeCpuSeconds: recompute.cpuSeconds,
        recomputeMicrosPerDecision: (recompute.seconds * 1e6) / expected.decisions,
        recordSeconds: recorded.seconds,
      },
      [['secondsPer100000', '<=', 10]],
      [
        'The file was written through the engine and the real journal; a replay starts its worker thread and opens the file anew.',
        'The CPU seconds are of all threads, the start of the worker and of its garbage collection included.',
        'The changed verdicts are those that the recorded outcomes give by plain arithmetic; every decision made again is equal to the byte.',
      ],
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function proposed(): Limit {
  const limit = hierarchyLimits.find(({ control }) => control === 'MAX_ORDER_QTY');
  if (limit === undefined) throw new RangeError('no limit of MAX_ORDER_QTY');
  return { ...limit, version: limit.version + 1, hard: PROPOSED_HARD, status: 'PROPOSED' };
}

const options = (): ReplayOptions => ({
  inputs: readReplayInputs(),
  onProgress: () => undefined,
  signal: new AbortController().signal,
});

interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
  /** Processor time of the whole process, its threads included. */
  readonly cpuSeconds: number;
}

async function timed<T>(run: () => Promise<T>): Promise<Timed<T>> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppErrorException(result.error);
  return result.value;
}

function assertEqual(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what}: ${found}, expected ${expected}`);
}
