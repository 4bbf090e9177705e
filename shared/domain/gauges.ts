export const GAUGE_GROUPS = ['DECISIONS', 'JOURNAL', 'WORKERS', 'CLIENTS', 'PROCESS', 'STORE'] as const;
export type GaugeGroup = (typeof GAUGE_GROUPS)[number];

/** Everything that is gauged: where it belongs and what it counts. WORD: a state from a closed list. */
export const GAUGES = {
  DECISIONS: { group: 'DECISIONS', unit: 'COUNT' },
  DECISION_P50: { group: 'DECISIONS', unit: 'MICROS' },
  DECISION_P99: { group: 'DECISIONS', unit: 'MICROS' },
  DECISION_P999: { group: 'DECISIONS', unit: 'MICROS' },
  /** Of a recorded decision or a preview. */
  DECISION_QUERIES: { group: 'DECISIONS', unit: 'COUNT' },
  WORKING_TICKETS: { group: 'DECISIONS', unit: 'COUNT' },
  TICKETS_IN_FLIGHT: { group: 'DECISIONS', unit: 'COUNT' },
  JOURNAL_RECORDS: { group: 'JOURNAL', unit: 'COUNT' },
  JOURNAL_RECORDS_MOST: { group: 'JOURNAL', unit: 'COUNT' },
  JOURNAL_RING: { group: 'JOURNAL', unit: 'BYTES' },
  JOURNAL_RING_MOST: { group: 'JOURNAL', unit: 'BYTES' },
  POOL_THREADS: { group: 'WORKERS', unit: 'COUNT' },
  POOL_BUSY: { group: 'WORKERS', unit: 'COUNT' },
  POOL_QUEUE: { group: 'WORKERS', unit: 'COUNT' },
  POOL_LOST: { group: 'WORKERS', unit: 'COUNT' },
  POOL_BREAKER: { group: 'WORKERS', unit: 'WORD' },
  CORRELATIONS: { group: 'WORKERS', unit: 'WORD' },
  CORRELATION_VERSION: { group: 'WORKERS', unit: 'COUNT' },
  CORRELATION_BYTES: { group: 'WORKERS', unit: 'BYTES' },
  WHATIF_THREAD: { group: 'WORKERS', unit: 'WORD' },
  RISK_THREAD: { group: 'WORKERS', unit: 'WORD' },
  /** Questions to the two threads that found the desk as it was read before, and those for which it was read again. */
  KEPT_DESK_HITS: { group: 'WORKERS', unit: 'COUNT' },
  KEPT_DESK_MISSES: { group: 'WORKERS', unit: 'COUNT' },
  CLIENTS: { group: 'CLIENTS', unit: 'COUNT' },
  SESSIONS: { group: 'CLIENTS', unit: 'COUNT' },
  LOOP_DELAY_P99: { group: 'PROCESS', unit: 'MICROS' },
  LOOP_DELAY_MAX: { group: 'PROCESS', unit: 'MICROS' },
  MEMORY_RSS: { group: 'PROCESS', unit: 'BYTES' },
  MEMORY_HEAP: { group: 'PROCESS', unit: 'BYTES' },
  MEMORY_BUFFERS: { group: 'PROCESS', unit: 'BYTES' },
  STORE_STATE: { group: 'STORE', unit: 'WORD' },
  STORE_BYTES: { group: 'STORE', unit: 'BYTES' },
  STORE_WAL: { group: 'STORE', unit: 'BYTES' },
} as const satisfies Record<string, { group: GaugeGroup; unit: 'COUNT' | 'BYTES' | 'MICROS' | 'WORD' }>;
export type GaugeCode = keyof typeof GAUGES;
export const GAUGE_CODES = Object.keys(GAUGES) as readonly GaugeCode[];

/** What a gauge shows now: null before anything was measured; `bound` is the most it can be, null: it has none. */
export interface Gauge {
  readonly code: GaugeCode;
  readonly value: number | string | null;
  readonly bound: number | null;
}
