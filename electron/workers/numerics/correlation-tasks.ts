import { createKernels } from '#electron/kernels/kernels.ts';
import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import { viewsOf, type CorrelationShape } from './correlation-layout.ts';

/** A step of building correlations in a shared memory that is open for writing. */
export interface CorrelationJob {
  readonly memory: SharedMemory;
  readonly shape: CorrelationShape;
}

/** Standardises the returns in the memory into its rows. */
export function standardiseReturns({ memory, shape }: CorrelationJob): void {
  const { returns, rows, stride } = viewsOf(memory, shape);
  createKernels(memory).standardise({ returns, rows, stride, n: shape.symbols, T: shape.sessions });
}

/** Computes blocks of the matrix until none is left; how many. A ticket past the last block ends it within one. */
export function correlateBlocks({ memory, shape }: CorrelationJob): number {
  const { rows, stride, out, ticket } = viewsOf(memory, shape);
  return createKernels(memory).rankK({ rows, stride, out, ticket, n: shape.symbols, T: shape.sessions });
}
