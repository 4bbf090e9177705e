import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '#electron/core/desk/test-desk.testing.ts';
import type { Timers } from '#electron/core/ports/timers.ts';
import type { WhatifAnswer, WhatifJob } from '#electron/core/ports/whatif.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import type { Result } from '#shared/errors/result.ts';
import { build } from '#shared/testing/builders.ts';
import { WhatifThread } from './whatif-thread.ts';

const MINUTE = 60_000;
const options = { confidence: 0.99, window: 20, index: 'AAA', missing: 'proxy' as const };
const sizing = { ...options, participation: 0.2, cap: 1 };
const moment = { now: build.NOON as EpochMs, asOf: Date.UTC(2026, 0, 15, 23, 59, 59) as EpochMs };
const ASKED: WhatifJob<'BRANCHES'> = {
  ...{ kind: 'BRANCHES', request: { branches: [], account: null, options } },
  ...moment,
};

/** Timers that a test runs: `pass` runs what waits for just so long. */
function timersOf(): Timers & { pass(ms: number): void } {
  const waiting = new Set<{ readonly ms: number; readonly run: () => void }>();
  return {
    after(ms, run) {
      const timer = { ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    pass(ms) {
      for (const timer of [...waiting]) if (timer.ms === ms && waiting.delete(timer)) timer.run();
    },
  };
}

describe('thread_of_what_ifs', () => {
  let desk: TestDesk;
  let thread: WhatifThread;
  const timers = timersOf();
  beforeAll(async () => {
    desk = await openTestDesk();
    const inputs = {
      calendars: [build.calendar('XNYS')],
      ladder: EMPTY_LADDER,
      baseCurrency: 'USD' as Currency,
    };
    thread = new WhatifThread({ file: desk.file, inputs }, timers);
  });
  afterAll(async () => {
    await thread.close();
    await desk.close();
    desk.remove();
  });

  const run = (signal = new AbortController().signal): Promise<Result<WhatifAnswer<'BRANCHES'>>> =>
    thread.run(ASKED, { onProgress: () => undefined, signal });
  const navOf = async (): Promise<number | null | undefined> => {
    const answer = await run();
    return answer.ok ? answer.value.rows[0]?.figures.nav : NaN;
  };

  it('is_kept_between_questions_and_ends_after_a_minute_without_one', { timeout: 30_000 }, async () => {
    expect(thread.isOpen).toBe(false);
    expect(await navOf()).toBe(1_000_000);
    expect(thread.isOpen).toBe(true);
    expect(await navOf()).toBe(1_000_000);
    expect(thread.questions).toEqual({ kept: 1, read: 1 });
    timers.pass(MINUTE);
    expect(thread.isOpen).toBe(false);
    expect(await navOf()).toBe(1_000_000);
    expect(thread.questions).toEqual({ kept: 1, read: 2 });
  });

  it('basket_that_was_planned_is_not_in_the_next_answer', { timeout: 30_000 }, async () => {
    const before = await run();
    const job: WhatifJob<'REBALANCE'> = {
      ...{ kind: 'REBALANCE', ...moment },
      request: {
        targets: [{ account: 'MAIN', symbol: 'AAA', kind: 'QUANTITY', amount: 100 }],
        rules: { band: 0, maxTurnover: null, overTurnover: 'SCALE', minTrade: 0 },
        options: sizing,
      },
    };
    const { signal } = new AbortController();
    const planned = await thread.run(job, { onProgress: () => undefined, signal });
    expect(planned.ok && planned.value.rows.map(({ decision }) => decision.verdict)).toEqual(['PASS']);
    expect(await run()).toEqual(before);
  });

  it('question_that_is_interrupted_says_so_and_the_next_one_is_answered', { timeout: 30_000 }, async () => {
    const abort = new AbortController();
    const running = run(abort.signal);
    abort.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await run(abort.signal)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(thread.isOpen).toBe(false);
    expect(await navOf()).toBe(1_000_000);
    const closed = run();
    await thread.close();
    expect(await closed).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });

  it('question_past_its_deadline_says_so', { timeout: 30_000 }, async () => {
    const running = run();
    timers.pass(110_000);
    expect(await running).toMatchObject({ ok: false, error: { code: 'DEADLINE_EXCEEDED' } });
  });
});
