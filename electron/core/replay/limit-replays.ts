import type { Limit } from '#shared/domain/limit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { RunningReplay } from '../ports/replay.ts';
import type { ImpactReport } from './impact-report.ts';

/** Replays of the log under proposed limits, one at a time. */
export class LimitReplays {
  readonly #deps: DeskDependencies;
  readonly #onProgress: (share: number) => void;
  #running: RunningReplay | null = null;

  constructor(deps: DeskDependencies, onProgress: (share: number) => void) {
    this.#deps = deps;
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
  async run(proposals: readonly Limit[], since: number): Promise<Result<ImpactReport>> {
    if (this.#running !== null)
      return err(appError('CONFLICT', 'another replay is running', '', 'Wait for it or cancel it.'));
    const running = this.#deps.startReplay({ proposals, since }, this.#onProgress);
    this.#running = running;
    try {
      return await running.answer;
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
