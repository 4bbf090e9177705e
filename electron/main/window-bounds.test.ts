import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBounds, saveBounds } from './window-bounds.ts';

const LEFT = { x: 0, y: 0, width: 1920, height: 1080 };
const RIGHT = { x: 1920, y: 0, width: 1920, height: 1080 };
const KEPT = { x: 2000, y: 40, width: 1600, height: 1000, maximized: false };

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-bounds-'));
  file = path.join(folder, 'window.json');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the place of the window', () => {
  it('is kept, on the monitor it was on', () => {
    saveBounds(file, KEPT);
    expect(readBounds(file, [LEFT, RIGHT])).toEqual(KEPT);
  });

  it('is not taken when that monitor is gone', () => {
    saveBounds(file, KEPT);
    expect(readBounds(file, [LEFT])).toBeNull();
  });

  it.each([
    ['above the screen, where it has no grip', { ...KEPT, x: 0, y: -20 }, null],
    ['beyond the left edge but for its grip', { ...KEPT, x: 80 - 1600, y: 0 }, { x: 80 - 1600 }],
    ['beyond the left edge', { ...KEPT, x: 79 - 1600, y: 0 }, null],
    ['smaller than the desk can be used', { ...KEPT, width: 300 }, null],
  ])('%s', (_, kept, expected) => {
    writeFileSync(file, JSON.stringify(kept));
    const found = readBounds(file, [LEFT]);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it.each([
    ['no file', null],
    ['no JSON', '{'],
    ['other fields', '{"x":"1"}'],
  ])('is left to the system for %s', (_, text) => {
    rmSync(file, { force: true });
    if (text !== null) writeFileSync(file, text);
    expect(readBounds(file, [LEFT])).toBeNull();
  });
});
