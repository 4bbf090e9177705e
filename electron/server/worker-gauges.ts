import type { createNumericsPool } from '#electron/workers/numerics/numerics-pool.ts';
import type { WhatifThread } from '#electron/workers/whatif/whatif-thread.ts';
import type { Gauge } from '#shared/domain/gauges.ts';

type ReadingThread = Pick<WhatifThread, 'isOpen' | 'questions'>;

/** The numerics pool, and the two threads that read a desk of their own. */
export const workerGauges = (
  pool: ReturnType<typeof createNumericsPool>['gauges'],
  whatif: ReadingThread,
  risk: ReadingThread,
): readonly Gauge[] => [
  { code: 'POOL_THREADS', value: pool.started, bound: pool.threads },
  { code: 'POOL_BUSY', value: pool.busy, bound: pool.threads },
  { code: 'POOL_QUEUE', value: pool.queued, bound: pool.maxQueue },
  { code: 'POOL_LOST', value: pool.lost, bound: null },
  { code: 'POOL_BREAKER', value: pool.breaker, bound: null },
  { code: 'WHATIF_THREAD', value: stateOf(whatif), bound: null },
  { code: 'RISK_THREAD', value: stateOf(risk), bound: null },
  { code: 'KEPT_DESK_HITS', value: whatif.questions.kept + risk.questions.kept, bound: null },
  { code: 'KEPT_DESK_MISSES', value: whatif.questions.read + risk.questions.read, bound: null },
];

const stateOf = ({ isOpen }: ReadingThread): string => (isOpen ? 'OPEN' : 'AT_REST');
