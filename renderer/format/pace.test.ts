import { expect, it } from 'vitest';
import { formatDuration, paceOf } from './pace.ts';

it('pace_is_of_what_is_done', () => {
  expect(paceOf(250, 0.25, 2_000)).toEqual({ perSecond: 125, secondsLeft: 6 });
});

it('pace_is_unknown_before_anything_is_done_and_where_nothing_is_counted', () => {
  expect(paceOf(0, 0, 2_000)).toEqual({ perSecond: null, secondsLeft: null });
  expect(paceOf(null, 0.5, 1_000)).toEqual({ perSecond: null, secondsLeft: 1 });
  expect(paceOf(500, null, 1_000)).toEqual({ perSecond: 500, secondsLeft: null });
  expect(paceOf(500, 0.5, 0)).toEqual({ perSecond: null, secondsLeft: null });
});

it.each([
  [0, '0.0 s'],
  [9_940, '9.9 s'],
  [42_400, '42 s'],
  [59_600, '1 min 00 s'],
  [200_000, '3 min 20 s'],
  [3_900_000, '1 h 05 min'],
])('%d_ms_is_%s', (ms, text) => expect(formatDuration(ms)).toBe(text));
