import { Ban, CircleCheck, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { TaskRow } from '#shared/contract/procedures/tasks.ts';
import type { TaskState } from '#shared/domain/task.ts';
import { formatCount, UNKNOWN } from '#renderer/format/numbers.ts';
import { formatDuration, paceOf } from '#renderer/format/pace.ts';
import { formatClock, formatInstant } from '#renderer/format/times.ts';
import { STATE_WORDS, TASK_WORDS } from './task-words.ts';

const STATE_ICONS: Readonly<Record<TaskState, LucideIcon>> = {
  RUNNING: LoaderCircle,
  DONE: CircleCheck,
  FAILED: CircleX,
  CANCELLED: Ban,
};

/** One task; `sinceMs` passed since the engine said so. */
export function TaskLine({
  task,
  sinceMs,
  onCancel,
}: {
  task: TaskRow;
  sinceMs: number;
  onCancel: (task: TaskRow) => void;
}): ReactElement {
  const { title, unit } = TASK_WORDS[task.kind];
  const isRunning = task.state === 'RUNNING';
  const { perSecond, secondsLeft } = paceOf(task.done, task.progress, task.elapsedMs);
  const Icon = STATE_ICONS[task.state];
  const name = `${title}: ${task.about}`;
  return (
    <tr>
      <th scope="row">
        {title}
        <span className="second clip" title={`${task.about}, asked for by ${task.user}`}>
          {task.user} · {task.about}
        </span>
      </th>
      <td className={`state ${task.state}`}>
        <Icon size={13} aria-hidden /> {STATE_WORDS[task.state]}
        {task.progress !== null && task.state !== 'DONE' && (
          <span className="num"> {formatCount(Math.floor(task.progress * 100))} %</span>
        )}
        {isRunning && (
          <progress max={1} {...(task.progress === null ? {} : { value: task.progress })} aria-label={name} />
        )}
        {task.failure !== null && (
          <span className="second clip" title={task.failure.what}>
            {task.failure.what} <span className="code">{task.failure.code}</span>
          </span>
        )}
      </td>
      <td className="num r">
        {task.done === null ? (
          UNKNOWN
        ) : (
          <>
            {formatCount(task.done)}
            {task.amount !== null && task.amount !== task.done && ` of ${formatCount(task.amount)}`}
            <span className="second">
              {unit}
              {perSecond !== null && `, ${formatCount(perSecond)}/s`}
            </span>
          </>
        )}
      </td>
      <td className="num r">
        {formatDuration(task.elapsedMs + (isRunning ? sinceMs : 0))}
        <span className="second" title={`Started ${formatInstant(task.startedAt)}`}>
          {isRunning && secondsLeft !== null
            ? `${formatDuration(secondsLeft * 1_000)} left`
            : `from ${formatClock(task.startedAt)}`}
        </span>
      </td>
      <td className="r">
        {isRunning && task.isCancellable && (
          <button
            type="button"
            className="button small"
            aria-label={`Cancel ${name}`}
            onClick={() => onCancel(task)}
          >
            Cancel
          </button>
        )}
      </td>
    </tr>
  );
}
