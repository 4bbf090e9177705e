import { z } from 'zod';
import { TASK_KINDS, TASK_STATES } from '#shared/domain/task.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

/** Something that takes long, under way or over. */
const task = z.strictObject({
  taskId: z.string(),
  kind: z.enum(TASK_KINDS),
  /** What it is about: files, limits, a decision, an account. */
  about: z.string(),
  user: z.string(),
  state: z.enum(TASK_STATES),
  startedAt: z.number(),
  /** From its start to its end, or to now. */
  elapsedMs: z.number(),
  /** The share that is done, 0..1; null: cannot be told. */
  progress: z.number().nullable(),
  /** Rows of an import, tickets, targets, branches, draws, symbols: those done and those in all; null: not counted. */
  done: z.number().nullable(),
  amount: z.number().nullable(),
  isCancellable: z.boolean(),
  /** Why it failed; null otherwise. */
  failure: z.strictObject({ code: z.string(), what: z.string() }).nullable(),
});
export type TaskRow = z.output<typeof task>;

/** Those under way first, then those that ended, the latest first. */
export const taskList = z.strictObject({ tasks: z.array(task) });

export const tasksProcedures = {
  'tasks.list': query(nothing, taskList),
  /** Of one's own; of another person's with OPERATE. CONFLICT: it is over, or cannot be stopped. */
  'tasks.cancel': command(z.strictObject({ taskId: z.string().max(64) }), nothing, {
    capability: 'VIEW',
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
} as const satisfies Record<string, Procedure>;
