import { parentPort, workerData } from 'node:worker_threads';
import { packedIndex } from '#shared/quant/matrix-kernels.ts';
import { HEADER, headerOf, matrixBits, viewsOf, type SharedCorrelations } from './correlation-layout.ts';
import { SharedCorrelationReader } from './correlation-reader.ts';
import { beginWriting, publish } from './correlation-writer.ts';

/** A thread of the torn-read test. Every cell of one version is the same number, and grows with the version. */
export interface StressTask {
  readonly role: 'WRITER' | 'READER' | 'READER_WITHOUT_THE_SEQUENCE';
  readonly shared: SharedCorrelations;
  readonly symbols: number;
  /** Whole rows to read. */
  readonly reads: number;
  /** One Int32: not 0 when the writer may end. */
  readonly end: SharedArrayBuffer;
}

export interface StressReport {
  readonly reads: number;
  /** Rows of more than one version, or of an older one than a row before. */
  readonly bad: number;
  /** Looks that found nothing to read. */
  readonly unavailable: number;
  readonly versions: number;
}

const STEP = 2 ** -22;
const PAUSE_MS = 0.05;

function write({ shared, symbols, end }: StressTask): StressReport {
  const shape = { symbols, sessions: 2 };
  const { out } = viewsOf(shared.memory, shape);
  const ended = new Int32Array(end);
  let versions = 0;
  while (Atomics.load(ended, 0) === 0) {
    versions++;
    // What is there at first is version 2.
    beginWriting(shared, { shape, version: 2 + 2 * versions });
    for (let i = 0; i < out.length; i++) out[i] = versions * STEP;
    publish(shared.memory);
    Atomics.wait(ended, 0, 0, PAUSE_MS);
  }
  return { reads: 0, bad: 0, unavailable: 0, versions };
}

function read({ symbols, reads }: StressTask, rowOf: (id: number) => Float32Array | null): StressReport {
  let [done, bad, unavailable, versions, last] = [0, 0, 0, 0, 0];
  for (let i = 0; done < reads; i++) {
    const id = i % symbols;
    const row = rowOf(id);
    if (row === null) {
      unavailable++;
      continue;
    }
    done++;
    const value = row[id === 0 ? 1 : 0] as number;
    let isWhole = value >= last;
    for (let j = 0; j < symbols; j++) if (j !== id && row[j] !== value) isWhole = false;
    if (!isWhole) bad++;
    if (value > last) {
      versions++;
      last = value;
    }
  }
  return { reads: done, bad, unavailable, versions };
}

/** What a reader without a lock would do. */
function uncheckedRow({ memory }: SharedCorrelations, id: number): Float32Array {
  const n = Atomics.load(headerOf(memory), HEADER.symbols);
  const matrix = matrixBits(memory);
  const bits = new Int32Array(n);
  for (let j = 0; j < n; j++)
    bits[j] = Atomics.load(matrix, packedIndex(n, Math.min(id, j), Math.max(id, j)));
  return new Float32Array(bits.buffer);
}

function run(task: StressTask): StressReport {
  if (task.role === 'WRITER') return write(task);
  if (task.role === 'READER_WITHOUT_THE_SEQUENCE') return read(task, (id) => uncheckedRow(task.shared, id));
  const reader = new SharedCorrelationReader(task.shared);
  return read(task, (id) => reader.row(id));
}

if (parentPort !== null) parentPort.postMessage(run(workerData as StressTask));
