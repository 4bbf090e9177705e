export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Present in every host of the engine, and typed here because this layer has neither Node nor DOM types. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/** Thrown on bytes that are no text of the encoding they are read in. */
export class MalformedText extends Error {
  override readonly name = 'MalformedText';
}

/**
 * Text of the pieces of one file, in order; the last call is without bytes. A byte order mark is dropped.
 * Throws MalformedText; Windows-1252 has a character for every byte.
 */
export function createDecoder(encoding: Encoding): (bytes?: Uint8Array) => string {
  const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
  return (bytes) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new MalformedText(`The bytes are not valid ${encoding}`);
    }
  };
}

/** The encoding that the first bytes of a file show without doubt: by a byte order mark, or as UTF-16. */
export function encodingOfHead(head: Uint8Array): Encoding | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return wideEncoding(head);
}

/** UTF-16 of mostly Latin text has a zero in every other byte and hardly any in the rest. */
function wideEncoding(head: Uint8Array): Encoding | null {
  const zeros = [0, 0] as [number, number];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[(i % 2) as 0 | 1]++;
  const [even, odd] = zeros;
  const enough = head.length * 0.2;
  if (odd > enough && even < odd / 20) return 'utf-16le';
  return even > enough && odd < even / 20 ? 'utf-16be' : null;
}

/**
 * UTF-8 or Windows-1252, decided over all bytes of a file: UTF-8 when they are valid, Windows-1252 when they are not
 * and no multi-byte UTF-8 character is among them; AMBIGUOUS when both occur, as in a file pasted together.
 */
export async function settleEncoding(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<'utf-8' | 'windows-1252' | 'AMBIGUOUS'> {
  const decode = createDecoder('utf-8');
  let isMultibyte = false;
  let isValid = true;
  for await (const piece of pieces) {
    let isPlain = false;
    if (isValid) {
      try {
        isPlain = decode(piece).length === piece.length;
      } catch {
        isValid = false;
      }
    }
    isMultibyte ||= !isPlain && hasMultibyte(piece);
    if (isMultibyte && !isValid) return 'AMBIGUOUS';
  }
  try {
    decode();
  } catch {
    isValid = false;
  }
  if (isValid) return 'utf-8';
  return isMultibyte ? 'AMBIGUOUS' : 'windows-1252';
}

/** Whether a complete UTF-8 character of two to four bytes lies in a piece. */
function hasMultibyte(piece: Uint8Array): boolean {
  for (let i = 0; i < piece.length; i++) {
    const lead = piece[i] ?? 0;
    if (lead < 0xc2 || lead > 0xf4) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    let follows = 1;
    while (follows < length && ((piece[i + follows] ?? 0) & 0xc0) === 0x80) follows++;
    if (follows === length) return true;
  }
  return false;
}
