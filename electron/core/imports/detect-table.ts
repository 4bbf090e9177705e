import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { kindOfFileName, kindsOfHeader } from './detect-kind.ts';
import type { FileChoices } from './file-choices.ts';
import { matchHeader, type HeaderMatch } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import { tokenizeDelimited, type Dialect, type OnRow, type Tokenizer } from './tokenize-delimited.ts';
import { parseJsonLine, tokenizeJsonLines } from './tokenize-json-lines.ts';

/** How a file is laid out: everything but the styles of its numbers and dates. */
export interface TableLayout {
  readonly file: string;
  readonly kind: ImportKind;
  readonly format: 'delimited' | 'json-lines';
  readonly delimiter: Dialect['delimiter'] | null;
  readonly headings: readonly string[];
  readonly columns: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
  /** Names of what was detected, for the preview. */
  readonly detected: Readonly<Record<string, string>>;
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
): Result<TableLayout> {
  if (head.trim() === '') return unreadable(file, 'The file is empty', 'Export it again.');
  if (head.startsWith('PK\u0003\u0004')) {
    return unreadable(file, 'This is a workbook or an archive, not a table of text', 'Save it as CSV.');
  }
  if (head.includes('\u0000')) return unreadable(file, 'This is not a text file', 'Export it as CSV.');
  const named = namedKind(kinds, file, choices);
  if (!named.ok) return named;
  return /\.jsonl(\.gz)?$/i.test(file)
    ? jsonLinesLayout(kinds, named.value, file, head)
    : delimitedLayout(kinds, named.value, file, head, choices);
}

function namedKind(
  kinds: readonly ImportKind[],
  file: string,
  choices: FileChoices,
): Result<ImportKind | null> {
  if (choices.kind === undefined) return ok(kindOfFileName(kinds, file));
  const kind = kinds.find(({ name }) => name === choices.kind);
  const names = kinds.map(({ name }) => name).join(', ');
  return kind === undefined
    ? err(appError('INVALID_INPUT', `There is no import kind ${choices.kind}`, file, `Use one of: ${names}.`))
    : ok(kind);
}

interface Candidate {
  readonly delimiter: Dialect['delimiter'];
  readonly headings: readonly string[];
  readonly kinds: readonly ImportKind[];
}

function delimitedLayout(
  kinds: readonly ImportKind[],
  named: ImportKind | null,
  file: string,
  head: string,
  choices: FileChoices,
): Result<TableLayout> {
  const lineBreak = head.includes('\n') ? '\n' : head.includes('\r') ? '\r' : '\n';
  const candidates = (choices.delimiter === undefined ? DELIMITERS : [choices.delimiter]).map((delimiter) => {
    const headings = firstRow({ delimiter, lineBreak }, head);
    return { delimiter, headings, kinds: named === null ? kindsOfHeader(kinds, headings) : [named] };
  });
  const chosen = chooseCandidate(file, candidates, named);
  if (!chosen.ok) return chosen;
  const { delimiter, headings } = chosen.value;
  const ends = lineBreak === '\n' && head.includes('\r\n') ? '\r\n' : lineBreak;
  return finishLayout(file, chosen.value, {
    format: 'delimited',
    delimiter,
    detected: { delimiter: DELIMITER_NAMES[delimiter], lineEnds: LINE_NAMES[ends] },
    tokenize: (onRow) => tokenizeDelimited({ delimiter, lineBreak }, skipFirst(onRow)),
    headings,
  });
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
  named: ImportKind | null,
): Result<Candidate> {
  const fitting = candidates.filter(({ headings, kinds }) =>
    kinds.some((kind) => matchHeader(kind, headings).missing.length === 0),
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
  if (named !== null) return err(missingColumns(file, named, matchHeader(named, headings)));
  const seen = headings
    .slice(0, 8)
    .map((heading) => heading.trim().slice(0, 40))
    .join(', ');
  return unreadable(
    file,
    `No kind of import has these columns: ${seen}`,
    'Rename the columns, or pass --kind.',
  );
}

function jsonLinesLayout(
  kinds: readonly ImportKind[],
  named: ImportKind | null,
  file: string,
  head: string,
): Result<TableLayout> {
  const names = new Set<string>();
  for (const line of head.split('\n')) {
    for (const name of parseJsonLine(line)?.keys() ?? []) names.add(name);
  }
  const headings = [...names];
  const candidates = named === null ? kindsOfHeader(kinds, headings) : [named];
  if (candidates.length === 0) {
    return unreadable(file, 'No kind of import has these keys', 'Rename the keys, or pass --kind.');
  }
  return finishLayout(
    file,
    { headings, kinds: candidates },
    {
      format: 'json-lines',
      delimiter: null,
      detected: { format: 'JSON Lines' },
      tokenize: (onRow) => tokenizeJsonLines(headings, onRow),
      headings,
    },
  );
}

function finishLayout(
  file: string,
  { headings, kinds }: Pick<Candidate, 'headings' | 'kinds'>,
  rest: Pick<TableLayout, 'format' | 'delimiter' | 'detected' | 'tokenize' | 'headings'>,
): Result<TableLayout> {
  const [kind, other] = kinds;
  if (kind === undefined) return unreadable(file, 'No kind of import has these columns', 'Pass --kind.');
  if (other !== undefined) {
    const what = `The columns fit ${kind.name} as well as ${other.name}`;
    return ambiguous(file, what, `--kind ${kind.name} or --kind ${other.name}`);
  }
  const match = matchHeader(kind, headings);
  if (match.missing.length > 0) return err(missingColumns(file, kind, match));
  if (match.repeated !== '') {
    return unreadable(
      file,
      `The column ${match.repeated.trim()} stands twice`,
      'Rename or remove one of them.',
    );
  }
  const { columns, ignored } = match;
  const mapping = [...columns].map(([name, index]) => [`column ${name}`, (headings[index] ?? '').trim()]);
  const detected = { kind: kind.name, ...rest.detected, ...Object.fromEntries(mapping) } as Record<
    string,
    string
  >;
  return ok({ ...rest, file, kind, columns, ignored, detected });
}

function missingColumns(file: string, kind: ImportKind, match: HeaderMatch): AppError {
  const names = match.missing.join(', ');
  const what = `A file of ${kind.name} needs the column ${names}, and this one has none of that name`;
  return appError(
    'IMPORT_UNREADABLE',
    what,
    file,
    'Add or rename the column, or check that it is the right file.',
  );
}

const unreadable = (file: string, what: string, todo: string): Result<never> =>
  err(appError('IMPORT_UNREADABLE', what, file, todo));

const ambiguous = (file: string, what: string, options: string): Result<never> =>
  err(appError('IMPORT_AMBIGUOUS', what, file, `Pass ${options}.`));
