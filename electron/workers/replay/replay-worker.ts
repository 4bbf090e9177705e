import { parentPort, workerData } from 'node:worker_threads';
import type { LoggedRecord } from '#electron/core/ports/replay.ts';
import { Impact } from '#electron/core/replay/impact.ts';
import { Recompute } from '#electron/core/replay/recompute.ts';
import { Replay } from '#electron/core/replay/replay.ts';
import { openStoreForReading } from '#electron/store/open-store.ts';
import { lastSeq, readLog } from '#electron/store/read-log.ts';
import { openScratchStore } from '#electron/store/scratch-store.ts';
import type { SqliteDatabase } from '#electron/store/sqlite.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { ReplayJob, ReplayMessage } from './replay-protocol.ts';

/* Builds a desk anew from its log, which takes seconds for a long one: not on the engine's thread. */

const PROGRESS_EVERY = 1_000;

const say = (message: ReplayMessage): void => parentPort?.postMessage(message);

interface Taker<R> {
  take(record: LoggedRecord): Result<void>;
  report(): Result<R>;
  /** Nothing more is to be learned from the log. */
  readonly isDone?: boolean;
}

function run<R>(db: SqliteDatabase, taker: Taker<R>): Result<R> {
  const last = lastSeq(db);
  for (const record of readLog(db)) {
    const taken = taker.take(record);
    if (!taken.ok) return taken;
    if (taker.isDone === true) break;
    if (record.seq % PROGRESS_EVERY === 0) say({ progress: record.seq / last });
  }
  return taker.report();
}

function answer(job: ReplayJob): ReplayMessage {
  const db = openStoreForReading(job.file);
  if (!db.ok) return { answer: db };
  const scratch = openScratchStore(db.value);
  if (!scratch.ok) {
    db.value.close();
    return { answer: scratch };
  }
  try {
    // One snapshot of the log, whatever is written to it meanwhile.
    db.value.exec('BEGIN');
    if (job.kind === 'IMPACT') {
      const replay = new Replay(scratch.value, job.inputs, job.request.proposals);
      return { answer: run(db.value, new Impact(replay, job.request)) };
    }
    const recompute = new Recompute(new Replay(scratch.value, job.inputs), job.inputs.ladder.hash, job.only);
    const taker = {
      get isDone() {
        return recompute.isDone;
      },
      take: (record: LoggedRecord) => recompute.take(record),
      report: () => ok(recompute.report()),
    };
    return { answer: run(db.value, taker) };
  } finally {
    scratch.value.close();
    db.value.close();
  }
}

say(answer(workerData as ReplayJob));
