import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from '#electron/core/imports/byte-source.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

const CHUNK = 262_144;

/**
 * A file on disk, unpacked while it is read when its first bytes are gzip's, whatever its name. `onRead` gets the
 * bytes of the file taken so far, in the pass that counts. Throws IMPORT_UNREADABLE, as an AppErrorException, for a
 * file that cannot be opened or unpacked.
 */
export function fileSource(file: string, onRead: (bytes: number) => void): ByteSource {
  return {
    name: path.basename(file),
    open: (pass) => readPieces(file, pass === 'READ' ? onRead : () => undefined),
  };
}

async function* readPieces(file: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    // First, so that a file that cannot be opened is no stream whose error nobody hears.
    const isPacked = isGzip(file);
    const input = createReadStream(file, { highWaterMark: CHUNK });
    const pieces = isPacked ? pipeline(input, createGunzip({ chunkSize: CHUNK }), () => undefined) : input;
    for await (const piece of pieces) {
      onRead(input.bytesRead);
      yield piece as Uint8Array;
    }
  } catch (thrown) {
    throw unreadable(file, thrown as NodeJS.ErrnoException);
  }
}

function isGzip(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const magic = new Uint8Array(2);
    return readSync(handle, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}

function unreadable(file: string, { code = '' }: NodeJS.ErrnoException): unknown {
  const name = path.basename(file);
  const [what, todo] = code.startsWith('Z_')
    ? ['The compressed file is damaged or incomplete', 'Copy it again.']
    : [`The file cannot be read (${code})`, 'Check that it exists and may be read.'];
  return new AppErrorException(appError('IMPORT_UNREADABLE', what, name, todo));
}
