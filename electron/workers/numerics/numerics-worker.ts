import { numericsTasks } from './numerics-tasks.ts';
import { serveTasks } from './serve-tasks.ts';

serveTasks(numericsTasks);
