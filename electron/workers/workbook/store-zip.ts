import { crc32 } from 'node:zlib';

const LOCAL_BYTES = 30;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;
const VERSION = 20;

/**
 * A zip archive of the entries, none compressed. Whoever reads it meets exactly the bytes that were checked, whatever
 * else the archive they came from held.
 * @source PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function storeZip(entries: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  const named = [...entries].map(([name, content]) => ({ name: Buffer.from(name), content }));
  const locals = named.reduce(
    (sum, { name, content }) => sum + LOCAL_BYTES + name.length + content.length,
    0,
  );
  const directory = named.reduce((sum, { name }) => sum + DIRECTORY_BYTES + name.length, 0);
  const archive = new ArrayBuffer(locals + directory + END_BYTES);
  const out = Buffer.from(archive);
  let at = 0;
  let entryAt = locals;
  for (const { name, content } of named) {
    const crc = crc32(content);
    out.writeUInt32LE(0x02014b50, entryAt);
    out.writeUInt16LE(VERSION, entryAt + 4);
    writeCommon(entryAt + 6);
    out.writeUInt32LE(at, entryAt + 42);
    name.copy(out, entryAt + DIRECTORY_BYTES);
    entryAt += DIRECTORY_BYTES + name.length;

    out.writeUInt32LE(0x04034b50, at);
    writeCommon(at + 4);
    name.copy(out, at + LOCAL_BYTES);
    out.set(content, at + LOCAL_BYTES + name.length);
    at += LOCAL_BYTES + name.length + content.length;

    /** The fields that a local header and its directory entry share. */
    function writeCommon(from: number): void {
      out.writeUInt16LE(VERSION, from);
      out.writeUInt32LE(crc, from + 10);
      out.writeUInt32LE(content.length, from + 14);
      out.writeUInt32LE(content.length, from + 18);
      out.writeUInt16LE(name.length, from + 22);
    }
  }
  out.writeUInt32LE(0x06054b50, entryAt);
  out.writeUInt16LE(named.length, entryAt + 8);
  out.writeUInt16LE(named.length, entryAt + 10);
  out.writeUInt32LE(directory, entryAt + 12);
  out.writeUInt32LE(locals, entryAt + 16);
  return archive;
}
