import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createCorrelationMemory, viewsOf, type SharedCorrelations } from './correlation-layout.ts';
import { SharedCorrelationReader } from './correlation-reader.ts';
import type { StressReport, StressTask } from './correlation-stress-worker.testing.ts';
import { beginWriting, publish } from './correlation-writer.ts';

const LONG = process.env['PREFLIGHT_LONG'] === '1';
const READS = LONG ? 10_000_000 : 200_000;
const SYMBOLS = 40;
const KEY = { low: 17, high: -4 };

function written(symbols: number, fill: (out: Float32Array) => void): SharedCorrelations {
  const shape = { symbols, sessions: 2 };
  const shared = { memory: createCorrelationMemory(shape), key: KEY };
  beginWriting(shared, { shape, version: 2 });
  fill(viewsOf(shared.memory, shape).out);
  publish(shared.memory);
  return shared;
}

const start = (task: StressTask): Promise<StressReport> => {
  const worker = new Worker(new URL('./correlation-stress-worker.testing.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
  });
  return once(worker, 'message').then(([report]) => report as StressReport);
};

/** One writer that never rests for long, two readers that read that many rows in all. */
async function stress(role: StressTask['role'], reads: number): Promise<StressReport> {
  const shared = written(SYMBOLS, (out) => out.fill(0));
  const end = new SharedArrayBuffer(4);
  const task = { shared, symbols: SYMBOLS, reads: reads / 2, end };
  const writer = start({ ...task, role: 'WRITER' });
  const [a, b] = await Promise.all([start({ ...task, role }), start({ ...task, role })]);
  Atomics.store(new Int32Array(end), 0, 1);
  const { versions } = await writer;
  return {
    reads: a.reads + b.reads,
    bad: a.bad + b.bad,
    unavailable: a.unavailable + b.unavailable,
    versions: Math.min(versions, a.versions, b.versions),
  };
}

describe('the reader of shared correlations', () => {
  it('reads pairs either way round, whole rows, and nothing that is not there', () => {
    const shared = written(3, (out) => out.set([0.999_999, 0.25, NaN, 1.000_001, -1.000_001, 1]));
    const reader = new SharedCorrelationReader(shared);
    expect(reader.version).toBe(2);
    expect([reader.correlation(0, 1), reader.correlation(1, 0)]).toEqual([0.25, 0.25]);
    expect([reader.correlation(1, 2), reader.correlation(0, 0), reader.correlation(0, 2)]).toEqual([
      -1,
      1,
      null,
    ]);
    expect(reader.row(2)).toEqual(new Float32Array([NaN, -1, 1]));
    for (const id of [-1, 3, 0.5, NaN]) {
      expect(reader.correlation(0, id)).toBeNull();
      expect(reader.row(id)).toBeNull();
    }
  });

  it('reads nothing before the first version, while one is written, or of another key', () => {
    const shape = { symbols: 2, sessions: 2 };
    const shared = { memory: createCorrelationMemory(shape), key: KEY };
    const reader = new SharedCorrelationReader(shared);
    const seen = (): unknown => [reader.version, reader.correlation(0, 1), reader.row(1)];
    const nothing = [null, null, null];
    expect(seen()).toEqual(nothing);
    beginWriting(shared, { shape, version: 2 });
    viewsOf(shared.memory, shape).out.set([1, 0.5, 1]);
    expect(seen()).toEqual(nothing);
    publish(shared.memory);
    expect(seen()).toEqual([2, 0.5, new Float32Array([0.5, 1])]);
    for (const other of [
      { ...KEY, high: 4 },
      { ...KEY, low: 18 },
    ]) {
      beginWriting({ ...shared, key: other }, { shape, version: 4 });
      expect(seen()).toEqual(nothing);
      publish(shared.memory);
      expect(seen()).toEqual(nothing);
    }
  });

  it(`never reads a row of two versions, nor an older one after a newer: ${READS} rows`, async () => {
    const report = await stress('READER', READS);
    expect(report).toMatchObject({ reads: READS, bad: 0 });
    expect(report.versions).toBeGreaterThan(20);
    if (LONG) console.warn(JSON.stringify(report));
  }, 600_000);

  it('would read torn rows without the sequence', async () => {
    expect((await stress('READER_WITHOUT_THE_SEQUENCE', 200_000)).bad).toBeGreaterThan(0);
  }, 60_000);
});
