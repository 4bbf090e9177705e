import { fc } from '#shared/testing/seeded-check.testing.ts';
import { expect, it } from 'vitest';
import { FailedSignIns } from './failed-sign-ins.ts';

const FOUR = [0, 0, 0, 0];

it('locks a name from its fifth failure on, twice as long each time, at most 15 minutes', () => {
  const failures = new FailedSignIns();
  let now = 0;
  expect(FOUR.map(() => failures.attempt('ann', now))).toEqual(FOUR);
  for (const seconds of [30, 60, 120, 240, 480, 900]) {
    expect(failures.attempt('ann', now)).toBe(0);
    expect(failures.attempt('ANN', now)).toBe(seconds * 1_000);
    now += seconds * 1_000 - 1;
    expect(failures.attempt('ann', now)).toBe(1);
    now += 1;
  }
});

it('forgets the failures of a name that got in, and of that name only', () => {
  const failures = new FailedSignIns();
  for (const name of ['ann', 'bob']) for (let i = 0; i < 5; i++) failures.attempt(name, 0);
  failures.succeeded('Ann');
  expect([failures.attempt('ann', 0), failures.attempt('bob', 0)]).toEqual([0, 30_000]);
});

it('unlocks nothing early when the clock goes back', () => {
  const failures = new FailedSignIns();
  for (let i = 0; i < 5; i++) failures.attempt('ann', 1_000_000);
  expect(failures.attempt('ann', 0)).toBeGreaterThan(30_000);
});

it('takes 60 attempts a minute of all names together', () => {
  const failures = new FailedSignIns();
  for (let i = 0; i < 60; i++) expect(failures.attempt(`user${i}`, i)).toBe(0);
  expect(failures.attempt('another', 59_999)).toBe(1);
  expect(failures.attempt('another', 60_000)).toBe(0);
});

it('never remembers more than 15 minutes of names', () => {
  const attempt = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000 }));
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 1_000, maxLength: 3_000 }), (attempts) => {
      const failures = new FailedSignIns();
      let now = 0;
      for (const [name, wait] of attempts) {
        failures.attempt(`user${name}`, (now += wait));
        expect(failures.size).toBeLessThanOrEqual(960);
      }
    }),
    { numRuns: 30 },
  );
});
