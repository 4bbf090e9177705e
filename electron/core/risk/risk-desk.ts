import type { ParsedInputOf } from '#shared/contract/contract.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { MonteCarloRisk } from '#shared/quant/monte-carlo.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { Actor } from '../desk/actor.ts';
import { CancelWish } from '../tasks/cancel-wish.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import { FIGURES_HISTORY } from '../book/position-figures.ts';
import type { RiskAbout, RiskAnswer, RiskQuestion, RiskRequest } from '../ports/risk.ts';

/** Questions that may wait for the one that is being answered. */
const MOST_WAITING = 32;

type Answered = Result<RiskAnswer<RiskAbout>>;

/** Questions about risk, one at a time on their thread; the same question asked again while it waits is one. */
export class RiskDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #tasks: TaskBoard;
  readonly #onProgress: (share: number) => void;
  readonly #waiting = new Map<string, Promise<Answered>>();
  #last: Promise<unknown> = Promise.resolve();

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

  /** OVERLOADED when too many wait; else what the thread answers. */
  ask<A extends RiskAbout>(question: Extract<RiskQuestion, { about: A }>): Promise<Result<RiskAnswer<A>>> {
    const key = JSON.stringify(question);
    const known = this.#waiting.get(key);
    if (known !== undefined) return known as Promise<Result<RiskAnswer<A>>>;
    if (this.#waiting.size >= MOST_WAITING)
      return Promise.resolve(
        err(
          appError(
            'OVERLOADED',
            `${MOST_WAITING} questions about risk wait already`,
            '',
            'Try again in a moment.',
          ),
        ),
      );
    const answer = this.#last.then(() => {
      this.#waiting.delete(key);
      return this.#run(question);
    });
    this.#waiting.set(key, answer);
    this.#last = answer.catch(() => undefined);
    return answer as Promise<Result<RiskAnswer<A>>>;
  }

  async #run(question: RiskQuestion): Promise<Answered> {
    const { clock } = this.#state.book;
    const answer = await this.#deps.askRisk({
      kind: 'RISK',
      request: { question, options: historyOf(question) },
      now: this.#deps.clock.now(),
      asOf: clock.mode === 'LIVE' ? 'LIVE' : clock.now,
    });
    return answer.ok ? { ok: true, value: answer.value.rest } : answer;
  }

  /**
   * On the numerics workers, the book first read on its own thread; null without positions. CONFLICT while another one
   * runs, CANCELLED.
   */
  simulate(input: ParsedInputOf<'risk.simulate'>, actor: Actor): Promise<Result<MonteCarloRisk | null>> {
    const about = input.account ?? 'the whole book';
    return this.#tasks.follow(
      { kind: 'SIMULATION', about, user: actor.user, amount: input.draws },
      (onProgress) => {
        const wish = new CancelWish();
        const answer = this.#simulated(input, wish, (share) => {
          onProgress({ share });
          this.#onProgress(share);
        });
        return { answer, cancel: wish.cancel };
      },
    );
  }

  async #simulated(
    input: ParsedInputOf<'risk.simulate'>,
    wish: CancelWish,
    onProgress: (share: number) => void,
  ): Promise<Result<MonteCarloRisk | null>> {
    const book = await this.ask({ about: 'risk.simulate', input });
    if (!book.ok) return book;
    const { loadings } = book.value;
    if (wish.isCancelled) return err(appError('CANCELLED', 'the simulation was cancelled'));
    if (loadings === null) return ok(null);
    const { confidence, draws, seed, degreesOfFreedom } = input;
    const options = { draws, seed, degreesOfFreedom };
    const running = this.#deps.simulate({ loadings, confidence, options }, onProgress);
    wish.stopsBy(() => running.cancel());
    return running.answer;
  }
}

function historyOf(question: RiskQuestion): RiskRequest['options'] {
  if (question.about === 'book.figures') return FIGURES_HISTORY;
  const { window, index } = question.input;
  return { window, index };
}
