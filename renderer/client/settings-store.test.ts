import { describe, expect, it } from 'vitest';
import { readSettings } from './settings-store.ts';

describe('readSettings', () => {
  it.each([
    ['nothing', null],
    ['no object', 'dark'],
    ['other names', { theme: 'pink', density: 7, keys: ['a'] }],
    ['keys that are no texts', { keys: { 'shell.keys': 5 } }],
  ])('takes what was there at first for %s', (_, kept) =>
    expect(readSettings(kept)).toEqual({ theme: 'dark', density: 'normal', upDown: 'blue-orange', keys: {} }),
  );

  it('keeps what it can use beside what it cannot', () =>
    expect(
      readSettings({
        theme: 'contrast',
        density: null,
        upDown: 'red-green',
        keys: { 'shell.keys': 'Alt+k' },
      }),
    ).toEqual({
      theme: 'contrast',
      density: 'normal',
      upDown: 'red-green',
      keys: { 'shell.keys': 'Alt+k' },
    }));
});
