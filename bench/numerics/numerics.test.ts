import { describe, expect, it } from 'vitest';
import { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { packedLength, rowsLayout } from '#shared/quant/matrix-kernels.ts';
import { typescriptKernels } from '#shared/quant/typescript-kernels.ts';
import { findNumpy } from './find-numpy.ts';
import { KernelThreads, type CorrelationJob } from './kernel-threads.ts';
import { runNumerics } from './run-numerics.ts';

const SMALL = { sessions: 31, symbols: [9, 70], rounds: 2 };

describe('numerics bench', () => {
  it('takes two threads through many rounds to the same correlations', async () => {
    const [n, T] = [150, 31];
    const kernelMemory = new KernelMemory(1024 * 1024);
    const { stride, length } = rowsLayout(n, T);
    const returns = kernelMemory.float64(n * T);
    for (let at = 0; at < n * T; at++) returns[at] = Math.sin(at * at);
    const job: CorrelationJob = {
      ...{ n, T, stride, returns, rows: kernelMemory.float64(length) },
      ...{ out: kernelMemory.float64(packedLength(n)), ticket: kernelMemory.int32(1) },
    };
    const alone = { ...job, rows: new Float64Array(length), out: new Float64Array(packedLength(n)) };
    typescriptKernels.standardise(alone);
    typescriptKernels.rankK({ ...alone, ticket: new Int32Array(1) });
    const threads = new KernelThreads(kernelMemory, [job]);
    await threads.ready();
    for (let round = 0; round < 50; round++) {
      job.out.fill(NaN);
      threads.time(0);
      expect(job.out.every((value, at) => value === alone.out[at])).toBe(true);
    }
    await threads.close();
  });

  describe.skipIf(findNumpy() === undefined)('beside numpy (skipped where no Python has it)', () => {
    it('reports every figure as a finite number, and each bar by a figure', async () => {
      const report = await runNumerics(SMALL);
      expect(report.bench).toBe('numerics');
      for (const [name, value] of Object.entries(report.figures))
        expect(value, name).toSatisfy(Number.isFinite);
      for (const bar of report.bars) expect(report.figures[bar.name]).toBe(bar.value);
      expect(report.bars).toHaveLength(4);
      expect(report.figures['float64Difference70']).toBeLessThan(1e-13);
    });

    it('notices one correlation that is off', async () => {
      await expect(runNumerics({ ...SMALL, fault: 1e-4 })).rejects.toThrow("differ from numpy's by");
      await expect(runNumerics({ ...SMALL, fault: NaN })).rejects.toThrow("differ from numpy's by");
    });
  });
});
