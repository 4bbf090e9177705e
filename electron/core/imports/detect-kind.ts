import { matchHeader } from './header.ts';
import type { ImportKind } from './import-kind.ts';

/**
 * The kinds whose required columns a header has, at least two columns in all: those of which it holds the most.
 * Several when the header alone cannot tell them apart.
 */
export function kindsOfHeader(kinds: readonly ImportKind[], headings: readonly string[]): ImportKind[] {
  const scored = kinds
    .map((kind) => ({ kind, match: matchHeader(kind, headings) }))
    .filter(({ match }) => match.missing.length === 0 && match.columns.size > 1)
    .map(({ kind, match }) => ({ kind, score: match.columns.size }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ kind }) => kind);
}

/** The first word of a file's name that is a kind: `book20_positions.csv` holds positions. */
export function kindOfFileName(kinds: readonly ImportKind[], file: string): ImportKind | null {
  const stem = file.toLowerCase().replace(/\.(csv|csv\.gz|jsonl|jsonl\.gz|xlsx)$/, '');
  const exact = kinds.find(({ name }) => name === stem);
  if (exact !== undefined) return exact;
  for (const word of stem.split(/[^a-z]+/)) {
    const kind = kinds.find(({ name }) => name === word);
    if (kind !== undefined) return kind;
  }
  return null;
}
