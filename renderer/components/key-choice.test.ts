import { describe, expect, it } from 'vitest';
import { keysOfEvent, refusalOf } from './key-choice.ts';

const NONE = { ctrlKey: false, altKey: false, shiftKey: false };

describe('a key that is chosen', () => {
  it.each([
    [{ key: 'q', code: 'KeyQ', altKey: true }, 'Alt+q'],
    [{ key: 'Q', code: 'KeyQ', altKey: true, shiftKey: true }, 'Alt+Shift+q'],
    [{ key: '7', code: 'Digit7', ctrlKey: true }, 'Control+7'],
    [{ key: 'F9', code: 'F9' }, 'F9'],
    [{ key: 'q', code: 'KeyQ' }, null],
    [{ key: 'Q', code: 'KeyQ', shiftKey: true }, null],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, null],
    [{ key: 'ArrowUp', code: 'ArrowUp', altKey: true }, null],
  ])('%j is %s', (event, keys) => {
    expect(keysOfEvent({ ...NONE, ...event })).toBe(keys);
  });

  it.each([
    ['Alt+q', null],
    [null, /by accident/],
    ['Control+k', /already means "Palette"/],
    ['Alt+m', /already means "Max"/],
    ['F2', /already means "Edit the limit"/],
    ['Control+c', /already means "Copy the cell/],
    ['Control+w', /belongs to the browser/],
  ])('%s is refused: %s', (keys, refusal) => {
    const taken = [
      { keys: '$mod+k', title: 'Palette' },
      { keys: 'Alt+m', title: 'Max' },
    ];
    const said = refusalOf(keys, taken);
    if (refusal === null) expect(said).toBeNull();
    else expect(said).toMatch(refusal);
  });
});
