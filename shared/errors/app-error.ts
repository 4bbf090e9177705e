import type { ErrorCode } from './error-code.ts';

/** An expected failure as data: what happened is the code, the rest says where and what to do about it. */
export interface AppError {
  readonly code: ErrorCode;
  /** What happened, one plain sentence without the value of any secret. */
  readonly what: string;
  /** File, row, field path, flag or entity; empty when the call as a whole is meant. */
  readonly where: string;
  /** What the caller can do next. */
  readonly todo: string;
}

/** Builds an AppError; `where` and `todo` may be empty. */
export function appError(code: ErrorCode, what: string, where = '', todo = ''): AppError {
  return { code, what, where, todo };
}

/** The one line a person sees: `CODE: what (where). what to do`. */
export function describeError(error: AppError): string {
  const where = error.where === '' ? '' : ` (${error.where})`;
  const todo = error.todo === '' ? '' : ` ${error.todo}`;
  return `${error.code}: ${error.what}${where}.${todo}`.replace(/\s*\n\s*/g, ' ');
}

/** Carries an AppError through code that throws, such as a transaction; caught at the edge of the layer. */
export class AppErrorException extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(describeError(error));
    this.name = 'AppErrorException';
    this.error = error;
  }
}
