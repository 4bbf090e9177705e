import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { WallClock } from './wall-clock.ts';

const START = 1_700_000_000_000;

/** A machine whose two clocks a test moves. */
function machine() {
  let wall = START;
  let micros = 5;
  const clock = new WallClock({ now: () => wall as EpochMs, monotonicMicros: () => micros });
  return {
    clock,
    runs: (ms: number) => {
      wall += ms;
      micros += ms * 1_000;
    },
    sleeps: (ms: number) => (wall += ms),
  };
}

describe('the wall clock against the monotonic one', () => {
  it('sees nothing while both run alike, however long', () => {
    const { clock, runs } = machine();
    for (let hour = 0; hour < 100; hour++) {
      runs(3_600_000);
      expect(clock.jumpedAt()).toBeNull();
    }
  });

  it('sees nothing in a correction of five seconds, and a jump in a millisecond more', () => {
    const { clock, sleeps } = machine();
    sleeps(5_000);
    expect(clock.jumpedAt()).toBeNull();
    sleeps(-5_000);
    expect(clock.jumpedAt()).toBeNull();
    sleeps(5_001);
    expect(clock.jumpedAt()).toBe(START + 5_001);
  });

  it('keeps the jump until the next, and does not see it twice', () => {
    const { clock, sleeps, runs } = machine();
    sleeps(60_000);
    const first = clock.jumpedAt();
    runs(10_000);
    expect(clock.jumpedAt()).toBe(first);
    sleeps(60_000);
    expect(clock.jumpedAt()).toBe(START + 130_000);
  });

  it('after it was set back, what was observed before stays stale until a later time than before', () => {
    const { clock, sleeps, runs } = machine();
    runs(3_600_000);
    sleeps(-1_800_000);
    expect(clock.jumpedAt()).toBe(START + 3_600_000);
  });
});
