import { describe, expect, it } from 'vitest';
import { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { computeCovariance, type CovarianceFactor } from '#shared/quant/covariance.ts';
import { decomposeVar } from '#shared/quant/decomposition.ts';
import { packedLength, rowsLayout } from '#shared/quant/matrix-kernels.ts';
import { typescriptKernels } from '#shared/quant/typescript-kernels.ts';
import { correlationFigures } from './correlation-figures.ts';
import { decompositionFigures } from './decomposition-figures.ts';
import { DecompositionThreads } from './decomposition-threads.ts';
import { fillReturns } from './fill-returns.ts';
import { findNumpy } from './find-numpy.ts';
import type { CorrelationJob } from './correlation-thread.ts';
import { CorrelationThreads } from './correlation-threads.ts';
import { runNumerics } from './run-numerics.ts';
import { sizingFigures } from './sizing-figures.ts';
import { ticketFigures } from './ticket-figures.ts';

const SMALL = {
  correlation: { sessions: 31, symbols: [9, 70], rounds: 2 },
  decomposition: { sessions: 31, positions: 70, rounds: 2 },
  ticket: { sessions: [31, 300], tickets: 70, rounds: 2 },
  sizing: { sessions: 32, orders: 72, rounds: 2 },
};

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
    const threads = new CorrelationThreads(kernelMemory, [job]);
    await threads.ready();
    for (let round = 0; round < 50; round++) {
      job.out.fill(NaN);
      threads.time(0);
      expect(job.out.every((value, at) => value === alone.out[at])).toBe(true);
    }
    await threads.close();
  });

  it('takes two threads through many rounds to the same parts of the VaR', async () => {
    const returns = fillReturns(new Float64Array(151 * 33), 151, 33);
    const factor = computeCovariance(returns, 151, 33, 'sample') as CovarianceFactor;
    const book = Float64Array.from({ length: 151 }, (_, s) => 1_000 * Math.sin(s));
    const threads = new DecompositionThreads(factor, book, 2.33);
    await threads.ready();
    const { sigma: _sigma, ...alone } = decomposeVar(factor, book, 2.33);
    const { parts } = threads;
    for (let round = 0; round < 50; round++) {
      for (const part of Object.values(parts)) (part as Float64Array).fill(NaN);
      threads.run(0);
      expect(parts).toEqual(alone);
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
      expect(report.bars).toHaveLength(11);
      expect(report.figures['float64Difference70']).toBeLessThan(1e-13);
    });

    it.each([1e-4, NaN])('notices one correlation that is off by %d', async (fault) => {
      await expect(correlationFigures({ ...SMALL.correlation, fault })).rejects.toThrow(
        "differ from numpy's by",
      );
    });

    it.each([1e-4, NaN])('notices one part of the VaR that is off by %d', async (fault) => {
      const size = { ...SMALL.decomposition, fault };
      await expect(decompositionFigures(size)).rejects.toThrow("differ from numpy's by");
    });

    it('notices one VaR of a ticket that is off', async () => {
      await expect(ticketFigures({ ...SMALL.ticket, fault: 1 })).rejects.toThrow("differs from numpy's by");
    });

    it('notices one size of a batch that is off', async () => {
      await expect(sizingFigures({ ...SMALL.sizing, fault: 1 })).rejects.toThrow("differ from numpy's by");
    });
  });
});
