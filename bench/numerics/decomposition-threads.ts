import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CovarianceFactor } from '#shared/quant/covariance.ts';
import { decomposeHalf, type SharedDecomposition } from './shared-decomposition.ts';

/** `decomposeVar` of one book on two threads, this one and one more, over memory that they share. */
export class DecompositionThreads {
  readonly task: SharedDecomposition;
  readonly #worker: Worker;

  constructor(factor: CovarianceFactor, book: Float64Array, z: number) {
    const { symbols, T } = factor;
    this.task = {
      job: {
        factor: { ...factor, scaled: shared(symbols * T, factor.scaled) },
        book: shared(symbols, book),
        projected: shared(T),
        z,
      },
      parts: {
        standalone: shared(symbols),
        marginal: shared(symbols),
        component: shared(symbols),
        incremental: shared(symbols),
      },
      met: new Int32Array(new SharedArrayBuffer(4)),
    };
    const thread = new URL('./decomposition-thread.ts', import.meta.url);
    this.#worker = new Worker(thread, { workerData: this.task });
  }

  async ready(): Promise<void> {
    await once(this.#worker, 'online', { signal: AbortSignal.timeout(30_000) });
  }

  run(): void {
    decomposeHalf(this.task, 0);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function shared(length: number, values?: Float64Array): Float64Array {
  const array = new Float64Array(new SharedArrayBuffer(length * 8));
  if (values !== undefined) array.set(values);
  return array;
}
