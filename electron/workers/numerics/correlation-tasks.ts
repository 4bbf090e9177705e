import { typescriptKernels } from '#shared/quant/typescript-kernels.ts';
import { viewsOf, type CorrelationShape } from './correlation-layout.ts';
import type { SharedMemory } from './shared-memory.ts';

/** A step of building correlations in a shared memory that is open for writing. */
export interface CorrelationJob {
  readonly memory: SharedMemory;
  readonly shape: CorrelationShape;
}

/** Standardises the returns in the memory into its rows. */
export function standardiseReturns({ memory, shape }: CorrelationJob): void {
  const { returns, rows, stride } = viewsOf(memory, shape);
  typescriptKernels.standardise({ returns, rows, stride, n: shape.symbols, T: shape.sessions });
}

/** Computes blocks of the matrix until none is left; how many. A ticket past the last block ends it within one. */
export function correlateBlocks({ memory, shape }: CorrelationJob): number {
  const { rows, stride, out, ticket } = viewsOf(memory, shape);
  return typescriptKernels.rankK({ rows, stride, out, ticket, n: shape.symbols, T: shape.sessions });
}
