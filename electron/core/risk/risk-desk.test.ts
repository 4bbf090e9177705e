import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { MonteCarloRisk } from '#shared/quant/monte-carlo.ts';
import type { Actor } from '../desk/actor.ts';
import { TaskBoard } from '../tasks/task-board.ts';
import { RiskDesk } from './risk-desk.ts';

const input = { window: 252, index: 'SPY', missing: 'proxy' as const };
const simulation = { ...input, confidence: 0.99, seed: 1, draws: 1_000, degreesOfFreedom: null };

const ACTOR: Actor = { user: 'ann', capabilities: new Set(), origin: 'cli' };

/** A desk whose questions are answered when the test says so, in the order they were asked. */
function deskOf() {
  const asked: string[] = [];
  const histories: unknown[] = [];
  const answers: (() => void)[] = [];
  const state = { book: { clock: { mode: 'AS_OF', now: 5 } } } as unknown as DeskState;
  const deps: Partial<DeskDependencies> = {
    clock: { now: () => 7 as EpochMs, monotonicMicros: () => 0 },
    askRisk: ({ request, now, asOf }) => {
      asked.push(`${request.question.input.account ?? 'FIRM'} ${now} ${asOf}`);
      histories.push(request.options);
      return new Promise((resolve) =>
        answers.push(() =>
          resolve(
            ok({
              rows: [],
              rest:
                request.question.about === 'risk.simulate'
                  ? { loadings: new Float64Array(2) }
                  : { utilisations: [] },
            }),
          ),
        ),
      );
    },
    simulate: () => {
      const { promise, resolve } = Promise.withResolvers<Result<MonteCarloRisk>>();
      return { answer: promise, cancel: () => resolve(err(appError('CANCELLED', 'cancelled'))) };
    },
  };
  const tasks = new TaskBoard(
    { clock: { now: () => 7 as EpochMs, monotonicMicros: () => 0 }, newId: () => 'T-1' },
    () => undefined,
  );
  const risk = new RiskDesk(deps as DeskDependencies, state, tasks, () => undefined);
  const ask = (account: string) => risk.ask({ about: 'risk.utilisations', input: { ...input, account } });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const cancel = (): unknown => tasks.cancelLane('SIMULATION', ACTOR);
  return { risk, cancel, ask, asked, histories, settle, answer: () => answers.shift()?.() };
}

describe('RiskDesk', () => {
  it('one_question_runs_and_the_same_one_that_waits_is_asked_once', async () => {
    const { ask, asked, settle, answer } = deskOf();
    const first = ask('A');
    await settle();
    const again = [ask('A'), ask('A'), ask('B')];
    await settle();
    expect(asked).toEqual(['A 7 5']);
    answer();
    expect(await first).toEqual(ok({ utilisations: [] }));
    await settle();
    // The one that runs may be of an older book: what is asked meanwhile is asked anew.
    expect(asked).toEqual(['A 7 5', 'A 7 5']);
    answer();
    await settle();
    answer();
    await Promise.all(again);
    expect(asked).toEqual(['A 7 5', 'A 7 5', 'B 7 5']);
  });

  it('figures_of_a_book_are_asked_with_the_history_that_they_are_defined_on', async () => {
    const { risk, histories, settle } = deskOf();
    void risk.ask({ about: 'book.figures', input: {} });
    await settle();
    expect(histories).toEqual([{ window: 252, index: 'SPY' }]);
  });

  it('more_than_32_that_wait_are_refused_and_the_next_is_taken_when_there_is_room', async () => {
    const { ask, settle, answer } = deskOf();
    void ask('runs');
    await settle();
    for (let i = 0; i < 32; i++) void ask(`waits ${i}`);
    expect(await ask('one more')).toMatchObject({ ok: false, error: { code: 'OVERLOADED' } });
    answer();
    await settle();
    let refused = false;
    void ask('fits').then((one) => (refused = !one.ok));
    await settle();
    expect(refused).toBe(false);
  });

  it('second_simulation_is_a_conflict_until_the_first_is_over', async () => {
    const { risk, cancel, settle, answer } = deskOf();
    expect(cancel()).toEqual(ok(false));
    const first = risk.simulate(simulation, ACTOR);
    expect(await risk.simulate(simulation, ACTOR)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    await settle();
    answer();
    await settle();
    expect(cancel()).toEqual(ok(true));
    expect(await first).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(cancel()).toEqual(ok(false));
  });

  it('simulation_that_is_cancelled_while_the_book_is_read_never_starts', async () => {
    const { risk, cancel, settle, answer } = deskOf();
    const running = risk.simulate(simulation, ACTOR);
    await settle();
    expect(cancel()).toEqual(ok(true));
    answer();
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });
});
