import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ReadWorkbook, WorkbookCell, WorkbookSheet } from '../ports/workbook-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { MAX_FIELD, MAX_WORKBOOK_BYTES } from './caps.ts';
import { cellEvidence, cellText } from './cell-text.ts';
import type { FileChoices } from './file-choices.ts';
import { matchHeader } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import { TableProfile } from './profile-table.ts';
import {
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
import type { TablePlan } from './table-plan.ts';
import type { OnRow } from './tokenize-delimited.ts';

/** Lists that people keep in a spreadsheet; market data and reference data come as text. */
export const WORKBOOK_KINDS: readonly ImportKind['name'][] = ['positions', 'tickets'];

const LISTED = 10;
const SHEET_NAME = 31;

/** A sheet that has any text, with its header: the first row that has. */
interface Candidate {
  readonly sheet: WorkbookSheet;
  /** Index of the header among the rows. */
  readonly header: number;
  readonly headings: readonly string[];
  readonly kinds: readonly ImportKind[];
}

/**
 * Judges a workbook: the first sheet whose header has the columns of positions or tickets is the table, the others
 * are named in a warning. From there on its rows are those of a file of text; the row number of the sheet is the
 * line. Errors as of `ReadWorkbook` and `finishLayout`; IMPORT_UNREADABLE for a kind that a workbook cannot hold;
 * IMPORT_AMBIGUOUS when its text cells leave a style open; IMPORT_TOO_LARGE beyond the cap of a workbook.
 */
export async function planWorkbook(
  source: ByteSource,
  kinds: readonly ImportKind[],
  choices: FileChoices,
  readWorkbook: ReadWorkbook,
): Promise<Result<TablePlan>> {
  const expected = expectedKind(kinds, source.name, choices);
  if (!expected.ok) return expected;
  const { named } = expected.value;
  if (named !== null && !isAllowed(named)) return unfitKind(source.name, named);
  try {
    const sheets = await readWorkbook(await readWhole(source), source.name);
    const candidates = sheets.flatMap((sheet) => candidateOf(sheet, kinds, expected.value));
    return planSheet(source.name, candidates, expected.value, choices);
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  }
}

async function readWhole(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.open('READ')) {
    size += piece.length;
    if (size > MAX_WORKBOOK_BYTES) {
      const what = `The workbook holds more than ${MAX_WORKBOOK_BYTES / 1024 / 1024} MB`;
      throw new AppErrorException(
        appError('IMPORT_TOO_LARGE', what, source.name, 'Split it, or save it as CSV.'),
      );
    }
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function candidateOf(
  sheet: WorkbookSheet,
  kinds: readonly ImportKind[],
  expected: ExpectedKind,
): Candidate[] {
  const header = sheet.rows.findIndex((row) => row.some((cell) => cellText(cell, '.').trim() !== ''));
  const row = sheet.rows[header];
  if (row === undefined) return [];
  const headings = row.map((cell) => cellText(cell, '.'));
  const fitting = kindsFor(kinds, expected, headings).filter((kind) => fitsHeader(kind, headings));
  return [{ sheet, header, headings, kinds: fitting }];
}

function planSheet(
  file: string,
  candidates: readonly Candidate[],
  { named, usual }: ExpectedKind,
  choices: FileChoices,
): Result<TablePlan> {
  const allowed = candidates.find(({ kinds }) => kinds.some(isAllowed));
  const chosen = allowed ?? candidates.find(({ kinds }) => kinds.length > 0) ?? candidates[0];
  if (chosen === undefined) return unreadable(file, 'The workbook has no cells', 'Export it again.');
  const [first] = chosen.kinds;
  const wanted = named ?? usual;
  if (first === undefined) {
    return wanted === null
      ? unknownColumns(file, chosen.headings)
      : err(missingColumns(file, wanted, matchHeader(wanted, chosen.headings)));
  }
  if (allowed === undefined) return unfitKind(file, first);
  const layout = finishLayout(file, chosen.kinds.filter(isAllowed), {
    format: 'workbook',
    delimiter: null,
    headings: chosen.headings,
    detected: { format: 'workbook', sheet: chosen.sheet.name },
  });
  if (!layout.ok) return layout;
  const others = candidates.filter((candidate) => candidate !== chosen).map(({ sheet }) => sheet.name);
  return planRows(layout.value, chosen, others, choices);
}

const isAllowed = ({ name }: ImportKind): boolean => WORKBOOK_KINDS.includes(name);

function planRows(
  layout: TableLayout,
  candidate: Candidate,
  others: readonly string[],
  choices: FileChoices,
): Result<TablePlan> {
  const profile = new TableProfile(layout);
  passRows(candidate, cellEvidence, profile.note);
  const style = profile.decide(choices);
  if (!style.ok) return style;
  const { decimal, dateOrder } = style.value;
  return ok({
    layout,
    style: style.value,
    detected: { decimal: decimal === '.' ? 'point' : 'comma', dateOrder, ...layout.detected },
    warnings: others.length === 0 ? [] : [leftAlone(others)],
    read(onRow) {
      try {
        passRows(candidate, (cell) => cellText(cell, decimal), onRow);
        return Promise.resolve(ok(null));
      } catch (thrown) {
        if (thrown instanceof AppErrorException) return Promise.resolve(err(thrown.error));
        throw thrown;
      }
    },
  });
}

/** The rows below the header, as wide as it is at least: a sheet does not keep the empty cells at a row's end. */
function passRows(
  { sheet, header, headings }: Candidate,
  textOf: (cell: WorkbookCell) => string,
  onRow: OnRow,
): void {
  for (let index = header + 1; index < sheet.rows.length; index++) {
    const fields = (sheet.rows[index] ?? []).map(textOf);
    while (fields.length < headings.length) fields.push('');
    onRow(fields, index + 1, fields.some((field) => field.length > MAX_FIELD) ? 'FIELD_TOO_LONG' : null);
  }
}

function leftAlone(sheets: readonly string[]): string {
  const named = sheets.slice(0, LISTED).map((name) => JSON.stringify(name.slice(0, SHEET_NAME)));
  const more = sheets.length > LISTED ? ` and ${sheets.length - LISTED} more` : '';
  return `Only the first sheet with a table is read; left alone: ${named.join(', ')}${more}.`;
}

const unfitKind = (file: string, kind: ImportKind): Result<never> =>
  unreadable(
    file,
    `A workbook can hold ${WORKBOOK_KINDS.join(' or ')}, and this one holds ${kind.name.replace('_', ' ')}`,
    'Save it as CSV.',
  );
