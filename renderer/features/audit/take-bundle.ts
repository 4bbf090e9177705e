import { deskClient } from '#renderer/client/desk-client.ts';
import { saveBlob } from '#renderer/components/save-text.ts';

/** Has the signed bundle written, takes it piece by piece and hands it to the browser as a file to save. */
export async function takeBundle(
  onTaken: (share: number) => void,
): Promise<{ file: string; records: number }> {
  onTaken(0);
  const { exportId, file, bytes, records } = await deskClient.call('audit.export', {});
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let taken = 0;
  while (taken < bytes) {
    const { data } = await deskClient.call('audit.exportPiece', { exportId, offset: taken });
    const piece = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    if (piece.length === 0) break;
    pieces.push(piece);
    taken += piece.length;
    onTaken(taken / bytes);
  }
  saveBlob(file, new Blob(pieces, { type: 'application/zip' }));
  return { file, records };
}
