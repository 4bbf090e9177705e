import { writeFileSync } from 'node:fs';
import { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { createKernels } from '#electron/kernels/kernels.ts';
import { packedLength, rowsLayout } from '#shared/quant/matrix-kernels.ts';
import { THREADS } from './thread-pair.ts';
import { bytesOf } from './bytes-of.ts';
import type { FigureGroup } from '../figure-group.ts';
import type { CorrelationJob } from './correlation-thread.ts';
import { CorrelationThreads } from './correlation-threads.ts';
import type { NumpyPeer, Precision } from './numpy-peer.ts';
import { race } from './race.ts';
import { withNumpy } from './with-numpy.ts';
import { fillReturns } from './fill-returns.ts';

export interface CorrelationSize {
  readonly sessions: number;
  readonly symbols: readonly number[];
  readonly rounds: number;
  /** Added to one correlation before it is compared: only a test of the comparison gives any. */
  readonly fault?: number;
}

/** Rounds until the compiler has replaced its first, quick code of the kernels. */
const WARM_UP = 3;

/** Largest difference from numpy's float64 that is rounding and nothing else. */
const TOLERANCE: Readonly<Record<Precision, number>> = { float64: 1e-12, float32: 5e-6 };

/**
 * From returns to all pairwise correlations, both sides on two threads and in turn: the kernels in float64 and float32
 * beside np.corrcoef, and numpy's bare product of standardised rows for comparison.
 * Error when a correlation differs from numpy's by more than its rounding, or the kernels are not the compiled ones.
 */
export async function correlationFigures(size: CorrelationSize): Promise<FigureGroup> {
  return withNumpy(THREADS, async (numpy, file) => {
    const about = await numpy.about();
    const figures: Record<string, number> = {};
    for (const n of size.symbols) Object.assign(figures, await figuresOf(n, size, numpy, file));
    return {
      figures,
      bars: size.symbols.flatMap((n) => [
        [`float64Times${n}`, '>=', 0.9],
        [`float32Times${n}`, '>=', 1.5],
      ]),
      notes: [
        `${size.sessions} sessions, ${THREADS} threads on both sides, medians of ${size.rounds} rounds in turn; numpy ${about.numpy} with ${about.blas}.`,
        'float64TimesN and float32TimesN: np.corrcoef as it is called, which computes in float64 whatever it is given, over ours, which starts from float64 returns and writes the packed upper triangle; float32TimesNumpy32AtN: np.corrcoef of float32 with dtype=float32 over ours in float32.',
        'BestTimes: the same ratio of the shortest rounds, nearest to a machine with nothing else to do.',
        'CpuTimes: the same ratio of processor time over all threads, which other work on the machine changes less; numpy spins while its threads wait for each other.',
        'productMsN is numpy multiplying standardised float64 rows alone, into a matrix that is there already.',
      ],
    };
  });
}

async function figuresOf(
  n: number,
  size: CorrelationSize,
  numpy: NumpyPeer,
  file: string,
): Promise<Record<string, number>> {
  const T = size.sessions;
  const kernelMemory = new KernelMemory(12 * packedLength(n) + 24 * (n + 4) * (T + 4) + 4096);
  const returns = fillReturns(kernelMemory.float64(n * T), n, T);
  const jobs = { float64: jobOf(kernelMemory, 'float64'), float32: jobOf(kernelMemory, 'float32') };
  writeFileSync(file, bytesOf(returns));
  await numpy.load(file, n, T);
  const threads = new CorrelationThreads(kernelMemory, [jobs.float64, jobs.float32]);
  try {
    await threads.ready();
    const { fallback } = createKernels(kernelMemory.memory);
    if (fallback !== null) throw new Error(`The kernels are not the compiled ones: ${fallback.detail}`);
    const racers = {
      float64: () => threads.time(0),
      float32: () => threads.time(1),
      numpy64: () => numpy.timeCorrcoef('float64'),
      numpy32: () => numpy.timeCorrcoef('float32'),
      product: () => numpy.time('product'),
    };
    const { float64, float32, numpy64, numpy32, product } = await race(racers, size.rounds, WARM_UP);
    const figures: Record<string, number> = {
      [`float64Times${n}`]: numpy64.wallMs / float64.wallMs,
      [`float32Times${n}`]: numpy64.wallMs / float32.wallMs,
      [`float32TimesNumpy32At${n}`]: numpy32.wallMs / float32.wallMs,
      [`float64BestTimes${n}`]: numpy64.bestMs / float64.bestMs,
      [`float32BestTimes${n}`]: numpy64.bestMs / float32.bestMs,
      [`float64CpuTimes${n}`]: numpy64.cpuMs / float64.cpuMs,
      [`float32CpuTimes${n}`]: numpy64.cpuMs / float32.cpuMs,
      [`float64Ms${n}`]: float64.wallMs,
      [`float32Ms${n}`]: float32.wallMs,
      [`numpy64Ms${n}`]: numpy64.wallMs,
      [`numpy32Ms${n}`]: numpy32.wallMs,
      [`productMs${n}`]: product.wallMs,
    };
    for (const precision of ['float64', 'float32'] as const) {
      const { out } = jobs[precision];
      out[n] = (out[n] as number) + (size.fault ?? 0);
      writeFileSync(file, bytesOf(out));
      const difference = await numpy.difference(file, precision);
      if (difference > TOLERANCE[precision]) {
        throw new Error(`${precision} correlations of ${n} symbols differ from numpy's by ${difference}`);
      }
      figures[`${precision}Difference${n}`] = difference;
    }
    return figures;
  } finally {
    await threads.close();
  }

  function jobOf(room: KernelMemory, precision: Precision): CorrelationJob {
    const { stride, length } = rowsLayout(n, T);
    const [rows, out] = [room[precision](length), room[precision](packedLength(n))];
    return { n, T, stride, returns, rows, out, ticket: room.int32(1) } as CorrelationJob;
  }
}
