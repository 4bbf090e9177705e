import { describeKeys } from '#renderer/format/describe-keys.ts';

/** Keys that belong to a place rather than to a command; they are fixed. */
export const FIXED_KEYS: readonly (readonly [group: string, keys: string, title: string])[] = [
  ['Ticket', 'Enter', 'Stage: record the decision'],
  ['Ticket', 'Control+Enter', 'Send, when the send key is armed'],
  ['Ticket', 'ArrowDown', 'From the empty line to the recent tickets'],
  ['Ticket', 'Escape', 'One step back; then clear'],
  ['Ticket', 'ArrowUp', 'One tick or lot more (Shift 10, PageUp 100)'],
  ['Ticket', 'ArrowDown', 'One tick or lot less (Shift 10, PageDown 100)'],
  ['Grids', 'Enter', 'Open the row'],
  ['Grids', 'Space', 'Select the row'],
  ['Grids', 'F2', 'Edit the limit'],
  ['Grids', 'a', 'Accept the suspicious bar (asks why)'],
  ['Grids', 'x', 'Exclude the suspicious bar (asks why)'],
  ['Grids', 'Delete', 'Cancel the working ticket (asks first)'],
  ['Grids', 'Shift+F10', 'What can be done with the row'],
  ['Grids', 'F8', 'Repeat the ticket (in the checks)'],
  ['Grids', 'Shift+F8', 'Reverse the ticket (in the checks)'],
  ['Grids', 'Control+c', 'Copy the cell or the selected rows'],
  ['Grids', 'Control+Shift+c', 'Copy with headers'],
  ['Grids', 'a-z', 'Type to find'],
];

/** Keys that belong to the browser or to typing: a command there would not be heard, or would take them away. */
const RESERVED = [
  'Control+t',
  'Control+n',
  'Control+w',
  'Control+v',
  'Control+x',
  'Control+a',
  'Control+z',
  'Control+r',
];

interface KeyEvent {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The key in the notation of tinykeys; null when it could be typed by accident: Alt or Ctrl and a letter or digit, or a function key. */
export function keysOfEvent({ key, code, ctrlKey, altKey, shiftKey }: KeyEvent): string | null {
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase();
  const isFunction = /^F\d+$/.test(key);
  const pressed = isFunction ? key : letter;
  if (pressed === undefined || (!isFunction && !ctrlKey && !altKey)) return null;
  const parts = [ctrlKey ? 'Control' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '', pressed];
  return parts.filter(Boolean).join('+');
}

/** Why a key cannot be chosen; null when it can. */
export function refusalOf(
  keys: string | null,
  taken: readonly { readonly keys: string; readonly title: string }[],
): string | null {
  if (keys === null)
    return 'Use Alt or Ctrl with a letter or digit, or a function key, so that it cannot be typed by accident.';
  const fixed = FIXED_KEYS.map(([, one, title]) => ({ keys: one, title }));
  const other = [...taken, ...fixed].find((one) => same(one.keys, keys));
  if (other !== undefined) return `${describeKeys(keys)} already means "${other.title}".`;
  if (RESERVED.some((one) => same(one, keys))) return `${describeKeys(keys)} belongs to the browser.`;
  return null;
}

const same = (a: string, b: string): boolean =>
  a.replace('$mod', 'Control').toLowerCase() === b.toLowerCase();
