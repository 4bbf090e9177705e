/*
 * Texts from one thread to another through shared memory, in the order in which they were put in: one writer, one reader,
 * no lock. A ring of frames, each a length, a number and UTF-8 bytes, on boundaries of eight bytes.
 */

/** Of the header: bytes written and bytes read since the start, and texts taken by the reader; modulo 2^32. */
const WRITTEN = 0;
const READ = 1;
const TAKEN = 2;
const HEADER_BYTES = 16;
const FRAME_HEADER_BYTES = 8;
/** Instead of a length: the rest of the ring is empty, the next frame is at its start. */
const TO_THE_START = 0xffff_ffff;

/** Memory for an inbox. `capacity`: bytes, a power of two. */
export function inboxMemory(capacity: number): SharedArrayBuffer {
  if (capacity < 64 || (capacity & (capacity - 1)) !== 0)
    throw new RangeError(`The capacity of an inbox is a power of two from 64, not ${capacity}`);
  return new SharedArrayBuffer(HEADER_BYTES + capacity);
}

/** The writing end. */
export class InboxWriter {
  readonly #ring: Ring;
  readonly #encoder = new TextEncoder();

  constructor(memory: SharedArrayBuffer) {
    this.#ring = new Ring(memory);
  }

  /** How many texts the reader has taken, also of those that came another way. */
  get taken(): number {
    return Atomics.load(this.#ring.positions, TAKEN) >>> 0;
  }

  /** Puts a text in with its number. False, and nothing is written, when there is no room for it. */
  write(seq: number, text: string): boolean {
    const { bytes, view, positions, capacity } = this.#ring;
    let written = Atomics.load(positions, WRITTEN) >>> 0;
    const free = capacity - ((written - Atomics.load(positions, READ)) >>> 0);
    // As a text has no fewer bytes than units, most that cannot fit need not be encoded.
    if (text.length > free) return false;
    // Browsers encode into memory of their own only.
    const encoded = this.#encoder.encode(text);
    const size = aligned(FRAME_HEADER_BYTES + encoded.length);
    let at = written % capacity;
    const skipped = size > capacity - at ? capacity - at : 0;
    if (skipped + size > free) return false;
    if (skipped > 0) {
      view.setUint32(at, TO_THE_START);
      written += skipped;
      at = 0;
    }
    view.setUint32(at, encoded.length);
    view.setUint32(at + 4, seq);
    bytes.set(encoded, at + FRAME_HEADER_BYTES);
    Atomics.store(positions, WRITTEN, (written + size) | 0);
    return true;
  }
}

/** The reading end. */
export class InboxReader {
  readonly #ring: Ring;
  readonly #decoder = new TextDecoder();

  constructor(memory: SharedArrayBuffer) {
    this.#ring = new Ring(memory);
  }

  /** Says how many texts were taken, whichever way they came. */
  noteTaken(count: number): void {
    Atomics.store(this.#ring.positions, TAKEN, count | 0);
  }

  /** Takes the next text out when it has this number; null when it has another, or there is none. */
  read(seq: number): string | null {
    const { bytes, view, positions, capacity } = this.#ring;
    let read = Atomics.load(positions, READ) >>> 0;
    if (read === Atomics.load(positions, WRITTEN) >>> 0) return null;
    let at = read % capacity;
    if (view.getUint32(at) === TO_THE_START) {
      read += capacity - at;
      at = 0;
    }
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) !== seq >>> 0) return null;
    const from = at + FRAME_HEADER_BYTES;
    // A copy: browsers decode memory of their own only.
    const text = this.#decoder.decode(bytes.slice(from, from + length));
    Atomics.store(positions, READ, (read + aligned(FRAME_HEADER_BYTES + length)) | 0);
    return text;
  }
}

class Ring {
  readonly positions: Int32Array;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly capacity: number;

  constructor(memory: SharedArrayBuffer) {
    this.positions = new Int32Array(memory, 0, 3);
    this.bytes = new Uint8Array(memory, HEADER_BYTES);
    this.view = new DataView(memory, HEADER_BYTES);
    this.capacity = this.bytes.length;
  }
}

const aligned = (bytes: number): number => (bytes + 7) & ~7;
