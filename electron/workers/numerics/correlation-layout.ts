import { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import { packedLength, rowsLayout } from '#shared/quant/matrix-kernels.ts';
import type { CorrelationKey } from '#electron/core/ports/correlation-cache.ts';

/** As many as 50 MiB of correlations are of: 5,000 symbols, and room for the indexes they are measured by. */
export const MAX_SYMBOLS = 5_119;

/** Of the header, 32-bit words from the start of the memory. */
export const HEADER = {
  magic: 0,
  layout: 1,
  /** 0: never written; odd: being written; even: the version of what is there. */
  sequence: 2,
  symbols: 3,
  sessions: 4,
  keyLow: 5,
  keyHigh: 6,
  /** Next block of the build, on a cache line of its own. */
  ticket: 16,
} as const;
export const MAGIC = 0x5046_434d;
export const LAYOUT = 1;
const HEADER_BYTES = 128;
const SMALL_BYTES = 65_536;
const ALIGNMENT = 64;

/** The words that a reader compares before it believes what it reads. */
export interface KeyHash {
  readonly low: number;
  readonly high: number;
}

/** A shared memory with the correlations of one key, for a `SharedCorrelationReader` of any thread. */
export interface SharedCorrelations {
  readonly memory: SharedMemory;
  readonly key: KeyHash;
}

/** Size of the matrix that the memory's header is about. */
export interface CorrelationShape {
  readonly symbols: number;
  readonly sessions: number;
}

/** Where everything lies: the header, the packed matrix (float32), the standardised rows (float32). */
function placesOf({ symbols, sessions }: CorrelationShape): { rowsAt: number; bytes: number } {
  const matrix = Math.max(packedLength(symbols) * 4, symbols * sessions * 8);
  const rowsAt = HEADER_BYTES + Math.ceil(matrix / ALIGNMENT) * ALIGNMENT;
  return { rowsAt, bytes: rowsAt + rowsLayout(symbols, sessions).length * 4 };
}

export const createCorrelationMemory = (shape: CorrelationShape): SharedMemory =>
  new KernelMemory(placesOf(shape).bytes).memory;

/** Whether a memory that holds another matrix may hold this one: large enough, and not more than twice of it. */
export function fitsInto({ buffer }: SharedMemory, shape: CorrelationShape): boolean {
  const { bytes } = placesOf(shape);
  return bytes <= buffer.byteLength && buffer.byteLength <= 2 * Math.max(bytes, SMALL_BYTES);
}

export const headerOf = ({ buffer }: SharedMemory): Int32Array => new Int32Array(buffer, 0, HEADER_BYTES / 4);

/** The packed matrix as the bits of its float32, as far as the memory goes. */
export const matrixBits = ({ buffer }: SharedMemory): Int32Array => new Int32Array(buffer, HEADER_BYTES);

/** What the kernels work on. The returns lie where the matrix will: they are not needed any more by then. */
export interface CorrelationViews {
  readonly returns: Float64Array;
  readonly rows: Float32Array;
  readonly stride: number;
  readonly out: Float32Array;
  readonly ticket: Int32Array;
}

export function viewsOf({ buffer }: SharedMemory, shape: CorrelationShape): CorrelationViews {
  const { symbols, sessions } = shape;
  const { stride, length } = rowsLayout(symbols, sessions);
  return {
    returns: new Float64Array(buffer, HEADER_BYTES, symbols * sessions),
    rows: new Float32Array(buffer, placesOf(shape).rowsAt, length),
    stride,
    out: new Float32Array(buffer, HEADER_BYTES, packedLength(symbols)),
    ticket: new Int32Array(buffer, HEADER.ticket * 4, 1),
  };
}

/** 64 bits of everything that the correlations follow from, FNV-1a from two starts. */
export function hashKey(key: CorrelationKey, symbols: readonly string[]): KeyHash {
  const { index, window, policy, lastDate, marketData, barRulings } = key;
  const text = JSON.stringify([index, window, policy, lastDate, marketData, barRulings, symbols]);
  return { low: fnv1a(text, 0x811c_9dc5), high: fnv1a(text, 0x6c62_272e) };
}

function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash | 0;
}
