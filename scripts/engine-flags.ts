/**
 * What every process with threads is started with. Node takes the types out of a source by WebAssembly, in each thread; V8's
 * compilation of its calls into JavaScript after 1,000 of them races between threads, and the process dies of SIGSEGV or
 * SIGTRAP (Runtime_TierUpWasmToJSWrapper, WasmImportWrapperCache::Free). The compilation is never worth it here.
 */
export const THREADS_FLAG = '--wasm-wrapper-tiering-budget=1000000000';

/**
 * What the engine's process is started with. Reading a year of bars makes short-lived rows, for which V8 would let its young
 * generation grow to several times what the desk needs afterwards, and keep it.
 */
export const ENGINE_FLAGS = ['--max-semi-space-size=8', THREADS_FLAG] as const;
