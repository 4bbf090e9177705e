import { formatCount } from './numbers.ts';
import { formatInstant } from './times.ts';

export interface ExportFacts {
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly rows: number;
  /** Epoch ms. */
  readonly at: number;
  readonly zone: string;
}

/** What stands above an exported table, a name and a value a row: what it is, of when, in which zone, what was left out. */
export function exportHeader({ title, filters, rows, at, zone }: ExportFacts): string[][] {
  const used = Object.entries(filters).filter(([, value]) => value !== '');
  return [
    [title],
    ['As of', formatInstant(at)],
    ['Zone', zone],
    ['Filter', used.length === 0 ? 'none' : used.map(([name, value]) => `${name}: ${value}`).join('; ')],
    ['Rows', formatCount(rows)],
  ];
}
