/** A `WebAssembly.Memory` that threads share: kernels work on it as it is, everything else on views of its buffer. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum: number;
  readonly shared: true;
}

/** Node has it, its types do not. */
declare const WebAssembly: { readonly Memory: new (descriptor: MemoryDescriptor) => SharedMemory };

const PAGE_BYTES = 65_536;

/** At least so many bytes, zeros, of a size that never changes. RangeError when the system has no such room. */
export function createSharedMemory(bytes: number): SharedMemory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
