import path from 'node:path';
import type { Limit } from '#shared/domain/limit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { readInputFile } from './read-input-file.ts';
import { valueOf } from './with-desk.ts';

/** The limits of a limits file. LIMIT_INVALID names the row; IMPORT_UNREADABLE when it is no such file. */
export async function readLimits(file: string): Promise<readonly Limit[]> {
  const bytes = await readInputFile(file);
  const { parseLimits } = await import('#electron/core/imports/kinds/limits.ts');
  return valueOf(parseLimits(decode(bytes, file), { file: path.basename(file) }));
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppErrorException(
      appError('IMPORT_UNREADABLE', 'the file is not UTF-8 text', file, 'Save it as UTF-8.'),
    );
  }
}
