import { serveTasks } from '#electron/workers/numerics/serve-tasks.ts';
import { contentionTasks } from './contention-tasks.ts';

serveTasks(contentionTasks);
