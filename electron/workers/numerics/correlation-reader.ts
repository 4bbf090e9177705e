import type { CorrelationReader } from '#electron/core/ports/correlation-cache.ts';
import { packedIndex } from '#shared/quant/matrix-kernels.ts';
import {
  HEADER,
  headerOf,
  LAYOUT,
  MAGIC,
  matrixBits,
  type KeyHash,
  type SharedCorrelations,
} from './correlation-layout.ts';

/** Looks at a matrix that changes meanwhile, before it counts as not available. */
const ATTEMPTS = 4;

/**
 * Reads one key's correlations out of a shared memory, on any thread and without a lock: a sequence lock. The sequence is
 * looked at before and after; when it was odd or has changed, what was read is thrown away. All of it is read with
 * `Atomics`, which keep their order: a plain read could move past the second look.
 * @source H.-J. Boehm, Can Seqlocks Get Along With Programming Language Memory Models?, MSPC 2012, section 4
 */
export class SharedCorrelationReader implements CorrelationReader {
  readonly #header: Int32Array;
  readonly #matrix: Int32Array;
  readonly #key: KeyHash;
  readonly #bits = new Int32Array(1);
  readonly #value = new Float32Array(this.#bits.buffer);

  constructor({ memory, key }: SharedCorrelations) {
    this.#header = headerOf(memory);
    this.#matrix = matrixBits(memory);
    this.#key = key;
  }

  get version(): number | null {
    const sequence = this.#look();
    return sequence !== 0 && this.#isStill(sequence) ? sequence : null;
  }

  correlation(a: number, b: number): number | null {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const sequence = this.#look();
      if (sequence === 0) continue;
      const n = Atomics.load(this.#header, HEADER.symbols);
      const isThere = isId(a, n) && isId(b, n);
      if (isThere) {
        this.#bits[0] = Atomics.load(this.#matrix, packedIndex(n, Math.min(a, b), Math.max(a, b)));
      }
      if (!this.#isStill(sequence)) continue;
      const value = this.#value[0] as number;
      if (!isThere || Number.isNaN(value)) return null;
      return a === b ? 1 : Math.max(-1, Math.min(1, value));
    }
    return null;
  }

  row(id: number): Float32Array | null {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const sequence = this.#look();
      if (sequence === 0) continue;
      const n = Atomics.load(this.#header, HEADER.symbols);
      const bits = isId(id, n) ? this.#rowBits(id, n) : null;
      if (this.#isStill(sequence)) return bits && withinOne(new Float32Array(bits.buffer), id);
    }
    return null;
  }

  #rowBits(id: number, n: number): Int32Array<ArrayBuffer> {
    const matrix = this.#matrix;
    const bits = new Int32Array(n);
    for (let i = 0; i < id; i++) bits[i] = Atomics.load(matrix, packedIndex(n, i, id));
    const own = packedIndex(n, id, id);
    for (let j = id; j < n; j++) bits[j] = Atomics.load(matrix, own + j - id);
    return bits;
  }

  /** The sequence of a whole matrix of this reader's key; 0: there is none. */
  #look(): number {
    const header = this.#header;
    const sequence = Atomics.load(header, HEADER.sequence);
    const isOurs =
      Atomics.load(header, HEADER.magic) === MAGIC &&
      Atomics.load(header, HEADER.layout) === LAYOUT &&
      Atomics.load(header, HEADER.keyLow) === this.#key.low &&
      Atomics.load(header, HEADER.keyHigh) === this.#key.high;
    return isOurs && (sequence & 1) === 0 ? sequence : 0;
  }

  #isStill(sequence: number): boolean {
    return Atomics.load(this.#header, HEADER.sequence) === sequence;
  }
}

const isId = (id: number, n: number): boolean => Number.isInteger(id) && id >= 0 && id < n;

/** A product of two unit rows may exceed 1 by its rounding; with itself it is 1. */
function withinOne(row: Float32Array, id: number): Float32Array {
  for (let i = 0; i < row.length; i++) row[i] = Math.max(-1, Math.min(1, row[i] as number));
  if (!Number.isNaN(row[id])) row[id] = 1;
  return row;
}
