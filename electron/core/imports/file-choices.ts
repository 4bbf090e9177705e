import { matchesPattern, type ImportChoices } from '#shared/domain/import-choices.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { DATE_ORDERS, type DateOrder } from './date-style.ts';
import { ENCODINGS, type Encoding } from './decode-text.ts';
import type { DecimalMark } from './number-style.ts';
import type { Dialect } from './tokenize-delimited.ts';

/** Answers to what a file leaves open; each of them overrides what would be detected. */
export interface FileChoices {
  readonly encoding?: Encoding;
  readonly delimiter?: Dialect['delimiter'];
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** What this very file holds, whatever its name and header say. */
  readonly kind?: string;
  /** What a file holds whose name and header leave it open: the choice of a kind for all files. */
  readonly usualKind?: string;
}

const DELIMITERS: Readonly<Record<string, Dialect['delimiter']>> = {
  ',': ',',
  ';': ';',
  '\t': '\t',
  '|': '|',
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};
const DECIMALS: Readonly<Record<string, DecimalMark>> = { '.': '.', ',': ',', point: '.', comma: ',' };
const NAMED_ENCODINGS: Readonly<Record<string, Encoding>> = {
  ...Object.fromEntries(ENCODINGS.map((encoding) => [encoding, encoding])),
  utf8: 'utf-8',
  cp1252: 'windows-1252',
  'utf-16': 'utf-16le',
};
const ORDERS: Readonly<Record<string, DateOrder>> = Object.fromEntries(
  DATE_ORDERS.map((order) => [order.toLowerCase(), order]),
);

/**
 * The choices for one file: those under its name, else under a pattern it fits (of several the last), else under `*`,
 * where a kind is only the usual one.
 * INVALID_INPUT names an option or a value that is not one of those listed.
 */
export function parseFileChoices(choices: ImportChoices, file: string): Result<FileChoices> {
  const { kind: usualKind, ...usual } = choices['*'] ?? {};
  const parsed: Record<string, string> = usualKind === undefined ? {} : { usualKind };
  const given: Record<string, string> = { ...usual };
  for (const [pattern, options] of Object.entries(choices)) {
    if (pattern !== '*' && matchesPattern(pattern, file)) Object.assign(given, options);
  }
  if (Object.hasOwn(choices, file)) Object.assign(given, choices[file]);
  for (const [option, text] of Object.entries(given)) {
    const allowed = allowedOf(option);
    if (allowed === undefined)
      return invalid(file, option, text, 'dateOrder, decimal, delimiter, encoding, kind');
    const value = allowed === null ? text : allowed[text.toLowerCase()];
    if (value === undefined) return invalid(file, option, text, Object.keys(allowed ?? {}).join(' '));
    parsed[option] = value;
  }
  return ok(parsed);
}

/** undefined: no such option; null: any text. */
function allowedOf(option: string): Readonly<Record<string, string>> | null | undefined {
  if (option === 'kind') return null;
  const table = { encoding: NAMED_ENCODINGS, delimiter: DELIMITERS, decimal: DECIMALS, dateOrder: ORDERS };
  return Object.hasOwn(table, option) ? table[option as keyof typeof table] : undefined;
}

function invalid(file: string, option: string, value: string, allowed: string): Result<never> {
  const what = `The import option ${option} cannot be ${JSON.stringify(value)}`;
  return err(appError('INVALID_INPUT', what, file, `Use one of: ${allowed}.`));
}
