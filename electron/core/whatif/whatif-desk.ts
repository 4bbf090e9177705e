import { lackOf } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { RunningWhatif, WhatifAnswer, WhatifKind, WhatifKinds } from '../ports/whatif.ts';
import { MAX_SIZED, type RunningWhatifRow } from '#shared/contract/procedures/whatif.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { BranchesReport, BranchesRequest } from './branches/branch-report.ts';
import { checkRequest } from './check-request.ts';
import type { CurveReport, CurveRequest, MethodsRequest } from './one-ticket-report.ts';
import type { RebalanceReport, RebalanceRequest } from './rebalance-report.ts';
import type { SizedTicket, SizingReport, SizingRequest } from './sizing-report.ts';

type LongKind = RunningWhatifRow['kind'];
type Run<K extends WhatifKind> = Promise<Result<WhatifAnswer<K>>>;

interface Long {
  readonly kind: LongKind;
  readonly rows: number;
  readonly user: string;
  readonly startedAt: number;
  progress: number;
  isCancelled: boolean;
  /** Ends it where it is under way. */
  stop: () => void;
}

/** Questions that wait for their turn at most. */
const MOST_WAITING = 16;

/**
 * Trades that are not made: sized and checked on what is on record, one question at a time, off the engine's thread. What
 * is about one ticket waits for its turn; of what is about many there is one at a time, and the next is refused.
 */
export class WhatifDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #onProgress: (share: number) => void;
  #long: Long | null = null;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: DeskDependencies, state: DeskState, onProgress: (share: number) => void) {
    this.#deps = deps;
    this.#state = state;
    this.#onProgress = onProgress;
  }

  /** INVALID_INPUT, CONFLICT while another long question runs, CANCELLED. */
  async size(request: SizingRequest, actor: Actor): Promise<Result<SizingReport>> {
    const checked = checkRequest(request);
    if (!checked.ok) return checked;
    const answer = await this.#runLong('SIZE', request, request.tickets.length, actor);
    return answer.ok ? ok({ ...answer.value.rest, tickets: answer.value.rows }) : answer;
  }

  /** As `size`. */
  async rebalance(request: RebalanceRequest, actor: Actor): Promise<Result<RebalanceReport>> {
    const answer = await this.#runLong('REBALANCE', request, request.targets.length, actor);
    return answer.ok ? ok({ ...answer.value.rest, tickets: answer.value.rows }) : answer;
  }

  /** As `size`: the base first, then the branches as they stand in the request. */
  async branches(request: BranchesRequest, actor: Actor): Promise<Result<BranchesReport>> {
    const answer = await this.#runLong('BRANCHES', request, request.branches.length, actor);
    return answer.ok ? ok(answer.value.rows) : answer;
  }

  /** One row a method. CONFLICT when too many questions wait already. */
  async compareMethods(request: MethodsRequest, actor: Actor): Promise<Result<readonly SizedTicket[]>> {
    const answer = await this.#runShort('METHODS', request, actor);
    return answer.ok ? ok(answer.value.rows) : answer;
  }

  /** As `compareMethods`. */
  async curve(request: CurveRequest, actor: Actor): Promise<Result<CurveReport>> {
    const answer = await this.#runShort('CURVE', request, actor);
    return answer.ok ? ok({ ...answer.value.rest, points: [...answer.value.rows] }) : answer;
  }

  /** The long question that is under way. */
  running(): RunningWhatifRow | null {
    if (this.#long === null) return null;
    const { kind, rows, user, progress, startedAt } = this.#long;
    return { kind, rows, user, progress, elapsedMs: Math.max(0, this.#deps.clock.now() - startedAt) };
  }

  /** False when no long question is under way. */
  cancel(): boolean {
    if (this.#long === null) return false;
    this.#long.isCancelled = true;
    this.#long.stop();
    return true;
  }

  async #runLong<K extends LongKind>(
    kind: K,
    request: WhatifKinds[K]['request'],
    rows: number,
    actor: Actor,
  ): Run<K> {
    const forbidden = lackOf(actor, 'VIEW', 'whatif');
    if (forbidden !== null) return err(forbidden);
    if (rows === 0 || rows > MAX_SIZED)
      return err(appError('INVALID_INPUT', `a what-if takes 1 to ${MAX_SIZED} rows, not ${rows}`, 'rows'));
    if (this.#long !== null) return err(BUSY);
    const startedAt = this.#deps.clock.now();
    const long: Long = {
      ...{ kind, rows, user: actor.user, startedAt, progress: 0 },
      ...{ isCancelled: false, stop: () => undefined },
    };
    this.#long = long;
    try {
      const onProgress = (share: number): void => {
        long.progress = share;
        this.#onProgress(share);
      };
      return await this.#inTurn(() => {
        if (long.isCancelled) return Promise.resolve(err(appError('CANCELLED', 'interrupted')));
        const running = this.#start(kind, request, onProgress);
        long.stop = () => running.cancel();
        return running.answer;
      });
    } finally {
      this.#long = null;
    }
  }

  async #runShort<K extends WhatifKind>(kind: K, request: WhatifKinds[K]['request'], actor: Actor): Run<K> {
    const forbidden = lackOf(actor, 'VIEW', 'whatif');
    if (forbidden !== null) return err(forbidden);
    return this.#inTurn(() => this.#start(kind, request, () => undefined).answer);
  }

  /** After the questions that came before, however they ended. */
  async #inTurn<K extends WhatifKind>(ask: () => Run<K>): Run<K> {
    if (this.#waiting >= MOST_WAITING) return err(BUSY);
    this.#waiting++;
    const answer = this.#turn.then(ask);
    this.#turn = answer.catch(() => undefined);
    try {
      return await answer;
    } finally {
      this.#waiting--;
    }
  }

  #start<K extends WhatifKind>(
    kind: K,
    request: WhatifKinds[K]['request'],
    onProgress: (share: number) => void,
  ): RunningWhatif<K> {
    const { clock } = this.#state.book;
    const asOf = clock.mode === 'LIVE' ? 'LIVE' : clock.now;
    return this.#deps.startWhatif({ kind, request, now: this.#deps.clock.now(), asOf }, onProgress);
  }
}

const BUSY = appError('CONFLICT', 'another what-if is running', '', 'Wait for it or cancel it.');
