import { expect, it } from 'vitest';
import { describeChange, parseMove } from './change-words.ts';

it.each([
  ['-5', -0.05],
  ['+2.5 %', 0.025],
  ['−1%', -0.01],
  ['1000', 10],
  ['0', 0],
])('move_of_%s_is_a_simple_return', (text, factor) => {
  expect(parseMove(text)).toBeCloseTo(factor, 12);
});

it.each(['', '-100', '1000.1', '5 down', '--5', '.'])('move_of_%j_is_refused', (text) => {
  expect(parseMove(text)).toBeTypeOf('string');
});

it('change_is_one_line', () => {
  expect(describeChange({ kind: 'SHOCK_BY_BETA', index: 'SPY', factor: -0.05 })).toBe(
    'Market moves -5 %: each symbol by its beta to SPY',
  );
  const ticket = { account: 'ALPHA', symbol: 'BRLE', side: 'SELL', orderQty: '1200' };
  const rest = { ordType: 'MARKET', timeInForce: 'DAY', trader: '', strategy: '' };
  expect(describeChange({ kind: 'ADD_TICKET', as: 'WORKING', ticket: { ...ticket, ...rest } })).toBe(
    'Sell 1,200 BRLE for ALPHA, working',
  );
});
