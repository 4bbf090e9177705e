import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { kindOfFileName, kindsOfHeader } from './detect-kind.ts';
import type { FileChoices } from './file-choices.ts';
import { matchHeader, type HeaderMatch } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import type { Dialect } from './tokenize-delimited.ts';

/** How a file is laid out: everything but the styles of its numbers and dates. */
export interface TableLayout {
  readonly file: string;
  readonly kind: ImportKind;
  readonly format: 'delimited' | 'json-lines' | 'workbook';
  readonly delimiter: Dialect['delimiter'] | null;
  readonly headings: readonly string[];
  readonly columns: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
  /** Names of what was detected, for the preview. */
  readonly detected: Readonly<Record<string, string>>;
}

/** What is known of a layout before its header is matched. */
export type LayoutDraft = Pick<TableLayout, 'format' | 'delimiter' | 'detected' | 'headings'>;

/** What is known of a file's kind before its header is looked at. */
export interface ExpectedKind {
  /** It is this, or it is refused. */
  readonly named: ImportKind | null;
  /** It is this unless its header lacks what this needs and fits another kind. */
  readonly usual: ImportKind | null;
}

/**
 * The kind chosen for the file, else that of its name: a usual kind goes before a word of the name, not before a name
 * that is a kind (`bars.csv`). INVALID_INPUT: there is no such kind.
 */
export function expectedKind(
  kinds: readonly ImportKind[],
  file: string,
  choices: FileChoices,
): Result<ExpectedKind> {
  const byName = (wanted: string | undefined) => kinds.find(({ name }) => name === wanted) ?? null;
  const unknown = [choices.kind, choices.usualKind].find(
    (wanted) => wanted !== undefined && byName(wanted) === null,
  );
  if (unknown !== undefined) {
    const names = kinds.map(({ name }) => name).join(', ');
    return err(
      appError('INVALID_INPUT', `There is no import kind ${unknown}`, file, `Use one of: ${names}.`),
    );
  }
  const usual = byName(choices.usualKind);
  const ofFile = kindOfFileName(kinds, file);
  const isWord = ofFile !== null && !isStem(file, ofFile.name);
  return ok({ named: byName(choices.kind) ?? (usual !== null && isWord ? null : ofFile), usual });
}

const isStem = (file: string, name: string): boolean => file.toLowerCase().startsWith(`${name}.`);

/** The kinds a header may be of; a kind that is expected too when the header is of none, to say what it lacks. */
export function kindsFor(
  kinds: readonly ImportKind[],
  { named, usual }: ExpectedKind,
  headings: readonly string[],
): readonly ImportKind[] {
  if (named !== null) return [named];
  if (usual !== null && fitsHeader(usual, headings)) return [usual];
  const found = kindsOfHeader(kinds, headings);
  return found.length === 0 && usual !== null ? [usual] : found;
}

/** Whether a header has every column that a kind requires. */
export const fitsHeader = (kind: ImportKind, headings: readonly string[]): boolean =>
  matchHeader(kind, headings).missing.length === 0;

/**
 * Matches a header with the kinds it may be of. IMPORT_UNREADABLE: none, a required column is missing, or one stands
 * twice; IMPORT_AMBIGUOUS: two kinds fit.
 */
export function finishLayout(
  file: string,
  kinds: readonly ImportKind[],
  draft: LayoutDraft,
): Result<TableLayout> {
  const { headings } = draft;
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
  const detected = { kind: kind.name, ...draft.detected, ...Object.fromEntries(mapping) } as Record<
    string,
    string
  >;
  return ok({ ...draft, file, kind, columns, ignored, detected });
}

/** IMPORT_UNREADABLE for a header that is of no kind. */
export function unknownColumns(file: string, headings: readonly string[]): Result<never> {
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

/** IMPORT_UNREADABLE for a header without a column that the kind requires. */
export function missingColumns(file: string, kind: ImportKind, match: HeaderMatch): AppError {
  const names = match.missing.join(', ');
  const what = `A file of ${kind.name} needs the column ${names}, and this one has none of that name`;
  return appError(
    'IMPORT_UNREADABLE',
    what,
    file,
    'Add or rename the column, or check that it is the right file.',
  );
}

/** IMPORT_UNREADABLE, as a Result. */
export const unreadable = (file: string, what: string, todo: string): Result<never> =>
  err(appError('IMPORT_UNREADABLE', what, file, todo));

/** IMPORT_AMBIGUOUS, with the options that decide. */
export const ambiguous = (file: string, what: string, options: string): Result<never> =>
  err(appError('IMPORT_AMBIGUOUS', what, file, `Pass ${options}.`));
