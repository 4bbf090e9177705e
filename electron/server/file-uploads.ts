import { constants, mkdtempSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Uploads } from '#electron/core/ports/uploads.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_UPLOADS = 4;
const MAX_FILES = 64;

export interface FileUploads extends Uploads {
  /** Deletes every upload. */
  close(): Promise<void>;
}

/**
 * Uploads in a folder of their own among the temporary files, readable by this user only. A file is a plain name of
 * at most 256 MB, its pieces come in order; an upload has at most 64 files, and of more than 4 uploads the one that
 * was begun first is dropped. Throws INVALID_INPUT for a name or a piece that cannot be used, CONFLICT for a piece
 * that is not the next one, IMPORT_TOO_LARGE, NOT_FOUND.
 */
export function fileUploads(): FileUploads {
  const root = mkdtempSync(path.join(tmpdir(), 'preflight-uploads-'));
  /** Bytes received by upload and file, in the order the uploads were begun. */
  const received = new Map<string, Map<string, number>>();
  const remove = async (uploadId: string): Promise<void> => {
    if (received.delete(uploadId)) await rm(folderOf(uploadId), { recursive: true, force: true });
  };
  const folderOf = (uploadId: string): string => path.join(root, uploadId);
  return {
    remove,
    async write(uploadId, file, offset, base64) {
      if (!/^[A-Za-z0-9_-]{8,64}$/.test(uploadId)) throw invalid('uploadId', 'the upload id cannot be used');
      if (!isPlainName(file)) throw invalid('file', 'the file name cannot be used');
      const piece = decode(base64);
      const files = received.get(uploadId) ?? new Map<string, number>();
      const before = files.get(file) ?? 0;
      if (offset !== before)
        throw refused('CONFLICT', `the next piece begins at ${before}`, file, 'Send that one.');
      if (before + piece.length > MAX_FILE_BYTES) throw tooLarge(file, 'the file is over 256 MB');
      if (before === 0 && files.size >= MAX_FILES)
        throw tooLarge(file, `an upload has at most ${MAX_FILES} files`);
      // Counted before the first wait: the next piece may arrive while this one is written.
      received.set(uploadId, files.set(file, before + piece.length));
      const [oldest] = received.keys();
      if (received.size > MAX_UPLOADS && oldest !== undefined) await remove(oldest);
      try {
        await mkdir(folderOf(uploadId), { recursive: true });
        await writeAt(path.join(folderOf(uploadId), file), piece, offset);
      } catch (error) {
        await remove(uploadId);
        throw error;
      }
      return before + piece.length;
    },
    filesOf(uploadId) {
      const files = received.get(uploadId);
      if (files !== undefined) return { folder: folderOf(uploadId), names: [...files.keys()] };
      throw refused('NOT_FOUND', 'there is no such upload', uploadId.slice(0, 64), 'Send the files again.');
    },
    async close() {
      received.clear();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A name that means the same file on every platform and leads nowhere else. */
function isPlainName(file: string): boolean {
  return file !== '' && file === path.basename(file) && !/[\p{Cc}<>:"/\\|?*]|^\.|[. ]$/u.test(file);
}

/** Pieces that were sent at once may reach the disk in any order. */
async function writeAt(file: string, piece: Buffer, offset: number): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    for (let written = 0; written < piece.length;) {
      const { bytesWritten } = await handle.write(piece, written, piece.length - written, offset + written);
      written += bytesWritten;
    }
  } finally {
    await handle.close();
  }
}

function decode(base64: string): Buffer {
  const piece = Buffer.from(base64, 'base64');
  if (piece.toString('base64') !== base64) throw invalid('data', 'the piece is not base64');
  return piece;
}

function refused(...error: Parameters<typeof appError>): AppErrorException {
  return new AppErrorException(appError(...error));
}

const invalid = (where: string, what: string): AppErrorException => refused('INVALID_INPUT', what, where);
const tooLarge = (file: string, what: string): AppErrorException =>
  refused('IMPORT_TOO_LARGE', what, file, 'Split it into smaller imports.');
