import type { ErrorCode } from '#shared/errors/error-code.ts';

export const DONE = 0;
/** The command did its work and found something: a denied ticket, a broken chain. */
export const FINDING = 1;
/** The arguments or a file cannot be used; nothing was changed. */
export const BAD_INPUT = 2;
/** The store or the engine failed. */
export const FAILURE = 3;
/** Ctrl-C in the middle of the work, as shells have it: 128 + SIGINT. */
export const INTERRUPTED = 130;

const FAILURES: readonly ErrorCode[] = [
  'NOT_READY',
  'OVERLOADED',
  'DEADLINE_EXCEEDED',
  'COMMIT_UNKNOWN',
  'STORE_UNAVAILABLE',
  'STORE_TOO_NEW',
  'STORE_CORRUPT',
  'AUDIT_BROKEN',
  'INTERNAL',
];

/** The exit code that an expected failure ends the process with. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'CANCELLED') return INTERRUPTED;
  return FAILURES.includes(code) ? FAILURE : BAD_INPUT;
}
