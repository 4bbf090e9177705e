import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import {
  HEADER,
  headerOf,
  LAYOUT,
  MAGIC,
  type CorrelationShape,
  type SharedCorrelations,
} from './correlation-layout.ts';

export interface Opening {
  readonly shape: CorrelationShape;
  /** Even, and greater than any that was published before. */
  readonly version: number;
}

/**
 * Opens a memory for writing under the version to come: readers of any thread answer null until `publish`. The sequence is odd before anything else
 * changes and even after everything has; who writes what lies between must be done, and be known to be, before `publish`.
 */
export function beginWriting({ memory, key }: SharedCorrelations, { shape, version }: Opening): void {
  const header = headerOf(memory);
  Atomics.store(header, HEADER.sequence, version - 1);
  Atomics.store(header, HEADER.magic, MAGIC);
  Atomics.store(header, HEADER.layout, LAYOUT);
  Atomics.store(header, HEADER.symbols, shape.symbols);
  Atomics.store(header, HEADER.sessions, shape.sessions);
  Atomics.store(header, HEADER.keyLow, key.low);
  Atomics.store(header, HEADER.keyHigh, key.high);
  Atomics.store(header, HEADER.ticket, 0);
}

/** Lets readers see what was written, under the version it was opened for. */
export function publish(memory: SharedMemory): void {
  Atomics.add(headerOf(memory), HEADER.sequence, 1);
}
