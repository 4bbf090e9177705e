import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { TaskRow as Task } from '#shared/contract/procedures/tasks.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { taskStore } from '#renderer/client/desk-tasks.ts';
import { useSeconds } from '#renderer/client/use-seconds.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { TaskLine } from './task-line.tsx';
import './tasks.css';

/** What takes long at the desk, whoever asked for it: how far it is, how it ended, and the way to stop it. */
export function TasksPane(): ReactElement {
  const { tasks, at } = useStore(taskStore);
  const running = (tasks ?? []).filter(({ state }) => state === 'RUNNING').length;
  const now = useSeconds(running > 0);
  const [error, setError] = useState<AppError | null>(null);
  const cancel = ({ taskId }: Task): void => {
    setError(null);
    deskClient.call('tasks.cancel', { taskId }).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  if (tasks?.length === 0) {
    return (
      <div className="pane">
        <EmptyState title="Nothing has taken long since the desk was opened">
          Imports, replays of draft limits, what-if plans, simulations and checks of the audit log are listed
          here while they run and after they end.
          <button type="button" className="button" onClick={() => showPane('imports', true)}>
            Import a file
          </button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="pane">
      <p className="toolbar muted" role="status">
        {running === 0 ? 'Nothing is running' : `${running} running`}
        {tasks !== null && ` · the latest ${tasks.length} since the desk was opened`}
      </p>
      {error !== null && <ErrorNote error={error} />}
      <div className="tasks" tabIndex={0} role="group" aria-label="Tasks of the desk">
        <table>
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col">State</th>
              <th scope="col" className="r">
                Done
              </th>
              <th scope="col" className="r">
                Time
              </th>
              <th scope="col">
                <span className="visually-hidden">Stop</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(tasks ?? []).map((task) => (
              <TaskLine key={task.taskId} task={task} sinceMs={Math.max(0, now - at)} onCancel={cancel} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
