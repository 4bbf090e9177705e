import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';

/** The value of a Result, or its error thrown for the router to carry. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppErrorException(result.error);
}
