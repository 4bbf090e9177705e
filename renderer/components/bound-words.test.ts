import { expect, it } from 'vitest';
import { boundWords } from './bound-words.ts';
import type { OutcomeOutput } from './sort-outcomes.ts';

const outcome = (code: string, note: string, soft = 1, hard = 2) =>
  ({ code, soft, hard, notes: note === '' ? [] : [note] }) as unknown as OutcomeOutput;

it.each([
  ['LEVERAGE', '', 'at most'],
  ['METRIC', 'LEVERAGE <= 1.5', 'at most'],
  ['METRIC', 'LEVERAGE < 1.5', 'below'],
  ['METRIC', 'BUYING_POWER >= 0', 'at least'],
  ['METRIC', 'POSITION_COUNT == 12', 'exactly'],
  ['METRIC', 'POSITION_COUNT != 13', 'anything but'],
  ['METRIC', 'LEVERAGE BETWEEN 0.5 and 1.5', 'between 0.5 and'],
  ['METRIC', 'LEVERAGE OUTSIDE 0.5 and 1.5', 'outside 0.5 and'],
])('%s with the note %j asks for %j', (code, note, words) => {
  expect(boundWords(outcome(code, note))).toBe(words);
});

it('a minimum has its warning above it', () => {
  expect(boundWords(outcome('MIN_ADV', '', 125, 100))).toBe('at least');
});
