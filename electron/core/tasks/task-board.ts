import type { TaskRow } from '#shared/contract/procedures/tasks.ts';
import { TASKS, type TaskKind, type TaskState } from '#shared/domain/task.ts';
import { appError, type AppError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';

/** Tasks that are listed: those under way, which are one a lane, and the latest that ended. */
const MOST_LISTED = 50;
/** Of what a task is about: it is pushed to every client with each change. */
const MOST_CHARACTERS = 200;
/** Progress is told this often at most. */
const TOLD_EVERY_MICROS = 250_000;

export interface TaskStart {
  readonly kind: TaskKind;
  /** What it is about, as a person calls it. */
  readonly about: string;
  readonly user: string;
  /** How many of what is counted there are; absent: not known before the end. */
  readonly amount?: number;
}

/** Work that was started elsewhere. */
export interface Running<T> {
  readonly answer: Promise<Result<T>>;
  /** Its answer is then CANCELLED. null: it cannot be stopped. */
  readonly cancel: (() => void) | null;
}

export interface TaskProgress {
  /** 0..1; null: cannot be told. */
  readonly share: number | null;
  /** Absent: the share of the amount. */
  readonly done?: number;
}

interface Task extends TaskStart {
  readonly taskId: string;
  readonly startedAt: number;
  progress: TaskProgress;
  state: TaskState;
  endedAt: number | null;
  cancel: (() => void) | null;
  failure: TaskRow['failure'];
}

/**
 * What takes long at the desk: who started it, how far it is, how it ended, since the desk was opened. It also keeps the
 * rule that of each lane there is one at a time.
 */
export class TaskBoard {
  readonly #deps: Pick<DeskDependencies, 'clock' | 'newId'>;
  readonly #onChange: () => void;
  #tasks: Task[] = [];
  #toldAt = -Infinity;

  constructor(deps: Pick<DeskDependencies, 'clock' | 'newId'>, onChange: () => void) {
    this.#deps = deps;
    this.#onChange = onChange;
  }

  /** The answer of what `run` starts. CONFLICT, and nothing is started, while another one of its lane runs. */
  async follow<T>(
    start: TaskStart,
    run: (onProgress: (progress: TaskProgress) => void) => Running<T>,
  ): Promise<Result<T>> {
    const { lane } = TASKS[start.kind];
    if (this.#running(start.kind) !== undefined)
      return err(appError('CONFLICT', `another ${lane} is running`, '', 'Wait for it or cancel it.'));
    const task: Task = {
      ...start,
      about: start.about.slice(0, MOST_CHARACTERS),
      taskId: this.#deps.newId(),
      ...{ startedAt: this.#deps.clock.now(), endedAt: null, state: 'RUNNING', failure: null },
      ...{ progress: { share: null }, cancel: null },
    };
    this.#list(task);
    try {
      const running = run((progress) => this.#note(task, progress));
      task.cancel = running.cancel;
      this.#onChange();
      const answer = await running.answer;
      this.#end(task, answer.ok ? null : answer.error);
      return answer;
    } catch (thrown) {
      const bug = appError(
        'INTERNAL',
        thrown instanceof Error ? thrown.message : 'it ended without an answer',
      );
      this.#end(task, thrown instanceof AppErrorException ? thrown.error : bug);
      throw thrown;
    }
  }

  /** Stops what runs in the lane of this kind, as `cancel` does. False when nothing runs. */
  cancelLane(kind: TaskKind, actor: Actor): Result<boolean> {
    const task = this.#running(kind);
    if (task === undefined) return ok(false);
    const cancelled = this.cancel(task.taskId, actor);
    return cancelled.ok ? ok(true) : cancelled;
  }

  /** What runs in the lane of this kind. */
  runningIn(kind: TaskKind): TaskRow | null {
    const task = this.#running(kind);
    return task === undefined ? null : toRow(task, this.#deps.clock.now());
  }

  /** Own tasks; those of others with OPERATE. NOT_FOUND, FORBIDDEN, CONFLICT. */
  cancel(taskId: string, actor: Actor): Result<void> {
    const task = this.#tasks.find((one) => one.taskId === taskId);
    if (task === undefined) return err(appError('NOT_FOUND', 'there is no such task', taskId));
    if (task.user !== actor.user && !actor.capabilities.has('OPERATE'))
      return err(
        appError(
          'FORBIDDEN',
          `this is ${task.user}'s task`,
          taskId,
          'Ask them, or somebody who operates the desk.',
        ),
      );
    if (task.state !== 'RUNNING') return err(appError('CONFLICT', 'the task is over', taskId));
    if (task.cancel === null)
      return err(appError('CONFLICT', 'this task cannot be stopped', taskId, 'Wait for it.'));
    task.cancel();
    return ok(undefined);
  }

  /** Stops everything that can be stopped. */
  close(): void {
    for (const { state, cancel } of this.#tasks) if (state === 'RUNNING') cancel?.();
  }

  /** Those under way first, then those that ended, the latest first. */
  list(): TaskRow[] {
    const now = this.#deps.clock.now();
    const isOver = (task: Task): boolean => task.endedAt !== null;
    const listed = this.#tasks
      .toReversed()
      .toSorted(
        (a, b) =>
          Number(isOver(a)) - Number(isOver(b)) || (b.endedAt ?? b.startedAt) - (a.endedAt ?? a.startedAt),
      );
    return listed.map((task) => toRow(task, now));
  }

  #running(kind: TaskKind): Task | undefined {
    const { lane } = TASKS[kind];
    return this.#tasks.find((task) => task.state === 'RUNNING' && TASKS[task.kind].lane === lane);
  }

  #list(task: Task): void {
    this.#tasks.push(task);
    const over = this.#tasks.length - MOST_LISTED;
    if (over <= 0) return;
    const dropped = new Set(this.#tasks.filter(({ state }) => state !== 'RUNNING').slice(0, over));
    this.#tasks = this.#tasks.filter((one) => !dropped.has(one));
  }

  #note(task: Task, progress: TaskProgress): void {
    if (task.state !== 'RUNNING') return;
    task.progress = progress;
    const now = this.#deps.clock.monotonicMicros();
    if (now - this.#toldAt < TOLD_EVERY_MICROS) return;
    this.#toldAt = now;
    this.#onChange();
  }

  #end(task: Task, error: AppError | null): void {
    task.state = error === null ? 'DONE' : error.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
    if (error === null) task.progress = { ...task.progress, share: 1 };
    task.failure = task.state === 'FAILED' && error !== null ? { code: error.code, what: error.what } : null;
    task.endedAt = this.#deps.clock.now();
    task.cancel = null;
    this.#onChange();
  }
}

function toRow({ progress, startedAt, endedAt, ...task }: Task, now: number): TaskRow {
  const { taskId, kind, about, user, state, failure, amount, cancel } = task;
  const counted =
    amount === undefined || progress.share === null ? null : Math.round(amount * progress.share);
  return {
    ...{ taskId, kind, about, user, state, failure, startedAt },
    elapsedMs: Math.max(0, (endedAt ?? now) - startedAt),
    progress: progress.share,
    done: progress.done ?? counted,
    amount: amount ?? null,
    isCancellable: cancel !== null,
  };
}
