import { MAX_FIELD, MAX_LINE } from './caps.ts';
import type { OnRow, RowProblem, Tokenizer } from './tokenize-delimited.ts';

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
/** The third argument of a reviver, newer than the library's types: numbers keep the digits they were written with. */
const parseJson = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** A value of a row that has no place in a table; refused by whatever column it is read for. */
const NESTED = '[nested]';

/**
 * The object of one line as column to text, numbers as written; null when the line is no JSON object. null is ''.
 */
export function parseJsonLine(line: string): Map<string, string> | null {
  let value: unknown;
  try {
    value = parseJson(line, (_key, held, { source }) =>
      typeof held === 'number' ? (source ?? String(held)) : held,
    );
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).map(([name, held]) => [name, cellOf(held)]));
}

function cellOf(held: unknown): string {
  if (typeof held === 'string') return held;
  if (held === null) return '';
  return typeof held === 'boolean' ? String(held) : NESTED;
}

/**
 * Rows of a JSON Lines text that arrives in pieces, as fields in the order of `names`; a key that is not among them
 * is passed over. Blank lines are counted only.
 */
export function tokenizeJsonLines(names: readonly string[], onRow: OnRow): Tokenizer {
  let buffer = '';
  let line = 0;
  let skipping = false;

  const emit = (text: string): void => {
    line++;
    if (skipping) {
      skipping = false;
      return;
    }
    if (text.trim() === '') return;
    const row = text.length > MAX_LINE ? null : parseJsonLine(text);
    if (row === null) {
      const problem: RowProblem = text.length > MAX_LINE ? 'LINE_TOO_LONG' : 'NOT_JSON';
      onRow([text.slice(0, MAX_FIELD)], line, problem);
      return;
    }
    const fields = names.map((name) => row.get(name) ?? '');
    onRow(fields, line, fields.some((field) => field.length > MAX_FIELD) ? 'FIELD_TOO_LONG' : null);
  };

  return {
    push(text) {
      buffer += text;
      let position = 0;
      for (let stop = buffer.indexOf('\n'); stop >= 0; stop = buffer.indexOf('\n', position)) {
        emit(buffer.slice(position, stop));
        position = stop + 1;
      }
      buffer = buffer.slice(position);
      if (buffer.length <= MAX_LINE) return;
      if (!skipping) onRow([buffer.slice(0, MAX_FIELD)], line + 1, 'LINE_TOO_LONG');
      skipping = true;
      buffer = '';
    },
    end() {
      if (buffer !== '' || skipping) emit(buffer);
      buffer = '';
    },
  };
}
