import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { RunningRecompute } from '../ports/replay.ts';

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
  readonly #onProgress: (share: number) => void;
  #running: RunningRecompute | null = null;

  constructor(deps: DeskDependencies, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#onProgress = onProgress;
  }

  /** CONFLICT while another runs; NOT_FOUND when the log does not hold the decision; CANCELLED. */
  async run(decisionId: string): Promise<Result<DecisionReplay>> {
    if (this.#running !== null)
      return err(
        appError('CONFLICT', 'another decision is being recomputed', decisionId, 'Wait for it or cancel it.'),
      );
    const running = this.#deps.startRecompute(decisionId, this.#onProgress);
    this.#running = running;
    try {
      const answer = await running.answer;
      if (!answer.ok) return answer;
      const { decisions, equal, otherVersion, differences } = answer.value;
      if (decisions === 0)
        return err(appError('NOT_FOUND', 'the log does not hold this decision', decisionId));
      const same = otherVersion > 0 ? 'OTHER_VERSION' : 'EQUAL';
      return ok({
        result: equal + otherVersion > 0 ? same : 'DIFFERENT',
        difference: differences[0]?.what ?? null,
      });
    } finally {
      this.#running = null;
    }
  }

  /** False when none is running. */
  cancel(): boolean {
    this.#running?.cancel();
    return this.#running !== null;
  }
}
