import { readFileSync } from 'node:fs';
import {
  assertLength,
  assertRows,
  packedLength,
  rowsLayout,
  type MatrixKernels,
} from '#shared/quant/matrix-kernels.ts';
import { typescriptKernels } from '#shared/quant/typescript-kernels.ts';
import { webAssembly, type SharedMemory } from './web-assembly.ts';

/** Why the kernels run in plain TypeScript. */
export interface KernelFallback {
  readonly code: 'BINARY_ABSENT' | 'BINARY_REFUSED';
  /** What the system or the runtime said. */
  readonly detail: string;
}

export interface Kernels extends MatrixKernels {
  /** Null when the kernels are the compiled ones. */
  readonly fallback: KernelFallback | null;
}

type RankK = (rows: number, n: number, stride: number, padded: number, out: number, ticket: number) => number;
type Standardise = (
  returns: number,
  n: number,
  T: number,
  rows: number,
  stride: number,
  padded: number,
) => void;
type Apply = (rows: number, n: number, stride: number, padded: number, factor: number, out: number) => void;

/** What `assembly/kernels.ts` exports. Addresses are bytes of the memory, counts and strides elements. */
interface KernelExports {
  readonly rankK64: RankK;
  readonly rankK32: RankK;
  readonly standardise64: Standardise;
  readonly standardise32: Standardise;
  readonly multiply: Apply;
  readonly weightedSum: Apply;
  readonly selectLargest: (values: number, length: number, out: number, k: number) => number;
}

/** Built by scripts/build-kernels.ts; in the desktop's bundle it lies beside the code. */
const BINARY = new URL('../../.build/kernels.wasm', import.meta.url);

/**
 * The kernels of this thread over a memory that threads share, compiled from `assembly/` to WebAssembly with SIMD; where
 * the binary is absent or the runtime refuses it, the same in plain TypeScript and `fallback` saying why. Both give the
 * same bits in float64. RangeError from a compiled kernel for an array that is no view on `memory` or too short.
 */
export function createKernels(memory: SharedMemory, binary: URL = BINARY): Kernels {
  const loaded = load(memory, binary);
  if ('code' in loaded) return { ...typescriptKernels, fallback: loaded };
  return { ...compiledKernels(memory, loaded), fallback: null };
}

function load(memory: SharedMemory, binary: URL): KernelExports | KernelFallback {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(binary);
  } catch (error) {
    return { code: 'BINARY_ABSENT', detail: messageOf(error) };
  }
  try {
    const module = new webAssembly.Module(bytes);
    return new webAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
  } catch (error) {
    return { code: 'BINARY_REFUSED', detail: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function compiledKernels(memory: SharedMemory, compiled: KernelExports): MatrixKernels {
  /** The address of an array of at least `length` on the memory. */
  const at = (name: string, array: Float64Array | Float32Array | Int32Array, length: number): number => {
    assertLength(name, array, length);
    if (array.buffer !== memory.buffer) throw new RangeError(`${name} is not a view on the kernels' memory`);
    return array.byteOffset;
  };
  return {
    name: 'wasm',
    standardise(job) {
      const { returns, rows, n, T, stride } = job;
      assertRows(job);
      const run = rows instanceof Float64Array ? compiled.standardise64 : compiled.standardise32;
      run(at('returns', returns, n * T), n, T, at('rows', rows, 0), stride, rowsLayout(n, T).stride);
    },
    rankK(job) {
      const { rows, n, T, stride, out, ticket } = job;
      assertRows(job);
      const run = rows instanceof Float64Array ? compiled.rankK64 : compiled.rankK32;
      const [result, next] = [at('out', out, packedLength(n)), at('ticket', ticket, 1)];
      return run(at('rows', rows, 0), n, stride, rowsLayout(n, T).stride, result, next);
    },
    multiply(matrix, vector, out) {
      const { rows, n, T, stride } = matrix;
      assertRows(matrix);
      const padded = rowsLayout(n, T).stride;
      const [factor, result] = [at('vector', vector, padded), at('out', out, n)];
      compiled.multiply(at('rows', rows, 0), n, stride, padded, factor, result);
    },
    weightedSum(matrix, weights, out) {
      const { rows, n, T, stride } = matrix;
      assertRows(matrix);
      const padded = rowsLayout(n, T).stride;
      const [factors, result] = [at('weights', weights, n), at('out', out, padded)];
      compiled.weightedSum(at('rows', rows, 0), n, stride, padded, factors, result);
    },
    selectLargest(values, out) {
      const k = out.length;
      if (k === 0) throw new RangeError('Nothing to select');
      return compiled.selectLargest(at('values', values, k), values.length, at('out', out, k), k);
    },
  };
}
