import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toRecordBody } from '#electron/core/audit/record-body.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { DecisionRecord } from '#electron/core/ports/journal.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { toReport, type BenchReport } from '../report.ts';
import { quantile } from '../statistics.ts';
import { countLostAfterKill } from './count-lost.ts';
import { openSeededDesk, streamDecisions } from './drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from './seed-desk-file.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

export interface DurableSize extends DeskFileSize {
  readonly inFlight: number;
  readonly warmUp: number;
  readonly decisions: number;
  readonly oneAtATime: number;
  readonly killAfterMs: number;
  /** Ids counted as acknowledged that never were: only a test of the count gives any. */
  readonly forget?: readonly string[];
}

const FULL_SIZE: DurableSize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_500,
  tickets: 20_000,
  inFlight: 512,
  warmUp: 10_000,
  decisions: 60_000,
  oneAtATime: 2_000,
  killAfterMs: 2_000,
};

/**
 * Recorded decisions through the whole core with the real journal worker on a real file: how many a second with many in
 * flight, how long one alone waits for its acknowledgement, and whether a killed process loses one it had acknowledged.
 */
export async function runDurable(size: DurableSize = FULL_SIZE): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  try {
    const file = path.join(folder, 'desk.db');
    const tickets = seedDeskFile(file, size);
    const desk = await openSeededDesk(file);
    const alone = await oneAtATime(desk, tickets, size.oneAtATime);
    const sustained = await manyInFlight(desk, tickets, size);
    const { outcomes } = sustained.last;
    await desk.close();
    const task = { file, inFlight: size.inFlight, tickets: tickets.slice(0, 100) };
    const { acknowledged, lost } = await countLostAfterKill(task, size.killAfterMs, size.forget);
    return toReport(
      'durable',
      {
        decisionsPerSecond: sustained.perSecond,
        ackP50Ms: quantile(alone, 0.5),
        ackP99Ms: quantile(alone, 0.99),
        acknowledgedBeforeKill: acknowledged,
        lostAfterKill: lost,
        loadedAckP50Ms: quantile(sustained.waits, 0.5),
        engineThreadCpuMicros: sustained.engineMicros,
        otherThreadsCpuMicros: sustained.otherMicros,
        evalP50Micros: quantile(sustained.evalMicros, 0.5),
        ...recordCost(tickets, sustained.last),
        outcomes: outcomes.length,
        diskFlushMs: diskFlush(folder),
      },
      [
        ['decisionsPerSecond', '>=', 10_000],
        ['ackP50Ms', '<=', 1],
        ['lostAfterKill', '<=', 0],
      ],
      [
        `decisionsPerSecond with ${size.inFlight} in flight, synchronous=FULL; ack times one at a time.`,
        'CPU times are of one decision: on a machine with a free core for each, the longer of the two bounds the rate.',
        'evalP50Micros is the engine with maxQty, encodeMicros a record to its text; the rest of the engine thread is ids, ring and promises.',
        'diskFlushMs is one fsync of this disk alone, which no acknowledgement can be faster than.',
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneAtATime(desk: Desk, tickets: readonly Ticket[], count: number): Promise<Float64Array> {
  const waits: number[] = [];
  const options = { inFlight: 1, run: 'alone', isDone: (asked: number) => asked >= count };
  await streamDecisions(desk, tickets, options, (_, askedAt) => waits.push(performance.now() - askedAt));
  return Float64Array.from(waits);
}

async function manyInFlight(desk: Desk, tickets: readonly Ticket[], size: DurableSize) {
  const { inFlight, warmUp, decisions } = size;
  const ignore = (): void => undefined;
  const warm = { inFlight, run: 'warm', isDone: (asked: number) => asked >= warmUp };
  await streamDecisions(desk, tickets, warm, ignore);
  const waits = new Float64Array(decisions);
  const evalMicros = new Float64Array(decisions);
  let done = 0;
  const last: Decision[] = [];
  const [engineBefore, allBefore] = [process.threadCpuUsage(), process.cpuUsage()];
  const started = performance.now();
  const options = { inFlight, run: 'many', isDone: (asked: number) => asked >= decisions };
  await streamDecisions(desk, tickets, options, (decision, askedAt) => {
    waits[done] = performance.now() - askedAt;
    evalMicros[done++] = decision.evalMicros;
    last[0] = decision;
  });
  const perSecond = (decisions * 1_000) / (performance.now() - started);
  const engine = process.threadCpuUsage(engineBefore);
  const all = process.cpuUsage(allBefore);
  const engineMicros = (engine.user + engine.system) / decisions;
  const otherMicros = (all.user + all.system) / decisions - engineMicros;
  const [decision] = last;
  if (decision === undefined) throw new RangeError('no decision was asked for');
  return { perSecond, engineMicros, otherMicros, waits, evalMicros, last: decision };
}

/** Size of a decision's record and the median time to make its text. */
function recordCost(
  tickets: readonly Ticket[],
  decision: Decision,
): { bodyBytes: number; encodeMicros: number } {
  const [ticket] = tickets;
  if (ticket === undefined) throw new RangeError('no ticket');
  const inputs = { limitVersions: [], bookSeq: 0, marketData: '', ladder: '', staleUpTo: null };
  const record: DecisionRecord = {
    kind: 'DECISION',
    at: 0 as EpochMs,
    actor: 'bench',
    ticket,
    decision,
    inputs,
    send: null,
  };
  let bodyBytes = 0;
  const micros = Float64Array.from({ length: 3_000 }, () => {
    const started = performance.now();
    const body = toRecordBody(record);
    if (!body.ok) throw new AppErrorException(body.error);
    bodyBytes = Buffer.byteLength(body.value);
    return (performance.now() - started) * 1_000;
  });
  return { bodyBytes, encodeMicros: quantile(micros.subarray(1_000), 0.5) };
}

/** Milliseconds of one page appended and flushed, the median of some. */
function diskFlush(folder: string): number {
  const handle = openSync(path.join(folder, 'flush'), 'w');
  const page = Buffer.alloc(8_192, 1);
  const millis = Float64Array.from({ length: 100 }, () => {
    const started = performance.now();
    writeSync(handle, page);
    fsyncSync(handle);
    return performance.now() - started;
  });
  closeSync(handle);
  return quantile(millis, 0.5);
}
