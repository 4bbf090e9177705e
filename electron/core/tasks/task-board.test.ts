import { expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import { CancelWish } from './cancel-wish.ts';
import { TaskBoard, type TaskProgress } from './task-board.ts';

const ANN: Actor = { user: 'ann', capabilities: new Set(['VIEW']), origin: 'browser' };
const BOB: Actor = { ...ANN, user: 'bob' };
const OPERATOR: Actor = { ...ANN, user: 'olga', capabilities: new Set(['VIEW', 'OPERATE']) };

/** A board on a clock of its own, and work that ends when the test says so. */
function boardOf() {
  const time = { now: 1_000 };
  let made = 0;
  let told = 0;
  const clock = { now: () => time.now as EpochMs, monotonicMicros: () => time.now * 1_000 };
  const board = new TaskBoard({ clock, newId: () => `T-${++made}` }, () => told++);
  const start = (kind: 'IMPORT' | 'SIZE' | 'REBALANCE', amount?: number) => {
    const { promise, resolve } = Promise.withResolvers<Result<string>>();
    let report: (progress: TaskProgress) => void = () => undefined;
    const cancel = (): void => resolve(err(appError('CANCELLED', 'cancelled')));
    const about = `${kind} of ann`;
    const answer = board.follow(
      { kind, about, user: 'ann', ...(amount !== undefined && { amount }) },
      (onProgress) => {
        report = onProgress;
        return { answer: promise, cancel };
      },
    );
    return { answer, end: resolve, report: (progress: TaskProgress) => report(progress) };
  };
  return { board, start, time, told: () => told };
}

it('task_says_how_far_it_is_how_long_it_takes_and_how_it_ended', async () => {
  const { board, start, time } = boardOf();
  const { answer, end, report } = start('SIZE', 500);
  time.now += 2_000;
  report({ share: 0.25 });
  expect(board.list()).toEqual([
    {
      ...{ taskId: 'T-1', kind: 'SIZE', about: 'SIZE of ann', user: 'ann', state: 'RUNNING' },
      ...{ startedAt: 1_000, elapsedMs: 2_000, progress: 0.25, done: 125, amount: 500 },
      ...{ isCancellable: true, failure: null },
    },
  ]);
  time.now += 3_000;
  end(ok('sized'));
  expect(await answer).toEqual(ok('sized'));
  time.now += 60_000;
  expect(board.list()[0]).toMatchObject({
    state: 'DONE',
    elapsedMs: 5_000,
    progress: 1,
    isCancellable: false,
  });
});

it('second_of_a_lane_is_refused_before_it_starts_and_another_lane_is_free', async () => {
  const { board, start } = boardOf();
  const first = start('SIZE');
  expect(await start('REBALANCE').answer).toMatchObject({
    error: { code: 'CONFLICT', what: 'another what-if is running' },
  });
  const other = start('IMPORT');
  expect(board.list().map(({ kind }) => kind)).toEqual(['IMPORT', 'SIZE']);
  first.end(ok(''));
  other.end(ok(''));
  await Promise.all([first.answer, other.answer]);
  const next = start('REBALANCE');
  next.end(ok(''));
  expect(await next.answer).toEqual(ok(''));
});

it('own_task_is_cancelled_and_that_of_another_person_only_by_who_operates_the_desk', async () => {
  const { board, start } = boardOf();
  const first = start('IMPORT');
  expect(board.cancel('T-1', BOB)).toMatchObject({
    error: { code: 'FORBIDDEN', what: "this is ann's task" },
  });
  expect(board.list()[0]?.state).toBe('RUNNING');
  expect(board.cancel('T-1', ANN)).toEqual(ok(undefined));
  expect(await first.answer).toMatchObject({ error: { code: 'CANCELLED' } });
  expect(board.list()[0]).toMatchObject({ state: 'CANCELLED', failure: null });
  expect(board.cancel('T-1', ANN)).toMatchObject({ error: { code: 'CONFLICT' } });
  expect(board.cancel('T-9', ANN)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  const second = start('SIZE');
  expect(board.cancelLane('REBALANCE', BOB)).toMatchObject({ error: { code: 'FORBIDDEN' } });
  expect(board.cancelLane('REBALANCE', OPERATOR)).toEqual(ok(true));
  await second.answer;
  expect(board.cancelLane('REBALANCE', OPERATOR)).toEqual(ok(false));
});

it('what_fails_says_why_and_what_throws_is_over_too', async () => {
  const { board, start } = boardOf();
  const { answer, end } = start('IMPORT');
  end(err(appError('IMPORT_TOO_LARGE', 'the file is over 256 MB')));
  await answer;
  const failure = { code: 'IMPORT_TOO_LARGE', what: 'the file is over 256 MB' };
  expect(board.list()[0]).toMatchObject({ state: 'FAILED', failure });
  const thrown = board.follow({ kind: 'SIZE', about: '', user: 'ann' }, () => {
    throw new Error('a bug');
  });
  await expect(thrown).rejects.toThrow('a bug');
  expect(board.runningIn('SIZE')).toBeNull();
  expect(board.list()[0]).toMatchObject({ kind: 'SIZE', failure: { code: 'INTERNAL', what: 'a bug' } });
});

it('progress_is_told_four_times_a_second_at_most_and_an_end_at_once', async () => {
  const { start, time, told } = boardOf();
  const { answer, end, report } = start('IMPORT');
  const before = told();
  for (let at = 0; at < 1_000; at++) {
    report({ share: at / 1_000, done: at });
    time.now += 1;
  }
  expect(told() - before).toBe(4);
  end(ok(''));
  await answer;
  expect(told() - before).toBe(5);
});

it('list_keeps_the_latest_fifty_and_never_drops_what_runs', async () => {
  const { board, start } = boardOf();
  const long = start('SIZE');
  for (let at = 0; at < 60; at++) {
    const short = start('IMPORT');
    short.end(ok(''));
    await short.answer;
  }
  const list = board.list();
  expect(list).toHaveLength(50);
  expect(list[0]).toMatchObject({ kind: 'SIZE', state: 'RUNNING' });
  long.end(ok(''));
  await long.answer;
});

it('what_a_task_is_about_is_cut_where_it_is_long', async () => {
  const { board } = boardOf();
  const start = { kind: 'LIMIT_REPLAY', about: 'limit, '.repeat(1_000), user: 'ann' } as const;
  await board.follow(start, () => ({ answer: Promise.resolve(ok('')), cancel: null }));
  expect(board.list()[0]?.about).toHaveLength(200);
});

it('wish_to_cancel_counts_before_there_is_anything_to_stop', () => {
  const wish = new CancelWish();
  wish.cancel();
  expect(wish.isCancelled).toBe(true);
  let stopped = 0;
  wish.stopsBy(() => stopped++);
  wish.cancel();
  expect(stopped).toBe(1);
});
