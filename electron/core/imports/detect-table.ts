import { err, ok, type Result } from '#shared/errors/result.ts';
import type { FileChoices } from './file-choices.ts';
import { matchHeader } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import {
  ambiguous,
  expectedKind,
  finishLayout,
  fitsHeader,
  kindsFor,
  missingColumns,
  unknownColumns,
  unreadable,
  type ExpectedKind,
  type TableLayout,
} from './table-layout.ts';
import { tokenizeDelimited, type Dialect, type OnRow, type Tokenizer } from './tokenize-delimited.ts';
import { parseJsonLine, tokenizeJsonLines } from './tokenize-json-lines.ts';

/** The layout of a file of text. */
export interface TextLayout extends TableLayout {
  /** Rows of the whole text, header included for delimited text. */
  tokenize(onRow: OnRow): Tokenizer;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
const LINE_NAMES = { '\r': 'CR', '\n': 'LF', '\r\n': 'CRLF' } as const;

/**
 * Judges the layout of a file by its decoded head. The kind is the chosen one, else that of the file's name, else
 * the one whose columns the header has; the delimiter the one under which the header has the required columns.
 * IMPORT_UNREADABLE: empty, not a table, no such kind, or a required column is missing; IMPORT_AMBIGUOUS: two
 * delimiters or two kinds fit.
 */
export function detectTable(
  kinds: readonly ImportKind[],
  file: string,
  head: string,
  choices: FileChoices,
): Result<TextLayout> {
  if (head.trim() === '') return unreadable(file, 'The file is empty', 'Export it again.');
  if (head.startsWith('PK\u0003\u0004')) {
    const todo = 'Name it .xlsx if it is a workbook, or save it as CSV.';
    return unreadable(file, 'This is a workbook or an archive, not a table of text', todo);
  }
  if (head.includes('\u0000')) return unreadable(file, 'This is not a text file', 'Export it as CSV.');
  const expected = expectedKind(kinds, file, choices);
  if (!expected.ok) return expected;
  return /\.jsonl(\.gz)?$/i.test(file)
    ? jsonLinesLayout(kinds, expected.value, file, head)
    : delimitedLayout(kinds, expected.value, file, head, choices);
}

interface Candidate {
  readonly delimiter: Dialect['delimiter'];
  readonly headings: readonly string[];
  readonly kinds: readonly ImportKind[];
}

function delimitedLayout(
  kinds: readonly ImportKind[],
  expected: ExpectedKind,
  file: string,
  head: string,
  choices: FileChoices,
): Result<TextLayout> {
  const lineBreak = head.includes('\n') ? '\n' : head.includes('\r') ? '\r' : '\n';
  const candidates = (choices.delimiter === undefined ? DELIMITERS : [choices.delimiter]).map((delimiter) => {
    const headings = firstRow({ delimiter, lineBreak }, head);
    return { delimiter, headings, kinds: kindsFor(kinds, expected, headings) };
  });
  const chosen = chooseCandidate(file, candidates, expected);
  if (!chosen.ok) return chosen;
  const { delimiter, headings, kinds: fitting } = chosen.value;
  const ends = lineBreak === '\n' && head.includes('\r\n') ? '\r\n' : lineBreak;
  const detected = { delimiter: DELIMITER_NAMES[delimiter], lineEnds: LINE_NAMES[ends] };
  const layout = finishLayout(file, fitting, { format: 'delimited', delimiter, detected, headings });
  return withTokenizer(layout, (onRow) => tokenizeDelimited({ delimiter, lineBreak }, skipFirst(onRow)));
}

/** The header is the first row that has any text. */
function firstRow(dialect: Dialect, head: string): readonly string[] {
  let first: readonly string[] | null = null;
  const rows = tokenizeDelimited(dialect, (fields) => {
    if (first === null && fields.some((field) => field.trim() !== '')) first = fields;
  });
  rows.push(head);
  if (first === null) rows.end();
  return first ?? [];
}

function skipFirst(onRow: OnRow): OnRow {
  let started = false;
  return (fields, line, problem) => {
    if (started) onRow(fields, line, problem);
    else started = fields.some((field) => field.trim() !== '');
  };
}

function chooseCandidate(
  file: string,
  candidates: readonly Candidate[],
  expected: ExpectedKind,
): Result<Candidate> {
  const fitting = candidates.filter(({ headings, kinds }) =>
    kinds.some((kind) => fitsHeader(kind, headings)),
  );
  // A header of one column looks the same under every delimiter.
  const wide = fitting.filter(({ headings }) => headings.length > 1);
  const [fit, other] = wide.length > 0 ? wide : fitting.slice(0, 1);
  if (fit !== undefined && other !== undefined) {
    const [a, b] = [DELIMITER_NAMES[fit.delimiter], DELIMITER_NAMES[other.delimiter]];
    return ambiguous(
      file,
      `The columns can be separated by ${a} or by ${b}`,
      `--delimiter ${a} or --delimiter ${b}`,
    );
  }
  if (fit !== undefined) return ok(fit);
  const widest = candidates.toSorted((a, b) => b.headings.length - a.headings.length)[0];
  const headings = widest?.headings ?? [];
  const wanted = expected.named ?? expected.usual;
  if (wanted !== null) return err(missingColumns(file, wanted, matchHeader(wanted, headings)));
  return unknownColumns(file, headings);
}

function jsonLinesLayout(
  kinds: readonly ImportKind[],
  expected: ExpectedKind,
  file: string,
  head: string,
): Result<TextLayout> {
  const names = new Set<string>();
  for (const line of head.split('\n')) {
    for (const name of parseJsonLine(line)?.keys() ?? []) names.add(name);
  }
  const headings = [...names];
  const candidates = kindsFor(kinds, expected, headings);
  if (candidates.length === 0) {
    return unreadable(file, 'No kind of import has these keys', 'Rename the keys, or pass --kind.');
  }
  const detected = { format: 'JSON Lines' };
  const layout = finishLayout(file, candidates, {
    format: 'json-lines',
    delimiter: null,
    detected,
    headings,
  });
  return withTokenizer(layout, (onRow) => tokenizeJsonLines(headings, onRow));
}

const withTokenizer = (layout: Result<TableLayout>, tokenize: TextLayout['tokenize']): Result<TextLayout> =>
  layout.ok ? ok({ ...layout.value, tokenize }) : layout;
