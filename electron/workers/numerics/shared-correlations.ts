import type {
  CorrelationCache,
  CorrelationCacheState,
  CorrelationSource,
} from '#electron/core/ports/correlation-cache.ts';
import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { rankKBlocks } from '#shared/quant/matrix-kernels.ts';
import {
  createCorrelationMemory,
  fitsInto,
  hashKey,
  MAX_SYMBOLS,
  viewsOf,
  type CorrelationShape,
  type KeyHash,
  type SharedCorrelations,
} from './correlation-layout.ts';
import { SharedCorrelationReader } from './correlation-reader.ts';
import { beginWriting, publish } from './correlation-writer.ts';
import type { NumericsPool } from './numerics-pool.ts';

export interface SharedCorrelationOptions {
  readonly pool: Pick<NumericsPool, 'run' | 'threads'>;
  /** Of one build. Default 60 s. */
  readonly deadlineMs?: number;
}

/** A cache whose matrix other threads read without copying it. */
export interface SharedCorrelationCache extends CorrelationCache {
  /** What another thread makes a `SharedCorrelationReader` of; null unless READY. */
  readonly shared: SharedCorrelations | null;
  /** Stops building. */
  close(): void;
}

const DEADLINE_MS = 60_000;
const ATTEMPTS = 2;

/**
 * Correlations in a shared memory, built by the pool's workers: at most 5,119 symbols, one matrix of 50 MiB and its rows. A
 * memory is written again only when every worker has answered for it; one that a worker may still write to is left behind.
 */
export function createSharedCorrelations(options: SharedCorrelationOptions): SharedCorrelationCache {
  return new Cache(options);
}

class Cache implements SharedCorrelationCache {
  state: CorrelationCacheState = 'EMPTY';
  failure: AppError | null = null;
  readonly #options: SharedCorrelationOptions;
  #version = 0;
  #key: KeyHash | null = null;
  #shared: SharedCorrelations | null = null;
  #memory: SharedMemory | null = null;
  #reader: SharedCorrelationReader | null = null;
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;

  constructor(options: SharedCorrelationOptions) {
    this.#options = options;
  }

  get version(): number | null {
    return this.#reader?.version ?? null;
  }

  get shared(): SharedCorrelations | null {
    return this.#shared;
  }

  get bytes(): number {
    return this.#memory?.buffer.byteLength ?? 0;
  }

  correlation(a: number, b: number): number | null {
    return this.#reader?.correlation(a, b) ?? null;
  }

  row(id: number): Float32Array | null {
    return this.#reader?.row(id) ?? null;
  }

  build(source: CorrelationSource): void {
    const key = hashKey(source.key, source.symbols);
    const isSame = key.low === this.#key?.low && key.high === this.#key.high;
    if (isSame && (this.state === 'READY' || this.state === 'BUILDING')) return;
    const spare = this.#shared?.memory ?? null;
    this.close();
    this.#key = key;
    const shape = { symbols: source.symbols.length, sessions: source.T };
    this.state = shape.symbols > MAX_SYMBOLS ? 'TOO_LARGE' : isEmpty(shape) ? 'EMPTY' : 'BUILDING';
    if (this.state !== 'BUILDING') return;
    const abort = new AbortController();
    const build = { source, shape, key, signal: abort.signal };
    const end = (state: 'READY' | 'FAILED', failure: AppError | null): void => {
      if (abort.signal.aborted) return;
      this.state = state;
      this.failure = failure;
    };
    const done = this.#build(build, spare).then(
      (failure) => end(failure === null ? 'READY' : 'FAILED', failure),
      (thrown: Error) => end('FAILED', appError('INTERNAL', `No correlations: ${thrown.message}`)),
    );
    this.#running = { abort, done };
  }

  async settled(): Promise<void> {
    while (this.state === 'BUILDING') await this.#running?.done;
  }

  close(): void {
    this.#running?.abort.abort();
    this.#running = this.#shared = this.#memory = this.#reader = this.#key = this.failure = null;
    this.state = 'EMPTY';
  }

  /** Null once it is published; tried again in a memory of its own when a worker was lost on the way. */
  async #build(build: Build, spare: SharedMemory | null): Promise<AppError | null> {
    let memory = spare !== null && fitsInto(spare, build.shape) ? spare : null;
    for (let attempt = 1; ; attempt++) {
      this.#memory = memory ??= createCorrelationMemory(build.shape);
      const failure = await this.#compute(memory, build);
      if (build.signal.aborted) return failure;
      if (failure === null) {
        publish(memory);
        this.#shared = { memory, key: build.key };
        this.#reader = new SharedCorrelationReader(this.#shared);
        return null;
      }
      if (attempt === ATTEMPTS) return failure;
      memory = null;
    }
  }

  /** Null when every block was computed, and nobody writes any more. */
  async #compute(memory: SharedMemory, { source, shape, key, signal }: Build): Promise<AppError | null> {
    const { pool, deadlineMs = DEADLINE_MS } = this.#options;
    const { returns, ticket } = viewsOf(memory, shape);
    const options = { deadlineMs, signal };
    this.#version += 2;
    beginWriting({ memory, key }, { shape, version: this.#version });
    returns.set(source.returns);
    const standardised = await pool.run('standardiseReturns', { memory, shape }, options);
    if (!standardised.ok) return standardised.error;
    const blocks = rankKBlocks(shape.symbols);
    let done = 0;
    const computeBlocks = async (): Promise<AppError | null> => {
      const part = await pool.run('correlateBlocks', { memory, shape }, options);
      if (part.ok) done += part.value;
      // Whoever still computes blocks of what is not wanted any more ends within one.
      else Atomics.store(ticket, 0, blocks);
      return part.ok ? null : part.error;
    };
    const parts = await Promise.all(Array.from({ length: Math.min(pool.threads, blocks) }, computeBlocks));
    const failure = parts.find((error) => error !== null) ?? null;
    return failure ?? (done === blocks ? null : appError('INTERNAL', 'A worker was lost with its blocks'));
  }
}

interface Build {
  readonly source: CorrelationSource;
  readonly shape: CorrelationShape;
  readonly key: KeyHash;
  readonly signal: AbortSignal;
}

/** A correlation takes two returns. */
const isEmpty = ({ symbols, sessions }: CorrelationShape): boolean => symbols === 0 || sessions < 2;
