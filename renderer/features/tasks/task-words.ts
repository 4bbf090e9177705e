import type { TaskKind, TaskState } from '#shared/domain/task.ts';

/** What a task does, and what it counts. */
export const TASK_WORDS: Readonly<Record<TaskKind, { readonly title: string; readonly unit: string }>> = {
  IMPORT: { title: 'Reading an import', unit: 'rows' },
  MERGE: { title: 'Taking over an import', unit: '' },
  LIMIT_REPLAY: { title: 'Replay under draft limits', unit: '' },
  RECOMPUTE: { title: 'Recomputing a decision', unit: '' },
  SIZE: { title: 'Sizing', unit: 'tickets' },
  REBALANCE: { title: 'Planning a rebalance', unit: 'targets' },
  BRANCHES: { title: 'Comparing branches', unit: 'branches' },
  SIMULATION: { title: 'Monte Carlo', unit: 'draws' },
  CORRELATIONS: { title: 'Building correlations', unit: '' },
  AUDIT_CHECK: { title: 'Verifying the audit log', unit: '' },
  AUDIT_EXPORT: { title: 'Exporting the audit log', unit: '' },
};

export const STATE_WORDS: Readonly<Record<TaskState, string>> = {
  RUNNING: 'Running',
  DONE: 'Done',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};
