import type { z } from 'zod';
import { appError, type AppError } from '#shared/errors/app-error.ts';

const MAX_TEXT = 200;

/**
 * The first thing wrong with an input as INVALID_INPUT: `where` is the call and the path of the field
 * (`tickets.send ticket.orderQty`), one line, at most 200 characters of what the client wrote.
 */
export function describeIssue(error: z.ZodError, procedure: string): AppError {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).map(String).join('.');
  return appError(
    'INVALID_INPUT',
    oneLine(issue?.message ?? 'the input cannot be read'),
    path === '' ? procedure : `${procedure} ${oneLine(path)}`,
    error.issues.length > 1 ? `${error.issues.length - 1} more fields are wrong.` : '',
  );
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
}
