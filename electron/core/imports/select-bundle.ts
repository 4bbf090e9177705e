import { WORKBOOK_KINDS } from './plan-workbook.ts';
import { KINDS } from './registry.ts';

const TEXT = /\.(?:csv|csv\.gz|jsonl|jsonl\.gz)$/;
const WORKBOOK = /\.xlsx$/;

/**
 * Which files of a folder are its bundle, by name: `bars.csv.gz`, `positions.csv`, `tickets.xlsx`, `limits.json` ...
 * In order of name; everything else is left alone, `bars_crisis.csv.gz` too, and a workbook beside a file of text of
 * the same name: it is the same table once more, and positions would be counted twice.
 */
export function selectBundle(names: readonly string[]): { taken: string[]; leftAlone: string[] } {
  const sorted = names.toSorted();
  const isText = (name: string) => TEXT.test(name) && Object.hasOwn(KINDS, name.replace(TEXT, ''));
  const inText = new Set(sorted.filter(isText).map((name) => name.replace(TEXT, '')));
  const isWorkbook = (name: string) => {
    const stem = name.replace(WORKBOOK, '');
    return WORKBOOK.test(name) && WORKBOOK_KINDS.some((kind) => kind === stem) && !inText.has(stem);
  };
  const isTaken = (name: string) => name === 'limits.json' || isText(name) || isWorkbook(name);
  return { taken: sorted.filter(isTaken), leftAlone: sorted.filter((name) => !isTaken(name)) };
}
