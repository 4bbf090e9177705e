import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it, vi } from 'vitest';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { storeZip } from './store-zip.ts';
import { MAX_RATIO, MAX_UNPACKED, unpackZip } from './unpack-zip.ts';
import { archiveOf, deflatedArchive } from './workbook.testing.ts';

/** Bytes that ever came out of one entry. */
const inflated: number[] = [];
vi.mock('node:zlib', async (load) => {
  const zlib = await load<typeof import('node:zlib')>();
  const inflateRawSync: typeof zlib.inflateRawSync = (...input) => {
    const content = zlib.inflateRawSync(...input);
    inflated.push(content.length);
    return content;
  };
  return { ...zlib, inflateRawSync };
});

const unpack = (bytes: Uint8Array) => unpackZip(bytes, 'book.xlsx', (name) => name.endsWith('.xml'));
const code = (bytes: Uint8Array): string => {
  try {
    unpack(bytes);
    return 'OK';
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return thrown.error.code;
    throw thrown;
  }
};
const zeros = (length: number) => new Uint8Array(length);
const text = new TextEncoder().encode('<a>some text</a>'.repeat(20));

describe('unpackZip', () => {
  it('gives what an archive holds, deflated or stored, and only what is wanted', () => {
    expect(unpack(deflatedArchive('a.xml', text)).get('a.xml')).toEqual(Buffer.from(text));
    const parts = new Map([
      ['a.xml', text],
      ['empty.xml', zeros(0)],
      ['image.png', zeros(9)],
    ]);
    const found = unpack(new Uint8Array(storeZip(parts)));
    expect([...found.keys()]).toEqual(['a.xml', 'empty.xml']);
    expect([...(found.get('a.xml') ?? [])]).toEqual([...text]);
  });

  it('takes an archive with a comment behind it', () => {
    const archive = Buffer.from(archiveOf(new Map([['a.xml', text]])));
    archive.writeUInt16LE(3, archive.length - 2);
    expect(code(Buffer.concat([archive, Buffer.from('abc')]))).toBe('OK');
  });

  it.each<[string, Uint8Array, string]>([
    ['a bomb by its ratio', deflatedArchive('a.xml', zeros(4 * 1024 * 1024)), 'IMPORT_TOO_LARGE'],
    [
      'more than the cap, declared alone',
      deflatedArchive('a.xml', text, { unpacked: MAX_UNPACKED + 1 }),
      'IMPORT_TOO_LARGE',
    ],
    ['4 GB', deflatedArchive('a.xml', text, { unpacked: 0xffff_ffff }), 'IMPORT_TOO_LARGE'],
    [
      'a bomb that declares itself small',
      deflatedArchive('a.xml', zeros(64 * 1024 * 1024), { unpacked: 1_000 }),
      'IMPORT_UNREADABLE',
    ],
    ['less than it declares', deflatedArchive('a.xml', text, { unpacked: 10_000 }), 'IMPORT_UNREADABLE'],
    ['an encrypted entry', deflatedArchive('a.xml', text, { flags: 1 }), 'IMPORT_UNREADABLE'],
    ['another compression', deflatedArchive('a.xml', text, { method: 99 }), 'IMPORT_UNREADABLE'],
    ['nothing', zeros(0), 'IMPORT_UNREADABLE'],
    ['no archive', text, 'IMPORT_UNREADABLE'],
  ])('refuses %s', (_what, bytes, expected) => {
    expect(code(bytes)).toBe(expected);
  });

  it('stops unpacking where an entry should have ended', () => {
    inflated.length = 0;
    expect(code(deflatedArchive('a.xml', text))).toBe('OK');
    expect(code(deflatedArchive('a.xml', zeros(64 * 1024 * 1024), { unpacked: 1_000 }))).not.toBe('OK');
    expect(inflated).toEqual([text.length]);
  });

  it('refuses many entries that are one bomb together', () => {
    const one = zeros(8 * 1024 * 1024).map((_, i) => (i * 7919) >> 3);
    const parts = new Map(Array.from({ length: 9 }, (_, i) => [`${i}.xml`, one] as const));
    expect(code(archiveOf(parts))).toBe('IMPORT_TOO_LARGE');
  });

  it('lets a sheet of repeated rows through', () => {
    const rows = new TextEncoder().encode(
      Array.from({ length: 60_000 }, (_, i) => `<row r="${i}"><c r="A${i}"><v>1</v></c></row>`).join(''),
    );
    const archive = deflatedArchive('a.xml', rows);
    expect(rows.length / archive.length).toBeGreaterThan(MAX_RATIO / 40);
    expect(code(archive)).toBe('OK');
  });

  it('refuses a name that stands twice', () => {
    const archive = Buffer.from(
      archiveOf(
        new Map([
          ['a.xml', text],
          ['b.xml', text],
        ]),
      ),
    );
    expect(code(archive)).toBe('OK');
    for (let at = archive.indexOf('b.xml'); at >= 0; at = archive.indexOf('b.xml')) archive.write('a', at);
    expect(code(archive)).toBe('IMPORT_UNREADABLE');
  });

  it('finds every byte that is changed or missing in what it takes', () => {
    const archive = Buffer.from(deflatedArchive('a.xml', text));
    const whole = [...(unpack(archive).get('a.xml') ?? [])];
    fc.assert(
      fc.property(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Buffer.from(archive);
        broken[at] = (broken[at] ?? 0) ^ change;
        if (code(broken) === 'OK') {
          const found = unpack(broken).get('a.xml');
          if (found !== undefined) expect([...found]).toEqual(whole);
        }
        expect(code(archive.subarray(0, at))).not.toBe('OK');
      }),
      { numRuns: 500 },
    );
  });
});
