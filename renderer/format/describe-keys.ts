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
