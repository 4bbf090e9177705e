/** A WebAssembly memory of several threads; each has its own object of it, and its own name for the buffer. */
export interface SharedMemory {
  readonly buffer: ArrayBufferLike;
}

/** What the kernels need of the runtime, whose types come only with those of the DOM. */
interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: SharedMemory } },
  ) => { readonly exports: unknown };
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
