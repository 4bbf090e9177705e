import { writeFileSync } from 'node:fs';
import { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { createKernels } from '#electron/kernels/kernels.ts';
import {
  computeIncrementalVars,
  sizeByIncrementalVar,
  type IncrementalVarBatch,
} from '#shared/quant/sizing/incremental-var-batch.ts';
import { bytesOf } from './bytes-of.ts';
import type { FigureGroup } from '../figure-group.ts';
import { arraysOf, orderBookOf } from './order-book.ts';
import { race } from './race.ts';
import { timeOf } from './timing.ts';
import { withNumpy } from './with-numpy.ts';

export interface SizingSize {
  /** Multiples of four both, so that the rows need no padding. */
  readonly orders: number;
  readonly sessions: number;
  readonly rounds: number;
  /** Added to one size before it is compared: only a test of the comparison gives any. */
  readonly fault?: number;
}

const Z = 2.3263478740408408;

/** Rounds until the compiler has replaced its first, quick code. */
const WARM_UP = 20;

/** Largest difference from numpy's, as a share of the largest, that is rounding and nothing else. */
const TOLERANCE = 1e-10;

/**
 * A batch of orders against one book, as many symbols as orders, on one thread beside numpy on one: the largest size of
 * each within a budget of incremental VaR, and the incremental VaR of each. Error when one differs from numpy's.
 */
export async function sizingFigures(size: SizingSize): Promise<FigureGroup> {
  const { orders, sessions } = size;
  const kernelMemory = new KernelMemory(8 * (orders + 2) * (sessions + 2) + 4_096);
  const kernels = createKernels(kernelMemory.memory);
  const book = orderBookOf(orders, sessions, kernelMemory.float64(orders * sessions));
  const batch: IncrementalVarBatch = {
    ...{ ...book, z: Z, kernels },
    returns: { rows: book.returns, n: orders, T: sessions, stride: sessions },
    scratch: { centred: kernelMemory.float64(sessions), covariances: kernelMemory.float64(orders) },
  };
  const out = { sizes: new Float64Array(orders), incrementals: new Float64Array(orders) };
  return withNumpy(1, async (numpy, file) => {
    const { values, shapes } = arraysOf(book, Z, 1);
    writeFileSync(file, Buffer.concat(values.map(bytesOf)));
    await numpy.loadArrays(file, shapes);
    const racers = {
      sizes: () => timeOf(() => sizeByIncrementalVar(batch, book.budgets, out.sizes)),
      numpySizes: () => numpy.time('sizes'),
      incrementals: () => timeOf(() => computeIncrementalVars(batch, book.quantities, out.incrementals)),
      numpyIncrementals: () => numpy.time('incrementals'),
    };
    const times = await race(racers, size.rounds, WARM_UP);
    for (const name of ['sizes', 'incrementals'] as const) {
      out[name][0] = (out[name][0] as number) + (size.fault ?? 0);
      writeFileSync(file, bytesOf(out[name]));
      const distance = await numpy.distance(name, file);
      if (distance > TOLERANCE) throw new Error(`${name} of a batch differ from numpy's by ${distance}`);
    }
    return {
      figures: {
        sizesTimes: times.numpySizes.wallMs / times.sizes.wallMs,
        sizesBestTimes: times.numpySizes.bestMs / times.sizes.bestMs,
        sizesCpuTimes: times.numpySizes.cpuMs / times.sizes.cpuMs,
        sizesMs: times.sizes.wallMs,
        sizesNumpyMs: times.numpySizes.wallMs,
        incrementalsTimes: times.numpyIncrementals.wallMs / times.incrementals.wallMs,
        incrementalsMs: times.incrementals.wallMs,
      },
      bars: [['sizesTimes', '>=', 1]],
      notes: [
        `Sizes: ${orders} orders, each in a symbol of its own, against one book of ${sessions} sessions, one thread on both sides; numpy by one product of all returns with the P&L, and the orders gathered from that.`,
      ],
    };
  });
}
