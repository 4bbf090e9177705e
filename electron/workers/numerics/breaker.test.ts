import { describe, expect, it } from 'vitest';
import { createFixedClock } from '#shared/testing/fixed-clock.ts';
import { Breaker } from './breaker.ts';

describe('the breaker', () => {
  const clock = createFixedClock(0);
  const breaker = new Breaker({ failures: 3, openMs: 100, longestOpenMs: 350, now: clock.now });
  const fail = (times: number): void => {
    for (let i = 0; i < times; i++) breaker.failed();
  };

  it('opens at the third failure in a row, not at the third of all', () => {
    fail(2);
    breaker.succeeded();
    fail(2);
    expect([breaker.state, breaker.failures, breaker.retryInMs]).toEqual(['CLOSED', 2, 0]);
    fail(1);
    expect([breaker.state, breaker.failures, breaker.retryInMs]).toEqual(['OPEN', 3, 100]);
  });

  it('is half open after its time, and open for twice as long when that fails, up to its longest', () => {
    for (const openMs of [200, 350, 350]) {
      clock.advance(breaker.retryInMs - 1);
      expect(breaker.state).toBe('OPEN');
      clock.advance(1);
      expect([breaker.state, breaker.retryInMs]).toEqual(['HALF_OPEN', 0]);
      fail(1);
      expect([breaker.state, breaker.retryInMs]).toEqual(['OPEN', openMs]);
    }
  });

  it('is closed by a success, and as patient as at first', () => {
    clock.advance(350);
    breaker.succeeded();
    expect(breaker.state).toBe('CLOSED');
    fail(3);
    expect(breaker.retryInMs).toBe(100);
  });
});
