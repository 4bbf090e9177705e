import type { AppError } from '#shared/errors/app-error.ts';

export interface Ambiguity {
  readonly file: string;
  /** As the importer calls it. */
  readonly setting: string;
  readonly question: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
}

export interface Setting {
  /** As the importer calls it. */
  readonly name: string;
  readonly label: string;
  readonly question: string;
  readonly titles: Readonly<Record<string, string>>;
}

/** By the option that the importer's advice names. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  'date-order': {
    name: 'dateOrder',
    label: 'Dates',
    question: 'In which order are the dates written?',
    titles: {
      DMY: 'Day first, 31/12/2026',
      MDY: 'Month first, 12/31/2026',
      YMD: 'Year first, 2026/12/31',
      SERIAL: 'Serial numbers, 46387',
    },
  },
  decimal: {
    name: 'decimal',
    label: 'Decimals',
    question: 'What marks the decimals?',
    titles: { '.': 'A point, 1,234.56', ',': 'A comma, 1.234,56' },
  },
  delimiter: {
    name: 'delimiter',
    label: 'Columns',
    question: 'What separates the columns?',
    titles: { comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', pipe: 'Bar' },
  },
  encoding: {
    name: 'encoding',
    label: 'Encoding',
    question: 'How is the text encoded?',
    titles: { 'windows-1252': 'Windows-1252', 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16' },
  },
  kind: { name: 'kind', label: 'Kind', question: 'What does the file hold?', titles: {} },
};

/** What the importer could not decide alone, as a question with its answers; null for any other error. */
export function readAmbiguity(error: AppError): Ambiguity | null {
  if (error.code !== 'IMPORT_AMBIGUOUS') return null;
  const named = [...error.todo.matchAll(/--([a-z-]+) (\S+)/g)];
  const setting = SETTINGS[named[0]?.[1] ?? ''];
  if (setting === undefined) return null;
  const values = named.map(([, , value = '']) => (value.length > 1 ? value.replace(/[.,]$/, '') : value));
  const known = Object.keys(setting.titles);
  const offered = values.length > 1 || known.length === 0 ? values : known;
  return {
    file: error.where.split(', column ')[0] ?? '*',
    setting: setting.name,
    question: setting.question,
    options: offered.map((value) => ({ value, title: setting.titles[value] ?? value })),
  };
}
