import type { ReactElement } from 'react';

const NAMES: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** `$mod+k` as a person reads it: `Ctrl K`. */
export const describeKeys = (keys: string): string =>
  keys
    .split('+')
    .map(
      (part) =>
        NAMES[part] ??
        part.replace(/^(Key|Digit)(?=.$)/, '').replace(/^[a-z]$/, (letter) => letter.toUpperCase()),
    )
    .join(' ');

export function KeyHint({ keys }: { keys: string }): ReactElement | null {
  return keys === '' ? null : <kbd>{describeKeys(keys)}</kbd>;
}
