import { KINDS } from './registry.ts';

const EXTENSION = /\.(?:csv|csv\.gz|jsonl|jsonl\.gz)$/;

/**
 * Which files of a folder are its bundle, by name: `bars.csv.gz`, `positions.csv`, `limits.json` ... In order of
 * name; everything else is left alone, `bars_crisis.csv.gz` too.
 */
export function selectBundle(names: readonly string[]): { taken: string[]; leftAlone: string[] } {
  const sorted = names.toSorted();
  const isTaken = (name: string) =>
    name === 'limits.json' || (EXTENSION.test(name) && Object.hasOwn(KINDS, name.replace(EXTENSION, '')));
  return { taken: sorted.filter(isTaken), leftAlone: sorted.filter((name) => !isTaken(name)) };
}
