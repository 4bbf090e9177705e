import { AppErrorException, appError, type AppError } from '#shared/errors/app-error.ts';

/** Any thrown value as the error data the screen shows. */
export const toAppError = (thrown: unknown): AppError =>
  thrown instanceof AppErrorException
    ? thrown.error
    : appError('INTERNAL', thrown instanceof Error ? thrown.message : String(thrown));
