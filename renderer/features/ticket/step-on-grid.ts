import { formatDecimal, parseDecimal } from '#shared/domain/decimal.ts';

/** How many steps a key means: an arrow 1, with Shift 10, a page key 100; null when it is another key. */
export function stepsOfKey(event: { readonly key: string; readonly shiftKey: boolean }): number | null {
  switch (event.key) {
    case 'ArrowUp':
      return event.shiftKey ? 10 : 1;
    case 'ArrowDown':
      return event.shiftKey ? -10 : -1;
    case 'PageUp':
      return 100;
    case 'PageDown':
      return -100;
    default:
      return null;
  }
}

/** The value `steps` grid steps away, on the grid and above zero: from off the grid the first step goes to the next line. */
export function stepOnGrid(value: number, grid: number, steps: number): number {
  const lines = steps > 0 ? Math.floor(value / grid) : Math.ceil(value / grid);
  const next = (lines + steps) * grid;
  return Number.isSafeInteger(next) && next >= grid ? next : steps > 0 ? value : grid;
}

/** A screen number of the engine as a whole number of 10^-places; null when there is none. */
export function toScaled(value: number | null | undefined, places: number): number | null {
  if (value === null || value === undefined) return null;
  const scaled = parseDecimal(String(value), places);
  return typeof scaled === 'number' ? scaled : null;
}

export const fromScaled = formatDecimal;
