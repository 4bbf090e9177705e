import { describe, expect, it } from 'vitest';
import { MAX_FIELD, MAX_LINE } from './caps.ts';
import { tokenizeDelimited, type Dialect } from './tokenize-delimited.ts';

type Row = [fields: readonly string[], line: number, problem: string | null];

function rowsOf(text: string, dialect: Partial<Dialect> = {}, pieces: readonly string[] = [text]): Row[] {
  const rows: Row[] = [];
  const tokenizer = tokenizeDelimited({ delimiter: ',', lineBreak: '\n', ...dialect }, (...row) =>
    rows.push(row),
  );
  for (const piece of pieces) tokenizer.push(piece);
  tokenizer.end();
  return rows;
}

describe('tokenizeDelimited', () => {
  it('counts blank lines and the lines inside a quoted field', () => {
    expect(rowsOf('a,b\r\n\r\n"x\r\ny",2\r\nlast,3')).toEqual([
      [['a', 'b'], 1, null],
      [['x\r\ny', '2'], 3, null],
      [['last', '3'], 5, null],
    ]);
  });

  it('ends lines at CR where the file has no LF', () => {
    expect(rowsOf('a,b\r1,"2"\r', { lineBreak: '\r' })).toEqual([
      [['a', 'b'], 1, null],
      [['1', '2'], 2, null],
    ]);
  });

  it('takes a quote inside a field as a character', () => {
    expect(rowsOf('5" pipe,1\n')).toEqual([[['5" pipe', '1'], 1, null]]);
  });

  it('costs a stray quote its own line and nothing after it', () => {
    const rest = Array.from({ length: 2_000 }, (_, i) => `${i},ok`).join('\n');
    const rows = rowsOf(`a,b\n"broken,1\n${rest}\n`);
    expect(rows[1]).toEqual([['"broken,1'], 2, 'MALFORMED_QUOTES']);
    expect(rows).toHaveLength(2_002);
    expect(rows[2]).toEqual([['0', 'ok'], 3, null]);
  });

  it('rejects text after a closing quote', () => {
    expect(rowsOf('"a"b,1\nc,2')).toEqual([
      [['"a"b,1'], 1, 'MALFORMED_QUOTES'],
      [['c', '2'], 2, null],
    ]);
  });

  it('keeps the row after a stray quote that the next quote seems to close', () => {
    expect(rowsOf('"oops,1\nfoo,"bar",2\nc,3')).toEqual([
      [['"oops,1'], 1, 'MALFORMED_QUOTES'],
      [['foo', 'bar', '2'], 2, null],
      [['c', '3'], 3, null],
    ]);
  });

  it('admits a field of the cap and rejects one a character longer', () => {
    const [full, over] = ['x'.repeat(MAX_FIELD), 'x'.repeat(MAX_FIELD + 1)];
    const quoted = (value: string) => `"${value}"`;
    expect(
      rowsOf(`${full}\n${over}\n${quoted(full)}\n${quoted(over)}\n`).map(([, , problem]) => problem),
    ).toEqual([null, 'FIELD_TOO_LONG', null, 'FIELD_TOO_LONG']);
  });

  it('skips the rest of an endless line without holding it', () => {
    const piece = 'y'.repeat(300_000);
    const rows = rowsOf('', {}, ['a\n', ...Array.from({ length: 12 }, () => piece), '\nafter\n']);
    expect(12 * piece.length).toBeGreaterThan(3 * MAX_LINE);
    expect(rows.map(([fields, line, problem]) => [fields[0]?.slice(0, 5), line, problem])).toEqual([
      ['a', 1, null],
      ['yyyyy', 2, 'LINE_TOO_LONG'],
      ['after', 3, null],
    ]);
  });

  it('ends a row of ever more quoted fields at the cap of a line', () => {
    const pieces = Array.from({ length: 24 }, () => '"a\nb",'.repeat(10_000));
    const rows = rowsOf('', {}, pieces);
    expect(rows[0]?.[2]).toBe('MALFORMED_QUOTES');
    expect(rows.length).toBeGreaterThan(1);
  });
});
