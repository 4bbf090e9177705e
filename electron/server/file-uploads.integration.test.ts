import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileUploads, type FileUploads } from './file-uploads.ts';

const ID = 'upload-0001';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const failure = (code: string) => expect.objectContaining({ error: expect.objectContaining({ code }) });

let uploads: FileUploads;
beforeEach(() => {
  uploads = fileUploads();
});
afterEach(() => uploads.close());

describe('uploads', () => {
  it('put the pieces of a file together, also those sent at once', async () => {
    const pieces = ['symbol,', 'date,', 'close\n', 'BRK.B,2017-11-10,184.01\n'];
    let offset = 0;
    const sent = pieces.map((piece) => {
      const at = offset;
      offset += piece.length;
      return uploads.write(ID, 'bars.csv', at, base64(piece));
    });
    expect(await Promise.all(sent)).toEqual([7, 12, 18, 42]);
    expect(readFileSync(path.join(uploads.filesOf(ID).folder, 'bars.csv'), 'utf8')).toBe(pieces.join(''));
  });

  it.each([
    '',
    '..',
    '.',
    '../x.csv',
    'a/b.csv',
    String.raw`a\b.csv`,
    '/etc/passwd',
    'x\0.csv',
    '.hidden',
    'C:x',
    'x.',
  ])('refuse the name %j', async (file) => {
    await expect(uploads.write(ID, file, 0, '')).rejects.toEqual(failure('INVALID_INPUT'));
    expect(() => uploads.filesOf(ID)).toThrow('NOT_FOUND');
  });

  it.each(['../../etc', 'short', 'x'.repeat(65), 'a b c d e f'])('refuse the id %j', async (id) => {
    await expect(uploads.write(id, 'bars.csv', 0, '')).rejects.toEqual(failure('INVALID_INPUT'));
  });

  it.each(['%%%%', 'YWJj\n', 'YWJ'])('refuse %j, which is not base64', async (data) => {
    await expect(uploads.write(ID, 'bars.csv', 0, data)).rejects.toEqual(failure('INVALID_INPUT'));
  });

  it('refuse a piece that is not the next one, and keep what they have', async () => {
    await uploads.write(ID, 'bars.csv', 0, base64('abc'));
    for (const offset of [0, 2, 4]) {
      await expect(uploads.write(ID, 'bars.csv', offset, base64('x'))).rejects.toEqual(failure('CONFLICT'));
    }
    expect(await uploads.write(ID, 'bars.csv', 3, base64('d'))).toBe(4);
    expect(readFileSync(path.join(uploads.filesOf(ID).folder, 'bars.csv'), 'utf8')).toBe('abcd');
  });

  it('hold 64 files at most', async () => {
    for (let i = 0; i < 64; i++) await uploads.write(ID, `${i}.csv`, 0, base64('x'));
    await expect(uploads.write(ID, 'one-more.csv', 0, base64('x'))).rejects.toEqual(
      failure('IMPORT_TOO_LARGE'),
    );
  });

  it('drop the one begun first when a fifth begins, and all of them at the end', async () => {
    for (let i = 1; i <= 5; i++) await uploads.write(`upload-000${i}`, 'bars.csv', 0, base64('x'));
    expect(() => uploads.filesOf('upload-0001')).toThrow('NOT_FOUND');
    const root = path.dirname(uploads.filesOf('upload-0005').folder);
    expect(readdirSync(root).toSorted()).toEqual([2, 3, 4, 5].map((i) => `upload-000${i}`));
    await uploads.remove('upload-0002');
    expect(existsSync(path.join(root, 'upload-0002'))).toBe(false);
    await uploads.close();
    expect(existsSync(root)).toBe(false);
  });
});
