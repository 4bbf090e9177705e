import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { Actor } from '../desk/actor.ts';
import type { TaskBoard } from '../tasks/task-board.ts';

/** Whether one decision comes out the same from its recorded inputs. */
export interface DecisionReplay {
  /** EQUAL: to the byte. OTHER_VERSION: another engine or stress ladder made it, which need not agree. */
  readonly result: 'EQUAL' | 'DIFFERENT' | 'OTHER_VERSION';
  /** The first difference in words. */
  readonly difference: string | null;
}

/** Single decisions made again from the log, one at a time. */
export class DecisionReplays {
  readonly #deps: DeskDependencies;
  readonly #tasks: TaskBoard;
  readonly #onProgress: (share: number) => void;

  constructor(deps: DeskDependencies, tasks: TaskBoard, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#tasks = tasks;
    this.#onProgress = onProgress;
  }

  /** CONFLICT while another runs; NOT_FOUND when the log does not hold the decision; CANCELLED. */
  async run(decisionId: string, actor: Actor): Promise<Result<DecisionReplay>> {
    const answer = await this.#tasks.follow(
      { kind: 'RECOMPUTE', about: decisionId, user: actor.user },
      (onProgress) =>
        this.#deps.startRecompute(decisionId, (share) => {
          onProgress({ share });
          this.#onProgress(share);
        }),
    );
    if (!answer.ok) return answer;
    const { decisions, equal, otherVersion, differences } = answer.value;
    if (decisions === 0) return err(appError('NOT_FOUND', 'the log does not hold this decision', decisionId));
    const same = otherVersion > 0 ? 'OTHER_VERSION' : 'EQUAL';
    return ok({
      result: equal + otherVersion > 0 ? same : 'DIFFERENT',
      difference: differences[0]?.what ?? null,
    });
  }
}
