import { create } from 'zustand';
import type { TaskRow } from '#shared/contract/procedures/tasks.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

interface TaskSlice {
  /** null until the engine has said. */
  readonly tasks: readonly TaskRow[] | null;
  /** When it said so, on this machine's clock: what is under way goes on from there. */
  readonly at: number;
}

/** What takes long at the desk, as the engine last said. */
export const taskStore = create<TaskSlice>(() => ({ tasks: null, at: 0 }));

const note = ({ tasks }: { tasks: readonly TaskRow[] }): void =>
  taskStore.setState({ tasks, at: Date.now() });

/** Reads the tasks whenever the line is opened, and follows them. */
export function followTasks(): void {
  deskClient.on('tasks.changed', note);
  const read = (): void => {
    // The next time the line is opened asks again; what changes meanwhile is pushed.
    deskClient.call('tasks.list', {}).then(note, () => undefined);
  };
  connectionStore.subscribe((now, before) => {
    if (now.generation !== before.generation) read();
  });
  if (connectionStore.getState().generation > 0) read();
}
