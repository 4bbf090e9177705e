import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';

const { input } = contract['whatif.branches.save'];
const { input: comparison } = contract['whatif.branches.compare'];
const shock = (factor: unknown): unknown => ({ kind: 'SHOCK_SYMBOL', symbol: 'AAA', factor });
const wide = { kind: 'SHOCK_SECTOR', sector: 'Energy', factor: 0.1 };
const cash = (text: unknown): unknown => ({ kind: 'SET_CASH', account: 'A1', cash: text });
const isTaken = (changes: unknown, name: unknown = 'B'): boolean =>
  input.safeParse({ name, changes }).success;

it.each<[string, unknown]>([
  ['a factor that is no number', [shock(NaN)]],
  ['an infinite factor', [shock(Infinity)]],
  ['a factor as text', [shock('-0.05')]],
  ['a price of nothing', [shock(-1)]],
  ['more than eleven times the price', [shock(10.01)]],
  ['cash that is no number', [cash('NaN')]],
  ['cash with a third decimal', [cash('1.005')]],
  ['cash beyond what can be counted', [cash('1e17')]],
  ['cash as a number', [cash(5)]],
  ['a kind that is none', [{ kind: 'SEND' }]],
  ['a field more', [{ ...wide, more: 1 }]],
  ['a ticket that is none', [{ kind: 'ADD_TICKET', as: 'FILLED', ticket: null }]],
  ['5,001 changes', Array.from({ length: 5_001 }, () => shock(0.1))],
  ['51 that move more than one price', Array.from({ length: 51 }, () => wide)],
  ['no list', 'all'],
])('branch_with_%s_is_refused', (_name, changes) => expect(isTaken(changes)).toBe(false));

it('what_is_just_within_the_bounds_is_taken', () => {
  expect(isTaken(Array.from({ length: 5_000 }, () => shock(10)))).toBe(true);
  expect(isTaken(Array.from({ length: 50 }, () => wide))).toBe(true);
  expect(isTaken([cash('-12.50'), shock(-0.999)], 'Ünïcode branch')).toBe(true);
});

it.each([
  ['', false],
  ['x'.repeat(65), false],
  ['a\nb', false],
  ['a\u0000', false],
  ['__proto__', true],
])('name_%j', (name, taken) => expect(isTaken([], name)).toBe(taken));

it('comparison_names_1_to_16_branches', () => {
  const named = (count: number): boolean =>
    comparison.safeParse({ names: Array.from({ length: count }, (_, i) => `B${i}`) }).success;
  expect([named(0), named(1), named(16), named(17)]).toEqual([false, true, true, false]);
  expect(comparison.safeParse({ names: ['B'], options: { confidence: NaN } }).success).toBe(false);
});
