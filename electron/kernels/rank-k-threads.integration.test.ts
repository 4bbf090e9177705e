import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import {
  packedLength,
  panelIndex,
  rankKBlocks,
  rowsLayout,
  type RankKJob,
} from '#shared/quant/matrix-kernels.ts';
import { KernelMemory } from './kernel-memory.ts';
import type { RankKTask } from './rank-k-thread.testing.ts';

const kernelMemory = new KernelMemory(32 * 1024 * 1024);

function job(elements: 'float64' | 'float32', n: number, T: number): RankKJob {
  const { stride, length } = rowsLayout(n, T);
  const rows = kernelMemory[elements](length).fill(0);
  for (let i = 0; i < n; i++) {
    const lanes = 16 / rows.BYTES_PER_ELEMENT;
    for (let t = 0; t < T; t++)
      rows[panelIndex(lanes, stride, i, t)] = Math.sin(i * T + t + 1) * 10 ** (t % 7);
  }
  const out = kernelMemory[elements](packedLength(n)).fill(NaN);
  return { rows, n, T, stride, out, ticket: kernelMemory.int32(1).fill(0) } as RankKJob;
}

/** Runs the job on so many threads at once; returns how many blocks each did. */
async function runOn(threads: number, work: RankKJob): Promise<Int32Array> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const done = new Int32Array(new SharedArrayBuffer(4 * threads));
  const workers = Array.from({ length: threads }, (_, slot) => {
    const workerData: RankKTask = { memory: kernelMemory.memory, job: work, gate, done, slot };
    return new Worker(new URL('./rank-k-thread.testing.ts', import.meta.url), { workerData });
  });
  const ends = workers.map((worker) => once(worker, 'exit', { signal: AbortSignal.timeout(20_000) }));
  await Promise.all(workers.map((worker) => once(worker, 'online', { signal: AbortSignal.timeout(20_000) })));
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  return done;
}

it.each([
  ['float64', 701, 37],
  ['float32', 3_001, 1],
] as const)('rankK_%s_%i_x_%i_onOneTwoOrThreeThreads_isTheSameToTheBit', async (elements, n, T) => {
  kernelMemory.reset();
  const work = job(elements, n, T);
  let alone: Buffer | undefined;
  for (const threads of [1, 2, 3]) {
    work.out.fill(NaN);
    work.ticket[0] = 0;
    const done = await runOn(threads, work);
    expect(done.reduce((sum, blocks) => sum + blocks, 0)).toBe(rankKBlocks(n));
    const { buffer, byteOffset, byteLength } = work.out;
    const bytes = Buffer.from(Buffer.from(buffer, byteOffset, byteLength));
    expect(work.out.some(Number.isNaN)).toBe(false);
    expect(bytes.equals((alone ??= bytes))).toBe(true);
  }
});

it('rankK_ticket_isTakenByOneInstruction', () => {
  const binary = readFileSync(new URL('../../.build/kernels.wasm', import.meta.url)).toString('latin1');
  // i32.atomic.rmw.add, aligned, offset 0: once for each precision.
  expect(binary.split('\xfe\x1e\x02\x00').length - 1).toBe(2);
});
