import { describe, expect, it } from 'vitest';
import { createDecoder, encodingOfHead, MalformedText, settleEncoding } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};

describe('encodingOfHead', () => {
  it.each([
    ['a UTF-8 mark', utf8('\ufeffsymbol'), 'utf-8'],
    ['a UTF-16 mark', utf16('\ufeffsymbol', true), 'utf-16le'],
    ['a big-endian UTF-16 mark', utf16('\ufeffsymbol', false), 'utf-16be'],
    ['zero bytes on the right', utf16('symbol,name', true), 'utf-16le'],
    ['zero bytes on the left', utf16('symbol,name', false), 'utf-16be'],
    ['plain text', utf8('symbol,name'), null],
    ['nothing', new Uint8Array(), null],
  ])('is decided by %s', (_what, bytes, encoding) => {
    expect(encodingOfHead(bytes)).toBe(encoding);
  });
});

describe('settleEncoding', () => {
  it('is UTF-8 for valid text, however it is cut', async () => {
    const bytes = utf8('Nestlé – L’Oréal 😀');
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await settleEncoding([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe('utf-8');
    }
  });

  it('is Windows-1252 when a byte far behind the head is not UTF-8', async () => {
    expect(await settleEncoding([utf8('a'.repeat(200_000)), latin('Nestl\xe9 SA')])).toBe('windows-1252');
    expect(await settleEncoding([latin('Nestl\xe9')])).toBe('windows-1252');
  });

  it('is left open when one file holds both', async () => {
    expect(await settleEncoding([utf8('Nestlé\n'), latin('Nestl\xe9\n')])).toBe('AMBIGUOUS');
    expect(await settleEncoding([latin('Nestl\xe9\n'), utf8('Nestlé\n')])).toBe('AMBIGUOUS');
    expect(await settleEncoding([utf8('Nestlé '), latin('Nestl\xe9')])).toBe('AMBIGUOUS');
  });
});

describe('createDecoder', () => {
  it('drops the mark and joins characters that were cut', () => {
    const bytes = utf8('\ufeffé😀');
    const decode = createDecoder('utf-8');
    const text = [...bytes].map((byte) => decode(Uint8Array.of(byte))).join('') + decode();
    expect(text).toBe('é😀');
  });

  it('throws on bytes that are no text of the encoding, and never for Windows-1252', () => {
    expect(() => createDecoder('utf-8')(latin('\xe9a'))).toThrow(MalformedText);
    expect(createDecoder('windows-1252')(latin('\x92\xe9'))).toBe('’é');
  });
});
