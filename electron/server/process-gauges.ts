import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { JournalState } from '#electron/workers/journal.ts';
import type { Gauge } from '#shared/domain/gauges.ts';

const RESOLUTION_MS = 10;
const EVERY_MS = 1_000;
const NANOS_PER_MICRO = 1_000;

export interface ProcessGauges {
  read(): readonly Gauge[];
  close(): void;
}

/** The process and the desk's file, with how its writer is: the delay of the event loop in the last whole second, memory, sizes. */
export function processGauges(storeFile: string, stateOfStore: () => JournalState): ProcessGauges {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let last: { p99: number; max: number } | null = null;
  const timer = setInterval(() => {
    // What the timer itself waits for is no delay.
    const over = (nanos: number): number => Math.max(0, nanos / NANOS_PER_MICRO - RESOLUTION_MS * 1_000);
    last = { p99: over(delay.percentile(99)), max: over(delay.max) };
    delay.reset();
  }, EVERY_MS).unref();
  return {
    read() {
      const { rss, heapUsed, heapTotal, arrayBuffers } = process.memoryUsage();
      const store = sizeOf(storeFile);
      return [
        { code: 'LOOP_DELAY_P99', value: last?.p99 ?? null, bound: null },
        { code: 'LOOP_DELAY_MAX', value: last?.max ?? null, bound: null },
        { code: 'MEMORY_RSS', value: rss, bound: null },
        { code: 'MEMORY_HEAP', value: heapUsed, bound: heapTotal },
        { code: 'MEMORY_BUFFERS', value: arrayBuffers, bound: null },
        { code: 'STORE_STATE', value: store === null ? 'FILE_MISSING' : stateOfStore(), bound: null },
        { code: 'STORE_BYTES', value: store, bound: null },
        { code: 'STORE_WAL', value: sizeOf(`${storeFile}-wal`), bound: null },
      ];
    },
    close() {
      clearInterval(timer);
      delay.disable();
    },
  };
}

const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;
