import { expect, it } from 'vitest';
import { periodsOf } from './periods.ts';

it.each([
  [20_261_125, 20_261_123, 20_261_101],
  [20_261_123, 20_261_123, 20_261_101],
  [20_261_129, 20_261_123, 20_261_101],
  [20_260_101, 20_251_229, 20_260_101],
  [20_240_301, 20_240_226, 20_240_301],
])('%d lies in the week of %d and the month of %d', (session, week, month) => {
  expect(periodsOf(session)).toEqual({ day: session, week, month });
});
