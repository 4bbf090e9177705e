import type { createNumericsPool } from '#electron/workers/numerics/numerics-pool.ts';
import type { Gauge } from '#shared/domain/gauges.ts';

/** The numerics pool and the what-if thread. */
export const workerGauges = (
  pool: ReturnType<typeof createNumericsPool>['gauges'],
  whatifIsOpen: boolean,
): readonly Gauge[] => [
  { code: 'POOL_THREADS', value: pool.started, bound: pool.threads },
  { code: 'POOL_BUSY', value: pool.busy, bound: pool.threads },
  { code: 'POOL_QUEUE', value: pool.queued, bound: pool.maxQueue },
  { code: 'POOL_LOST', value: pool.lost, bound: null },
  { code: 'POOL_BREAKER', value: pool.breaker, bound: null },
  { code: 'WHATIF_THREAD', value: whatifIsOpen ? 'OPEN' : 'AT_REST', bound: null },
];
