import { parse } from 'csv-parse/sync';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { tokenizeDelimited, type Dialect } from './tokenize-delimited.ts';

function rowsOf(pieces: readonly string[], dialect: Dialect): string[][] {
  const rows: string[][] = [];
  const tokenizer = tokenizeDelimited(dialect, (fields) => rows.push([...fields]));
  for (const piece of pieces) tokenizer.push(piece);
  tokenizer.end();
  return rows;
}

const delimiter = fc.constantFrom<Dialect['delimiter'][]>(',', ';', '\t', '|');
const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '1', '😀'),
  maxLength: 6,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const render = (rows: string[][], separator: string, isQuoted: (value: string) => boolean): string =>
  rows.map((row) => row.map((value) => (isQuoted(value) ? quoted(value) : value)).join(separator)).join('\n');
/** A lone CR would be a line end of another dialect. */
const normal = (rows: string[][]) => rows.map((row) => row.map((value) => value.trim()));

describe('tokenizeDelimited', () => {
  it('gives back what was written, however it is quoted and cut into pieces', () => {
    fc.assert(
      fc.property(
        table,
        delimiter,
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (rows, separator, all, size) => {
          const needsQuotes = (value: string) => all || value === '' || /["\s,;|]/.test(value);
          const text = render(rows, separator, needsQuotes);
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const dialect = { delimiter: separator, lineBreak: '\n' } as const;
          expect(rowsOf(pieces, dialect)).toEqual(rows);
        },
      ),
    );
  });

  it('agrees with csv-parse on well-formed text', () => {
    fc.assert(
      fc.property(table, delimiter, (rows, separator) => {
        const text = render(rows, separator, (value) => value === '' || /["\s,;|]/.test(value));
        const peer = parse(text, { delimiter: separator, record_delimiter: '\n', relax_column_count: true });
        expect(normal(rowsOf([text], { delimiter: separator, lineBreak: '\n' }))).toEqual(normal(peer));
      }),
    );
  });

  it('gives the same rows for any text, however it is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (whole, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].toSorted(
          (a, b) => a - b,
        );
        const pieces = at.slice(1).map((end, i) => whole.slice(at[i], end));
        const dialect = { delimiter: ',', lineBreak: '\n' } as const;
        expect(rowsOf(pieces, dialect)).toEqual(rowsOf([whole], dialect));
      }),
      { numRuns: 500 },
    );
  });
});
