/** What takes long at the desk. Of a lane there is one at a time: the next is refused until the first has ended. */
export const TASKS = {
  IMPORT: { lane: 'import' },
  MERGE: { lane: 'merge' },
  LIMIT_REPLAY: { lane: 'replay of limits' },
  RECOMPUTE: { lane: 'recomputation of a decision' },
  SIZE: { lane: 'what-if' },
  REBALANCE: { lane: 'what-if' },
  BRANCHES: { lane: 'what-if' },
  SIMULATION: { lane: 'simulation' },
  CORRELATIONS: { lane: 'build of the correlations' },
  AUDIT_CHECK: { lane: 'check of the audit log' },
  AUDIT_EXPORT: { lane: 'export of the audit log' },
} as const satisfies Record<string, { readonly lane: string }>;

export type TaskKind = keyof typeof TASKS;
export const TASK_KINDS = Object.keys(TASKS) as readonly TaskKind[];

export const TASK_STATES = ['RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];
