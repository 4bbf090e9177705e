import { isMinimum, type OutcomeOutput } from './sort-outcomes.ts';

/** What METRIC's operators ask of the value; the number that follows is the limit's hard. */
const WORDS: Readonly<Record<string, string>> = {
  '<=': 'at most',
  '<': 'below',
  '>=': 'at least',
  '>': 'above',
  '==': 'exactly',
  '!=': 'anything but',
};
const CONDITION = /^\S+ (<=|<|>=|>|==|!=) /;
const INTERVAL = /^\S+ (BETWEEN|OUTSIDE) (\S+) and /;

/** What a limit asks of the value, up to the number itself: `at most`; of METRIC what its first note says. */
export function boundWords(outcome: OutcomeOutput): string {
  const [note = ''] = outcome.code === 'METRIC' ? outcome.notes : [];
  const interval = INTERVAL.exec(note);
  if (interval !== null)
    return `${interval[1] === 'BETWEEN' ? 'between' : 'outside'} ${interval[2] ?? ''} and`;
  return WORDS[CONDITION.exec(note)?.[1] ?? ''] ?? (isMinimum(outcome) ? 'at least' : 'at most');
}
