import { expect, it } from 'vitest';
import { createFixedClock } from './fixed-clock.ts';

it('moves only when told, both readings together', () => {
  const clock = createFixedClock(1000);
  expect([clock.now(), clock.monotonicMicros(), clock.now()]).toEqual([1000, 0, 1000]);
  clock.advance(5);
  expect([clock.now(), clock.monotonicMicros()]).toEqual([1005, 5000]);
});
