import { deskClient } from '#renderer/client/desk-client.ts';
import { randomKey } from '#renderer/client/random-key.ts';

const PIECE_BYTES = 512 * 1024;

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** Sends the files in pieces, in order, and returns the id to stage them under. Throws on the first refusal. */
export async function uploadFiles(
  files: readonly File[],
  onProgress: (progress: UploadProgress) => void,
  isCancelled: () => boolean,
): Promise<string | null> {
  const uploadId = randomKey();
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  let sentBytes = 0;
  for (const file of files) {
    for (let offset = 0; offset === 0 || offset < file.size; offset += PIECE_BYTES) {
      if (isCancelled()) return null;
      const piece = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer());
      await deskClient.call('imports.upload', { uploadId, file: file.name, offset, data: toBase64(piece) });
      sentBytes += piece.length;
      onProgress({ sentBytes, totalBytes });
    }
  }
  return uploadId;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
