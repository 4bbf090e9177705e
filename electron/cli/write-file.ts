import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

/**
 * Writes `file` as a whole or not at all: into a neighbour first, renamed once `fill` has ended. INVALID_INPUT when
 * the place cannot be written to.
 */
export async function writeFile<T>(
  file: string,
  fill: (append: (content: string | Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const partial = `${file}.${process.pid}.partial`;
  const handle = await open(partial, 'wx').catch((error: NodeJS.ErrnoException) => {
    throw unwritable(file, error);
  });
  try {
    const value = await fill((content) => append(handle, content));
    await handle.close();
    await rename(partial, file).catch((error: NodeJS.ErrnoException) => {
      throw unwritable(file, error);
    });
    return value;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function append(handle: FileHandle, content: string | Uint8Array): Promise<void> {
  await handle.appendFile(content, 'utf8');
}

function unwritable(file: string, { code }: NodeJS.ErrnoException): AppErrorException {
  const todo = 'Name a file in a folder that you may write to.';
  return new AppErrorException(appError('INVALID_INPUT', `the file cannot be written, ${code}`, file, todo));
}
