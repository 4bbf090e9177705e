import { describe, expect, it } from 'vitest';
import { readSettings } from './settings-store.ts';

const FIRST = {
  theme: 'dark',
  density: 'normal',
  upDown: 'blue-orange',
  alerts: { muted: false, sounds: ['CRITICAL'], notify: false },
  keys: {},
};

describe('readSettings', () => {
  it.each([
    ['nothing', null],
    ['no object', 'dark'],
    ['other names', { theme: 'pink', density: 7, keys: ['a'] }],
    ['keys that are no texts', { keys: { 'shell.keys': 5 } }],
  ])('takes what was there at first for %s', (_, kept) => expect(readSettings(kept)).toEqual(FIRST));

  it('keeps what it can use beside what it cannot', () =>
    expect(
      readSettings({
        theme: 'contrast',
        density: null,
        upDown: 'red-green',
        keys: { 'shell.keys': 'Alt+k' },
      }),
    ).toEqual({
      ...FIRST,
      theme: 'contrast',
      upDown: 'red-green',
      keys: { 'shell.keys': 'Alt+k' },
    }));
});
