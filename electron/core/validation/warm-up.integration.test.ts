import { afterEach, expect, it } from 'vitest';
import { build } from '#shared/testing/builders.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';
import type { Clock } from '../ports/clock.ts';

let opened: TestDesk | undefined;
afterEach(async () => {
  await opened?.close();
  opened?.remove();
});

/** A desk whose timers go off when the test says so; the clock moves with every look. */
async function openDesk() {
  const waiting = new Set<() => void>();
  let micros = 0;
  const clock: Clock = { now: () => build.NOON, monotonicMicros: () => (micros += 1_000) };
  const timers = {
    after(_ms: number, callback: () => void) {
      waiting.add(callback);
      return () => void waiting.delete(callback);
    },
  };
  const desk = (opened = await openTestDesk(undefined, { clock, timers, asOf: null }));
  /** Those of the desk itself stay: only what is newer goes off. */
  const others = new Set(waiting);
  const turn = (): boolean => {
    const [due] = [...waiting].filter((one) => !others.has(one));
    if (due === undefined) return false;
    waiting.delete(due);
    due();
    return true;
  };
  return { desk, turn };
}

it('warm_up_decides_one_ticket_a_turn_ends_by_itself_and_changes_nothing', async () => {
  const { desk, turn } = await openDesk();
  const before = await desk.picture();
  const { records } = await desk.must('audit.facts', {});
  desk.desk.warmUp();
  let turns = 0;
  while (turn()) turns++;
  expect(turns).toBe(40);
  expect(await desk.picture()).toEqual(before);
  expect((await desk.must('audit.facts', {})).records).toBe(records);
});

it('warm_up_that_is_ended_decides_no_more', async () => {
  const { desk, turn } = await openDesk();
  const end = desk.desk.warmUp();
  expect([turn(), turn()]).toEqual([true, true]);
  end();
  expect(turn()).toBe(false);
});
