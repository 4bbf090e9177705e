import { access, constants } from 'node:fs/promises';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { LimitSetFile } from '#electron/core/imports/limit-set-file.ts';
import type { Io } from './io.ts';
import { notReadable } from './read-input-file.ts';
import { renderTable } from './render-table.ts';
import { valueOf } from './with-desk.ts';

const SHOWN = 20;

/**
 * The limits of a limits file, JSON or CSV, streamed; a packed one is unpacked. LIMIT_INVALID when any row is refused:
 * each is listed on standard error first, with `json` as one document on standard output. INVALID_INPUT when it cannot
 * be read, IMPORT_UNREADABLE when it is no limits file.
 */
export async function readLimits(file: string, io: Io, json: boolean): Promise<LimitSetFile> {
  await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw notReadable(file, error);
  });
  const { readLimitSet } = await import('#electron/core/imports/limit-set-file.ts');
  const { fileSource } = await import('#electron/workers/import-source.ts');
  const set = valueOf(
    await readLimitSet(
      fileSource(file, () => undefined),
      '',
    ),
  );
  const { rejects, rejected } = set;
  const [first] = rejects;
  if (first === undefined) return set;
  if (json) await io.write(`${JSON.stringify({ file, rejected, rejects })}\n`);
  else if (rejected > 1) io.note(renderRejects(rejects, rejected));
  const more = rejected === 1 ? '' : `, and ${rejected - 1} more rows`;
  throw new AppErrorException(
    appError(
      'LIMIT_INVALID',
      `${first.sentence.replace(/\.$/, '')}${first.value === '' ? '' : `: ${first.value}`}${more}`,
      `${file}, row ${first.row}`,
      'Correct the file; nothing was changed.',
    ),
  );
}

function renderRejects(rejects: LimitSetFile['rejects'], rejected: number): string {
  const columns = ['row', 'column', 'value', 'code', 'what is wrong'].map((title) => ({ title }));
  const rows = rejects
    .slice(0, SHOWN)
    .map(({ row, column, value, code, sentence }) => [String(row), column, value, code, sentence]);
  return `${renderTable(columns, rows)}${rejected} rows refused`;
}
