import type { Status } from '#shared/domain/decision.ts';
import type { Scope } from '#shared/domain/limit.ts';

/** The word on the screen; UNDETERMINED is shown as what it means to a person. */
export const VERDICT_WORDS: Readonly<Record<Status, string>> = {
  PASS: 'PASS',
  WARN: 'WARN',
  BLOCK: 'BLOCK',
  UNDETERMINED: 'UNKNOWN',
};

const WRITTEN: Readonly<Record<string, string>> = { ADV: 'ADV', HHI: 'HHI', VAR: 'VaR', N: 'N' };

/** `MAX_ORDER_NOTIONAL` as `Max order notional`, for a control the catalogue does not title. */
export function titleOfCode(code: string): string {
  const words = code.split('_').map((word) => WRITTEN[word] ?? word.toLowerCase());
  const [first = '', ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

/** `Account ALPHA`, `Firm`, `each account` for the key `*`. */
export function describeScope(scope: Scope | null): string {
  if (scope === null) return 'Desk rule';
  const level = titleOfCode(scope.level);
  if (scope.level === 'FIRM') return level;
  return scope.key === '*' ? `Each ${level.toLowerCase()}` : `${level} ${scope.key}`;
}
