/** A file as bytes that can be read more than once: it is judged before it is read. */
export interface ByteSource {
  /** Base name, `positions.csv`; what was compressed is already unpacked and keeps its `.gz`. */
  readonly name: string;
  /** `READ` is the one pass whose progress counts. */
  open(pass: 'JUDGE' | 'READ'): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A file that is already in memory. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return { name, open: () => [bytes] };
}
