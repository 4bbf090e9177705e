import type { tasksProcedures } from '#shared/contract/procedures/tasks.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { TaskBoard } from './task-board.ts';

export const taskHandlers = (tasks: TaskBoard): HandlersOf<typeof tasksProcedures> => ({
  'tasks.list': () => ({ tasks: tasks.list() }),
  'tasks.cancel': ({ taskId }, actor) => {
    unwrap(tasks.cancel(taskId, actor));
    return {};
  },
});
