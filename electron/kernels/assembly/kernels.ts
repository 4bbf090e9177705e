/*
 * The kernels as they are compiled: AssemblyScript, not TypeScript. Every address and length has been checked by the
 * loader (../kernels.ts); what each function computes is said in shared/quant/matrix-kernels.ts, and float64 in the
 * order of operations of shared/quant/typescript-kernels.ts, which has to give the same bits. Addresses are bytes of
 * the shared memory, counts and strides are elements.
 */
export { rankK32, rankK64 } from './rank-k';
export { multiply, weightedSum } from './rows';
export { selectLargest } from './select-largest';
export { standardise32, standardise64 } from './standardise';
