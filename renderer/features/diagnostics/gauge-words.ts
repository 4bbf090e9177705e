import { GAUGES, type Gauge, type GaugeCode, type GaugeGroup } from '#shared/domain/gauges.ts';
import { formatCount, formatMicros, UNKNOWN } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';

export const GROUP_WORDS: Readonly<Record<GaugeGroup, string>> = {
  DECISIONS: 'Decisions',
  JOURNAL: 'Journal',
  WORKERS: 'Workers',
  CLIENTS: 'Clients',
  PROCESS: 'Process',
  STORE: 'Store',
};

export const GAUGE_WORDS: Readonly<Record<GaugeCode, string>> = {
  DECISIONS: 'Decisions since the desk was opened',
  DECISION_P50: 'Engine time, median of the last 1,024',
  DECISION_P99: 'Engine time, p99',
  DECISION_P999: 'Engine time, p99.9',
  DECISION_QUERIES: 'Queries in a decision, most of the last 1,024',
  WORKING_TICKETS: 'Working tickets',
  TICKETS_IN_FLIGHT: 'Tickets on their way to the disk',
  JOURNAL_RECORDS: 'Records on their way to the disk',
  JOURNAL_RECORDS_MOST: 'The same, most since the desk was opened',
  JOURNAL_RING: 'Ring to the writer',
  JOURNAL_RING_MOST: 'The same, most since the desk was opened',
  POOL_THREADS: 'Numerics threads started',
  POOL_BUSY: 'Numerics threads busy',
  POOL_QUEUE: 'Numerics calls waiting',
  POOL_LOST: 'Numerics threads lost',
  POOL_BREAKER: 'Numerics breaker',
  CORRELATIONS: 'Correlation matrix',
  CORRELATION_VERSION: 'Correlation matrix, version',
  CORRELATION_BYTES: 'Correlation matrix, memory',
  WHATIF_THREAD: 'What-if thread',
  RISK_THREAD: 'Risk thread',
  KEPT_DESK_HITS: 'Their questions on the desk as read',
  KEPT_DESK_MISSES: 'Their questions that read it again',
  CLIENTS: 'Connected clients',
  SESSIONS: 'Browser sessions',
  LOOP_DELAY_P99: 'Event loop delay, p99 of the last second',
  LOOP_DELAY_MAX: 'Event loop delay, longest of the last second',
  MEMORY_RSS: 'Memory, resident',
  MEMORY_HEAP: 'Memory, heap',
  MEMORY_BUFFERS: 'Memory, buffers',
  STORE_STATE: 'Writer of the desk file',
  STORE_BYTES: 'Desk file, size',
  STORE_WAL: 'Write-ahead log, size',
};

const MEGABYTE = 1024 * 1024;
const megabytes = (bytes: number): string =>
  bytes < MEGABYTE ? `${formatCount(Math.ceil(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** `12 of 256`, `3.1 MB`, `8.4 µs`, `Ready`; a dash when nothing was measured yet. */
export function describeGauge({ code, value, bound }: Gauge): string {
  if (value === null) return UNKNOWN;
  if (typeof value === 'string') return titleOfCode(value);
  const { unit } = GAUGES[code];
  const said = unit === 'BYTES' ? megabytes : unit === 'MICROS' ? formatMicros : formatCount;
  return bound === null ? said(value) : `${said(value)} of ${said(bound)}`;
}
