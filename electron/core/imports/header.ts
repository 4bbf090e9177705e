import type { ColumnSpec, ImportKind } from './import-kind.ts';

/** Which field of a row is which column, and the headings that are none. */
export interface HeaderMatch {
  readonly columns: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
  /** Required columns that are not there, alternatives joined by " or ". */
  readonly missing: readonly string[];
  /** A heading that stands twice and is needed once; '' for none. */
  readonly repeated: string;
}

/** A heading without case, accents, spaces and punctuation: `Trade Date` and `TRADE_DATE` are the same. */
const compactHeading = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * Finds the columns of a kind in a header. Where several headings fit one column (`close` and `adj close`) the
 * column's own name wins, then its aliases in order; the others are ignored, and named as such.
 */
export function matchHeader(kind: ImportKind, headings: readonly string[]): HeaderMatch {
  const compact = headings.map(compactHeading);
  const columns = new Map<string, number>();
  let repeated = '';
  for (const column of kind.columns) {
    for (const name of namesOf(column)) {
      const index = compact.indexOf(name);
      if (index < 0 || [...columns.values()].includes(index)) continue;
      columns.set(column.name, index);
      if (compact.includes(name, index + 1)) repeated = headings[index] ?? '';
      break;
    }
  }
  const used = new Set(columns.values());
  return {
    columns,
    ignored: headings.filter((heading, index) => !used.has(index) && heading.trim() !== ''),
    missing: kind.required
      .filter((alternatives) => !alternatives.some((name) => columns.has(name)))
      .map((alternatives) => alternatives.join(' or ')),
    repeated,
  };
}

const namesOf = ({ name, aliases = [] }: ColumnSpec): string[] => [name, ...aliases].map(compactHeading);
