import { lackOf } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { WhatifAnswer, WhatifKind, WhatifKinds } from '../ports/whatif.ts';
import { MAX_SIZED } from '#shared/contract/procedures/whatif.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { BranchesReport, BranchesRequest } from './branches/branch-report.ts';
import { checkRequest } from './check-request.ts';
import type { RebalanceReport, RebalanceRequest } from './rebalance-report.ts';
import type { SizingReport, SizingRequest } from './sizing-report.ts';

/** Trades that are not made: sized and checked on what is on record, one question at a time, off the engine's thread. */
export class WhatifDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #onProgress: (share: number) => void;
  #cancel: (() => void) | null = null;

  constructor(deps: DeskDependencies, state: DeskState, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#state = state;
    this.#onProgress = onProgress;
  }

  /** INVALID_INPUT, CONFLICT while another question runs, CANCELLED. */
  async size(request: SizingRequest, actor: Actor): Promise<Result<SizingReport>> {
    const checked = checkRequest(request);
    if (!checked.ok) return checked;
    const answer = await this.#run('SIZE', request, request.tickets.length, actor);
    return answer.ok ? ok({ ...answer.value.rest, tickets: answer.value.rows }) : answer;
  }

  /** As `size`. */
  async rebalance(request: RebalanceRequest, actor: Actor): Promise<Result<RebalanceReport>> {
    const answer = await this.#run('REBALANCE', request, request.targets.length, actor);
    return answer.ok ? ok({ ...answer.value.rest, tickets: answer.value.rows }) : answer;
  }

  /** As `size`: the base first, then the branches as they stand in the request. */
  async branches(request: BranchesRequest, actor: Actor): Promise<Result<BranchesReport>> {
    const answer = await this.#run('BRANCHES', request, request.branches.length, actor);
    return answer.ok ? ok(answer.value.rows) : answer;
  }

  async #run<K extends WhatifKind>(
    kind: K,
    request: WhatifKinds[K]['request'],
    rows: number,
    actor: Actor,
  ): Promise<Result<WhatifAnswer<K>>> {
    const forbidden = lackOf(actor, 'VIEW', 'whatif');
    if (forbidden !== null) return err(forbidden);
    if (rows === 0 || rows > MAX_SIZED)
      return err(appError('INVALID_INPUT', `a what-if takes 1 to ${MAX_SIZED} rows, not ${rows}`, 'rows'));
    if (this.#cancel !== null)
      return err(appError('CONFLICT', 'another what-if is running', '', 'Wait for it or cancel it.'));
    const { clock } = this.#state.book;
    const asOf = clock.mode === 'LIVE' ? 'LIVE' : clock.now;
    const job = { kind, request, now: this.#deps.clock.now(), asOf } as const;
    const running = this.#deps.startWhatif(job, this.#onProgress);
    this.#cancel = () => running.cancel();
    try {
      return await running.answer;
    } finally {
      this.#cancel = null;
    }
  }

  /** False when none is running. */
  cancel(): boolean {
    this.#cancel?.();
    return this.#cancel !== null;
  }
}
