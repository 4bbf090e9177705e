import { crc32, inflateRawSync } from 'node:zlib';
import { damagedWorkbook, protectedWorkbook, workbookTooLarge } from './workbook-errors.ts';

/** Bytes of all wanted entries together, unpacked. */
export const MAX_UNPACKED = 64 * 1024 * 1024;
/** Unpacked to packed; sheets of repeated rows reach 60, a bomb 1,000. */
export const MAX_RATIO = 200;
/** Below this size the ratio says nothing. */
const RATIO_FLOOR = 1024 * 1024;
const MAX_ENTRIES = 4_096;

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const DIRECTORY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/**
 * The wanted entries of a zip archive by name. What the directory declares is held against the caps before the first
 * byte is unpacked, and no entry may unpack to anything but what it declares, checksum included. Throws
 * AppErrorException: IMPORT_UNREADABLE for a damaged or encrypted archive and for a name that stands twice,
 * IMPORT_TOO_LARGE for a declared size, count or ratio beyond the caps.
 * @source PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function unpackZip(
  bytes: Uint8Array,
  file: string,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, file, isWanted);
  holdCaps(entries, file);
  const unpacked = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (unpacked.has(entry.name)) throw damagedWorkbook(file);
    unpacked.set(entry.name, unpackEntry(view, entry, file));
  }
  return unpacked;
}

function readDirectory(view: Buffer, file: string, isWanted: (name: string) => boolean): Entry[] {
  const end = findEnd(view);
  if (end < 0) throw damagedWorkbook(file);
  const count = view.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw workbookTooLarge(file, `The workbook has more than ${MAX_ENTRIES} parts`);
  const entries: Entry[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + DIRECTORY_BYTES > end || view.readUInt32LE(at) !== DIRECTORY) throw damagedWorkbook(file);
    const nameEnd = at + DIRECTORY_BYTES + view.readUInt16LE(at + 28);
    if (nameEnd > end) throw damagedWorkbook(file);
    const name = view.toString('utf8', at + DIRECTORY_BYTES, nameEnd);
    if (isWanted(name)) {
      if ((view.readUInt16LE(at + 8) & 1) === 1) throw protectedWorkbook(file);
      entries.push({
        name,
        method: view.readUInt16LE(at + 10),
        crc: view.readUInt32LE(at + 16),
        packed: view.readUInt32LE(at + 20),
        unpacked: view.readUInt32LE(at + 24),
        offset: view.readUInt32LE(at + 42),
      });
    }
    at = nameEnd + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the end record stands: the last one whose comment fits behind it. */
function findEnd(view: Buffer): number {
  const first = Math.max(0, view.length - END_BYTES - MAX_COMMENT);
  for (let at = view.length - END_BYTES; at >= first; at--) {
    if (view.readUInt32LE(at) !== END) continue;
    if (at + END_BYTES + view.readUInt16LE(at + 20) <= view.length) return at;
  }
  return -1;
}

function holdCaps(entries: readonly Entry[], file: string): void {
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > MAX_UNPACKED) {
    throw workbookTooLarge(file, `The workbook unpacks to more than ${MAX_UNPACKED / 1024 / 1024} MB`);
  }
  const isBomb = entries.some(
    ({ packed, unpacked }) => unpacked > RATIO_FLOOR && unpacked > packed * MAX_RATIO,
  );
  if (isBomb) throw workbookTooLarge(file, `The workbook unpacks to more than ${MAX_RATIO} times its size`);
}

function unpackEntry(view: Buffer, entry: Entry, file: string): Uint8Array {
  const { method, packed, unpacked, offset, crc } = entry;
  if (offset + LOCAL_BYTES > view.length || view.readUInt32LE(offset) !== LOCAL) throw damagedWorkbook(file);
  const start = offset + LOCAL_BYTES + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  const data = view.subarray(start, start + packed);
  if (data.length < packed || (method !== 0 && method !== 8)) throw damagedWorkbook(file);
  const content = method === 0 ? data : inflate(data, unpacked, file);
  if (content.length !== unpacked || crc32(content) !== crc) throw damagedWorkbook(file);
  return content;
}

/** Ends as soon as one byte more than declared would come out. */
function inflate(data: Uint8Array, declared: number, file: string): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, declared) });
  } catch {
    throw damagedWorkbook(file);
  }
}
