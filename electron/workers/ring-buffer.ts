/** Positions are bytes since the start, modulo 2^32; each on a cache line of its own. */
const HEAD = 0;
const TAIL = 16;
const CLOSED = 32;
/** Counts what the consumer may be waiting for: records and the closing. */
const SIGNAL = 48;
const CONTROL_BYTES = 256;
const LENGTH_BYTES = 4;

/** What both threads share; create it once with `createRingMemory` and hand it to the other thread. */
export type RingMemory = SharedArrayBuffer;

/** Shared memory of a ring of `capacity` bytes, a power of two up to 2^30. */
export function createRingMemory(capacity: number): RingMemory {
  if (!Number.isInteger(Math.log2(capacity)) || capacity < 16 || capacity > 2 ** 30) {
    throw new RangeError('the capacity of a ring is a power of two from 16 to 2^30 bytes');
  }
  return new SharedArrayBuffer(CONTROL_BYTES + capacity);
}

/**
 * Byte records from one producing thread to one consuming thread, in order, without locks. A record is its length
 * (4 bytes, little-endian) and its bytes, and may run over the end of the memory to its start. The producer publishes
 * a record by moving the tail after its bytes are in place, the consumer frees it by moving the head after copying it
 * out; a full ring refuses and never overwrites. Exactly one thread may `push` and one may `pop`.
 */
export class RingBuffer {
  readonly capacity: number;
  /** Gauge of the producer: the most bytes that were ever held. */
  mostBytes = 0;
  readonly #positions: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #length = new Uint8Array(LENGTH_BYTES);
  readonly #lengthView = new DataView(this.#length.buffer);

  constructor(memory: RingMemory) {
    this.#positions = new Int32Array(memory, 0, CONTROL_BYTES / 4);
    this.#bytes = new Uint8Array(memory, CONTROL_BYTES);
    this.capacity = this.#bytes.length;
  }

  /** Gauge: bytes held, records with their lengths. */
  get usedBytes(): number {
    return (Atomics.load(this.#positions, TAIL) - Atomics.load(this.#positions, HEAD)) >>> 0;
  }

  get isClosed(): boolean {
    return Atomics.load(this.#positions, CLOSED) !== 0;
  }

  /** True when a record of `length` bytes fits into an empty ring. */
  fits(length: number): boolean {
    return LENGTH_BYTES + length <= this.capacity;
  }

  /** Appends a record and wakes the consumer; false, and nothing written, when there is no room or it is closed. */
  push(record: Uint8Array): boolean {
    const after = this.usedBytes + LENGTH_BYTES + record.length;
    if (after > this.capacity || this.isClosed) return false;
    this.mostBytes = Math.max(this.mostBytes, after);
    const tail = Atomics.load(this.#positions, TAIL);
    this.#lengthView.setUint32(0, record.length, true);
    this.#write(tail, this.#length);
    this.#write(tail + LENGTH_BYTES, record);
    Atomics.store(this.#positions, TAIL, (tail + LENGTH_BYTES + record.length) | 0);
    this.#wake();
    return true;
  }

  /** The oldest record as bytes of its own, or null when the ring is empty. */
  pop(): Uint8Array<ArrayBuffer> | null {
    if (this.usedBytes === 0) return null;
    const head = Atomics.load(this.#positions, HEAD);
    this.#read(head, this.#length);
    const record = new Uint8Array(this.#lengthView.getUint32(0, true));
    this.#read(head + LENGTH_BYTES, record);
    Atomics.store(this.#positions, HEAD, (head + LENGTH_BYTES + record.length) | 0);
    return record;
  }

  /** Blocks the consuming thread until there is a record, the ring is closed or the time is over. */
  wait(timeoutMs: number): void {
    const signal = Atomics.load(this.#positions, SIGNAL);
    if (this.usedBytes > 0 || this.isClosed) return;
    Atomics.wait(this.#positions, SIGNAL, signal, timeoutMs);
  }

  /** No record is accepted after it; what is there can still be popped. */
  close(): void {
    Atomics.store(this.#positions, CLOSED, 1);
    this.#wake();
  }

  #wake(): void {
    Atomics.add(this.#positions, SIGNAL, 1);
    Atomics.notify(this.#positions, SIGNAL);
  }

  #write(position: number, source: Uint8Array): void {
    const start = position & (this.capacity - 1);
    const untilEnd = Math.min(source.length, this.capacity - start);
    this.#bytes.set(untilEnd === source.length ? source : source.subarray(0, untilEnd), start);
    if (untilEnd < source.length) this.#bytes.set(source.subarray(untilEnd), 0);
  }

  #read(position: number, target: Uint8Array): void {
    const start = position & (this.capacity - 1);
    const untilEnd = Math.min(target.length, this.capacity - start);
    target.set(this.#bytes.subarray(start, start + untilEnd));
    if (untilEnd < target.length) target.set(this.#bytes.subarray(0, target.length - untilEnd), untilEnd);
  }
}
