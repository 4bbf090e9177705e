/**
 * Answers to what files leave open: a file's name, a pattern of names or `*` for all files, to option to value. In a
 * pattern `*` stands for any characters: `positions_*.csv`.
 */
export type ImportChoices = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Choices that a desk keeps under a name, for files that come again in the same way. */
export interface ImportProfile {
  readonly name: string;
  readonly choices: ImportChoices;
}

export const MAX_IMPORT_PROFILES = 100;

/** Whether a name fits a pattern; without case, because files come from systems that have none. */
export function matchesPattern(pattern: string, file: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const name = file.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

/** The pattern of the names a file may have another day: `positions_2026-11-25.csv` comes as `positions_*-*-*.csv`. */
export const patternOf = (file: string): string => file.replaceAll(/\d+/g, '*');

/** Choices over others: what `over` says of all files it says of each of them, whatever `base` says of one. */
export function mergeChoices(base: ImportChoices, over: ImportChoices): ImportChoices {
  const merged = new Map<string, Readonly<Record<string, string>>>();
  const overruled = Object.keys(over['*'] ?? {});
  for (const [pattern, options] of Object.entries(base)) {
    const kept = Object.entries(options).filter(([option]) => !overruled.includes(option));
    if (kept.length > 0) merged.set(pattern, Object.fromEntries(kept));
  }
  for (const [pattern, options] of Object.entries(over)) {
    if (Object.keys(options).length > 0) merged.set(pattern, { ...merged.get(pattern), ...options });
  }
  return Object.fromEntries(merged);
}
