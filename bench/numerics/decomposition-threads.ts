import type { CovarianceFactor } from '#shared/quant/covariance.ts';
import type { VarParts } from '#shared/quant/decomposition.ts';
import type { DecompositionTask } from './decomposition-thread.ts';
import { ThreadPair } from './thread-pair.ts';

/** `decomposeVar` of one book on two bare threads. */
export class DecompositionThreads extends ThreadPair<DecompositionTask> {
  readonly parts: VarParts;

  constructor(factor: CovarianceFactor, book: Float64Array, z: number) {
    const { symbols, T } = factor;
    const parts: VarParts = {
      standalone: shared(symbols),
      marginal: shared(symbols),
      component: shared(symbols),
      incremental: shared(symbols),
    };
    const job = {
      factor: { ...factor, scaled: shared(symbols * T, factor.scaled) },
      book: shared(symbols, book),
      projected: shared(T),
      z,
    };
    super(new URL('./decomposition-thread.ts', import.meta.url), { job, parts });
    this.parts = parts;
  }
}

function shared(length: number, values?: Float64Array): Float64Array {
  const array = new Float64Array(new SharedArrayBuffer(length * 8));
  if (values !== undefined) array.set(values);
  return array;
}
