import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The bytes of a file, unpacked when its name ends in `.gz`. INVALID_INPUT when it cannot be read,
 * IMPORT_TOO_LARGE over 256 MB, packed or not, IMPORT_UNREADABLE when it cannot be unpacked.
 */
export async function readInputFile(file: string): Promise<Uint8Array> {
  const bytes = await readBounded(file).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof AppErrorException) throw error;
    throw notReadable(file, error);
  });
  if (!file.endsWith('.gz')) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file);
    throw new AppErrorException(
      appError('IMPORT_UNREADABLE', 'the file is not a gzip file', file, 'Check that it is complete.'),
    );
  });
}

/** INVALID_INPUT for a file that a person named and that cannot be read. */
export function notReadable(file: string, { code }: NodeJS.ErrnoException): AppErrorException {
  const what = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read, ${code}`;
  return new AppErrorException(appError('INVALID_INPUT', what, file, 'Check the name.'));
}

async function readBounded(file: string): Promise<Uint8Array> {
  if ((await stat(file)).size > MAX_BYTES) throw tooLarge(file);
  return readFile(file);
}

function tooLarge(file: string): AppErrorException {
  return new AppErrorException(
    appError('IMPORT_TOO_LARGE', 'the file is over 256 MB', file, 'Split it into smaller ones.'),
  );
}
