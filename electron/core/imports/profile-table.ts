import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import {
  decideDateOrder,
  noDateEvidence,
  noteDate,
  readDate,
  type DateEvidence,
  type DateOrder,
} from './date-style.ts';
import type { TableLayout } from './table-layout.ts';
import type { FileChoices } from './file-choices.ts';
import { decideDecimal, noNumberEvidence, noteNumber, type NumberEvidence } from './number-evidence.ts';
import type { TableStyle } from './row-reader.ts';
import type { OnRow } from './tokenize-delimited.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';

/** Collects what the numeric and date cells of a file, or of its head, say about its styles. */
export class TableProfile {
  readonly #numbers: readonly (readonly [name: string, index: number])[];
  readonly #dates: readonly (readonly [name: string, index: number])[];
  readonly #layout: TableLayout;
  readonly numberEvidence: NumberEvidence = noNumberEvidence();
  readonly dateEvidence: DateEvidence = noDateEvidence();

  constructor(layout: TableLayout) {
    this.#layout = layout;
    const ofType = (...types: string[]) =>
      layout.kind.columns
        .filter(({ type }) => types.includes(type))
        .flatMap(({ name }) => {
          const index = layout.columns.get(name);
          return index === undefined ? [] : [[name, index] as const];
        });
    this.#numbers = ofType('number');
    this.#dates = ofType('date', 'time');
  }

  readonly note: OnRow = (fields, _line, problem) => {
    if (problem !== null) return;
    for (const [name, index] of this.#numbers) noteNumber(this.numberEvidence, name, fields[index] ?? '');
    for (const [name, index] of this.#dates) noteDate(this.dateEvidence, name, fields[index] ?? '');
  };

  /** The styles, chosen or decided; IMPORT_AMBIGUOUS names a cell, both its readings and the option to pass. */
  decide(choices: FileChoices): Result<TableStyle> {
    const { delimiter, format, file } = this.#layout;
    const convention = delimiter === ',' || format === 'json-lines' ? '.' : null;
    const decimal = choices.decimal ?? decideDecimal(this.numberEvidence, convention);
    if (decimal === null) return err(ambiguousDecimal(file, this.numberEvidence));
    const dateOrder = choices.dateOrder ?? decideDateOrder(this.dateEvidence);
    if (dateOrder === null) return err(ambiguousDate(file, this.dateEvidence));
    return ok({ decimal, dateOrder });
  }
}

function ambiguousDecimal(file: string, { open }: NumberEvidence): AppError {
  const todo = 'Pass --decimal . or --decimal , for this file.';
  if (open === null) {
    return appError(
      'IMPORT_AMBIGUOUS',
      'Some numbers have a decimal point and others a decimal comma',
      file,
      todo,
    );
  }
  const { column, value } = open;
  const [asPoint, asComma] = value.includes('.')
    ? [value, value.replace('.', '')]
    : [value.replace(',', ''), value.replace(',', '.')];
  const what = `"${value}" is ${asPoint} with a decimal point and ${asComma} with a decimal comma, and the other numbers do not decide`;
  return appError('IMPORT_AMBIGUOUS', what, `${file}, column ${column}`, todo);
}

function ambiguousDate(file: string, { open, serial }: DateEvidence): AppError {
  if (open === null) {
    const what =
      serial > 0 ? 'Some dates are serial numbers and others are not' : 'Dates are written in several orders';
    return appError(
      'IMPORT_AMBIGUOUS',
      what,
      file,
      'Pass --date-order DMY, MDY, YMD or SERIAL for this file.',
    );
  }
  const { column, value } = open;
  const readings = (['DMY', 'MDY', 'YMD'] as const)
    .map((order) => ({ order, date: readDate(value, order) }))
    .filter(
      (reading): reading is { order: 'DMY' | 'MDY' | 'YMD'; date: number } =>
        typeof reading.date === 'number',
    );
  const what = `"${value}" is ${readings.map(described).join(' or ')}, and the other rows do not decide`;
  const options = readings.map(({ order }) => `--date-order ${order}`).join(' or ');
  return appError('IMPORT_AMBIGUOUS', what, `${file}, column ${column}`, `Pass ${options} for this file.`);
}

const described = ({ order, date }: { order: DateOrder; date: number }): string =>
  `${toIsoDate(date)} (${order})`;
