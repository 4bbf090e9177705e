import { lackOf } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { RunningWhatif } from '../ports/whatif.ts';
import { MAX_SIZED } from '#shared/contract/procedures/whatif.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, type Result } from '#shared/errors/result.ts';
import { checkRequest } from './check-request.ts';
import type { SizingReport, SizingRequest } from './sizing-report.ts';

/** Sizings of trades that are not made, one at a time, off the engine's thread. */
export class WhatifDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #onProgress: (share: number) => void;
  #running: RunningWhatif | null = null;

  constructor(deps: DeskDependencies, state: DeskState, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#state = state;
    this.#onProgress = onProgress;
  }

  /** On what is on record when it starts. INVALID_INPUT, CONFLICT while another sizing runs, CANCELLED. */
  async size(request: SizingRequest, actor: Actor): Promise<Result<SizingReport>> {
    const forbidden = lackOf(actor, 'VIEW', 'whatif.size');
    if (forbidden !== null) return err(forbidden);
    const checked = checkRequest(request);
    if (!checked.ok) return checked;
    const { length } = request.tickets;
    if (length === 0 || length > MAX_SIZED)
      return err(
        appError('INVALID_INPUT', `a sizing takes 1 to ${MAX_SIZED} tickets, not ${length}`, 'tickets'),
      );
    if (this.#running !== null)
      return err(appError('CONFLICT', 'another sizing is running', '', 'Wait for it or cancel it.'));
    const { clock } = this.#state.book;
    const asOf = clock.mode === 'LIVE' ? 'LIVE' : clock.now;
    const running = this.#deps.startWhatif({ request, now: this.#deps.clock.now(), asOf }, this.#onProgress);
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
