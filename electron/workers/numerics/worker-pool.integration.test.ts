import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Timers } from '#electron/core/ports/timers.ts';
import type { Result } from '#shared/errors/result.ts';
import type { misbehaviour } from './misbehaving-worker.testing.ts';
import type { WorkerPool, WorkerPoolOptions } from './pool-contract.ts';
import { createWorkerPool } from './worker-pool.ts';

type Pool = WorkerPool<typeof misbehaviour>;

const timers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const LONG = { deadlineMs: 20_000 };
const pools: Pool[] = [];

function open(more: Partial<WorkerPoolOptions> = {}): Pool {
  const pool: Pool = createWorkerPool({
    url: new URL('./misbehaving-worker.testing.ts', import.meta.url),
    threads: 2,
    timers,
    now: () => performance.now(),
    random: () => 0.5,
    graceMs: 200,
    backoffMs: { first: 1, longest: 10 },
    ...more,
  });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** The value, or the code of the error. */
const said = <T>(result: Result<T>): T | string => (result.ok ? result.value : result.error.code);
const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await sleep(2);
};

describe('the worker pool', () => {
  it('starts no thread before there is work, and no more than it may', async () => {
    const pool = open();
    expect(pool.gauges).toMatchObject({ threads: 2, started: 0, busy: 0, queued: 0, breaker: 'CLOSED' });
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
    expect(pool.gauges).toMatchObject({ started: 1, busy: 0 });
    const sums = Array.from({ length: 64 }, (_, i) => pool.run('add', [i, i], LONG));
    expect(pool.gauges).toMatchObject({ started: 2, busy: 2, queued: 62 });
    expect((await Promise.all(sums)).map(said)).toEqual(sums.map((_, i) => 2 * i));
    expect(pool.gauges).toMatchObject({ started: 2, busy: 0, queued: 0, lost: 0 });
  });

  it('refuses a call when as many wait as may', async () => {
    const pool = open({ threads: 1, maxQueue: 2 });
    const taken = [1, 2, 3].map(() => pool.run('sleep', 50, LONG));
    expect(said(await pool.run('add', [1, 2], LONG))).toBe('OVERLOADED');
    expect((await Promise.all(taken)).map(said)).toEqual(['slept', 'slept', 'slept']);
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
  });

  it('passes on what a task throws or cannot send, and keeps its worker', async () => {
    const pool = open();
    expect(await pool.run('throwing', 'no such curve', LONG)).toMatchObject({
      error: { code: 'INTERNAL', what: 'throwing failed: no such curve' },
    });
    expect(said(await pool.run('unsendable', null, LONG))).toBe('INTERNAL');
    expect(said(await pool.run('add', [(() => 1) as never, 1], LONG))).toBe('INTERNAL');
    expect(pool.gauges).toMatchObject({ started: 1, lost: 0, failuresInARow: 0 });
  });

  it('gives the call of a worker that dies to another one, once', async () => {
    const pool = open({ breaker: { failures: 9, openMs: 1, longestOpenMs: 1 } });
    const counter = new SharedArrayBuffer(4);
    expect(said(await pool.run('exitFirst', [counter, 1], LONG))).toBe('survived');
    expect(pool.gauges).toMatchObject({ lost: 1, failuresInARow: 0 });
    expect(await pool.run('exit', 9, LONG)).toMatchObject({
      error: { code: 'INTERNAL', what: 'exit ended its worker twice: exit code 9' },
    });
    expect(pool.gauges).toMatchObject({ lost: 3, failuresInARow: 2 });
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
  });

  it('waits longer before each worker that follows a failure, spread by chance, up to a bound', async () => {
    const waits: number[] = [];
    const pool = open({
      threads: 1,
      timers: {
        after(ms, run) {
          waits.push(ms);
          return timers.after(ms, run);
        },
      },
      breaker: { failures: 9, openMs: 1, longestOpenMs: 1 },
      backoffMs: { first: 2, longest: 12 },
    });
    for (let i = 0; i < 3; i++) await pool.run('exit', 1, { deadlineMs: 15_000 });
    expect(waits.filter((ms) => ms !== 15_000)).toEqual([1.5, 3, 6, 9, 9, 9]);
  });

  it('survives a worker that runs out of memory', async () => {
    const pool = open({ heapMb: 24 });
    const failed = await pool.run('outOfMemory', null, LONG);
    expect(failed).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
  });

  it.each(['loop', 'silent'] as const)('ends a worker that hangs past the deadline: %s', async (task) => {
    const pool = open({ threads: 1 });
    const hanging = pool.run(task, null, { deadlineMs: 300 });
    const behind = pool.run('add', [1, 2], LONG);
    expect(said(await hanging)).toBe('DEADLINE_EXCEEDED');
    expect(said(await behind)).toBe(3);
    expect(pool.gauges).toMatchObject({ lost: 1, failuresInARow: 0 });
  });

  it('cancels a waiting call without a worker, a running one at once, and keeps a worker that notices', async () => {
    const pool = open({ threads: 1 });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const shares: number[] = [];
    const first = pool.run('untilCancelled', null, {
      ...LONG,
      signal: running.signal,
      onProgress: (share) => shares.push(share),
    });
    const second = pool.run('add', [1, 2], { ...LONG, signal: waiting.signal });
    const third = pool.run('add', [3, 4], LONG);
    waiting.abort();
    expect(said(await second)).toBe('CANCELLED');
    expect(pool.gauges.queued).toBe(1);
    await until(() => shares.length > 1);
    running.abort();
    expect(said(await first)).toBe('CANCELLED');
    expect(said(await third)).toBe(7);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(pool.gauges).toMatchObject({ started: 1, lost: 0 });
    const aborted = await pool.run('add', [1, 2], { ...LONG, signal: AbortSignal.abort() });
    expect(said(aborted)).toBe('CANCELLED');
  });

  it('refuses at once while workers fail in a row, and lets one call try after a while', async () => {
    let now = 0;
    const breaker = { failures: 4, openMs: 1_000, longestOpenMs: 1_000 };
    const pool = open({ threads: 1, now: () => now, breaker });
    const failing = [pool.run('exit', 1, LONG), pool.run('exit', 1, LONG)];
    const behind = pool.run('add', [1, 2], LONG);
    expect((await Promise.all(failing)).map(said)).toEqual(['INTERNAL', 'INTERNAL']);
    expect(said(await behind)).toBe('NOT_READY');
    expect(pool.gauges).toMatchObject({ breaker: 'OPEN', failuresInARow: 4, lost: 4 });
    expect(await pool.run('add', [1, 2], LONG)).toMatchObject({
      error: { code: 'NOT_READY', todo: 'Try again in 1 s.' },
    });
    now = 1_000;
    expect(pool.gauges.breaker).toBe('HALF_OPEN');
    const probes = [pool.run('add', [1, 2], LONG), pool.run('add', [3, 4], LONG)];
    expect((await Promise.all(probes)).map(said)).toEqual([3, 7]);
    expect(pool.gauges).toMatchObject({ breaker: 'CLOSED', failuresInARow: 0 });
  });

  it('answers each of 64 calls exactly once while workers die, hang and are cancelled', async () => {
    const pool = open({ breaker: { failures: 1_000, openMs: 1, longestOpenMs: 1 }, graceMs: 20 });
    const controller = new AbortController();
    const answers = Array.from({ length: 64 }, (_, i): Promise<Result<unknown>> => {
      if (i % 16 === 3) return pool.run('exit', 1, LONG);
      if (i % 16 === 7) return pool.run('loop', null, { deadlineMs: 30 + i });
      if (i % 16 === 11) return pool.run('throwing', 'planted', LONG);
      if (i % 16 === 13) return pool.run('sleep', 5_000, { ...LONG, signal: controller.signal });
      return pool.run('add', [i, 1], LONG);
    });
    setTimeout(() => controller.abort(), 200);
    const all = (await Promise.all(answers)).map(said);
    all.forEach((answer, i) => {
      if (i % 16 === 3 || i % 16 === 11) expect(answer, String(i)).toBe('INTERNAL');
      else if (i % 16 === 7) expect(answer, String(i)).toBe('DEADLINE_EXCEEDED');
      else if (i % 16 === 13) expect(answer, String(i)).toBe('CANCELLED');
      else expect(answer, String(i)).toBe(i + 1);
    });
    expect(pool.gauges).toMatchObject({ queued: 0 });
  });

  it('ends workers without work, and starts another when there is some', async () => {
    const pool = open({ idleMs: 20 });
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
    await until(() => pool.gauges.started === 0);
    expect(said(await pool.run('add', [1, 2], LONG))).toBe(3);
    expect(pool.gauges.lost).toBe(0);
  });

  it('answers what is open when it is closed, and takes nothing after', async () => {
    const pool = open({ threads: 1 });
    const running = pool.run('loop', null, LONG);
    const waiting = pool.run('add', [1, 2], LONG);
    const closed = pool.close();
    expect([said(await running), said(await waiting)]).toEqual(['CANCELLED', 'CANCELLED']);
    await closed;
    expect(said(await pool.run('add', [1, 2], LONG))).toBe('NOT_READY');
    expect(pool.gauges).toMatchObject({ started: 0, busy: 0, queued: 0, lost: 0 });
  });
});
