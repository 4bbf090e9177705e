import type { Limit } from '#shared/domain/limit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { Actor } from '../desk/actor.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { ImpactReport } from './impact-report.ts';

/** Replays of the log under proposed limits, one at a time. */
export class LimitReplays {
  readonly #deps: DeskDependencies;
  readonly #tasks: TaskBoard;
  readonly #onProgress: (share: number) => void;

  constructor(deps: DeskDependencies, tasks: TaskBoard, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#tasks = tasks;
    this.#onProgress = onProgress;
  }

  /** The versions of these limits that wait. NOT_FOUND for an id without one. */
  proposalsOf(limitIds: readonly string[]): Result<readonly Limit[]> {
    const proposed = this.#deps.reader.proposedLimits();
    const unknown = limitIds.find((id) => !proposed.some(({ limitId }) => limitId === id));
    if (unknown !== undefined)
      return err(
        appError('NOT_FOUND', 'nothing is proposed for this limit', unknown, 'See limits.versions.'),
      );
    return ok(proposed.filter(({ limitId }) => limitIds.includes(limitId)));
  }

  /** CONFLICT while another replay runs. */
  run(proposals: readonly Limit[], since: number, actor: Actor): Promise<Result<ImpactReport>> {
    const about = proposals.map(({ limitId }) => limitId).join(', ');
    return this.#tasks.follow({ kind: 'LIMIT_REPLAY', about, user: actor.user }, (onProgress) =>
      this.#deps.startReplay({ proposals, since }, (share) => {
        onProgress({ share });
        this.#onProgress(share);
      }),
    );
  }
}
