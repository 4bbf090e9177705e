import { webAssembly, type SharedMemory } from './web-assembly.ts';

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;

/** A cache line: no two arrays share one, so that threads at different arrays do not wait for each other. */
const ALIGNMENT = 64;

/**
 * One shared memory for the kernels of every thread, handed out front to back. Its size is fixed for good: it never
 * grows, since a view from before would not be one on the grown memory. What is never touched costs no RAM.
 * One thread allocates; another one gets the memory and the arrays, and sees them through `viewOn`.
 */
export class KernelMemory {
  readonly memory: SharedMemory;
  #used = 0;

  /** RangeError above 4 GiB, or when the system has no such room. */
  constructor(bytes: number) {
    const pages = Math.ceil(bytes / PAGE_BYTES);
    if (!(pages >= 1 && pages <= MOST_PAGES)) throw new RangeError(`A kernel memory of ${bytes} bytes`);
    this.memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  }

  /** Bytes not handed out yet. */
  get free(): number {
    return this.memory.buffer.byteLength - this.#used;
  }

  /** `length` numbers on a cache line of their own, holding what was there before; RangeError when the room is gone. */
  float64(length: number): Float64Array {
    return new Float64Array(this.memory.buffer, this.#take(length * 8), length);
  }

  float32(length: number): Float32Array {
    return new Float32Array(this.memory.buffer, this.#take(length * 4), length);
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.memory.buffer, this.#take(length * 4), length);
  }

  /** Takes everything back: arrays from before must not be used any more. */
  reset(): void {
    this.#used = 0;
  }

  #take(bytes: number): number {
    const at = this.#used;
    const room = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    if (room > this.free) throw new RangeError(`The kernel memory has ${this.free} bytes left, not ${bytes}`);
    this.#used += room;
    return at;
  }
}

/**
 * The same numbers as a view on this thread's `memory`: an array that came with a message from another thread has a
 * buffer of its own name, though it is the same memory, and the kernels would refuse it.
 */
export function viewOn<A extends Float64Array | Float32Array | Int32Array>(
  memory: SharedMemory,
  array: A,
): A {
  const View = array.constructor as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => A;
  return new View(memory.buffer, array.byteOffset, array.length);
}
