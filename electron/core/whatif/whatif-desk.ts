import { lackOf } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { CancelWish } from '../tasks/cancel-wish.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
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

/** Questions that wait for their turn at most. */
const MOST_WAITING = 16;

/**
 * Trades that are not made: sized and checked on what is on record, one question at a time, off the engine's thread. What
 * is about one ticket waits for its turn; of what is about many there is one at a time, and the next is refused.
 */
export class WhatifDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #tasks: TaskBoard;
  readonly #onProgress: (share: number) => void;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    tasks: TaskBoard,
    onProgress: (share: number) => void,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#tasks = tasks;
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
    const task = this.#tasks.runningIn('SIZE');
    if (task === null) return null;
    const { kind, amount, progress, elapsedMs, user } = task;
    return { kind: kind as LongKind, rows: amount ?? 0, progress: progress ?? 0, elapsedMs, user };
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
    return this.#tasks.follow(
      { kind, about: aboutOf(kind, rows), user: actor.user, amount: rows },
      (onProgress) => {
        const wish = new CancelWish();
        const tell = (share: number): void => {
          onProgress({ share });
          this.#onProgress(share);
        };
        const answer = this.#inTurn((): Run<K> => {
          if (wish.isCancelled) return Promise.resolve(err(appError('CANCELLED', 'interrupted')));
          const running = this.#start(kind, request, tell);
          wish.stopsBy(() => running.cancel());
          return running.answer;
        });
        return { answer, cancel: wish.cancel };
      },
    );
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

const NAMES = { SIZE: 'tickets', REBALANCE: 'targets', BRANCHES: 'branches' } as const;
const aboutOf = (kind: LongKind, rows: number): string => `${rows} ${NAMES[kind]}`;

const BUSY = appError('CONFLICT', 'another what-if is running', '', 'Wait for it or cancel it.');
