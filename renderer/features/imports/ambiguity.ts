import type { AppError } from '#shared/errors/app-error.ts';

export interface Ambiguity {
  readonly file: string;
  readonly setting: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
}

const OPTIONS: Readonly<Record<string, readonly (readonly [value: string, title: string])[]>> = {
  dateOrder: [
    ['DMY', 'Day first: 31/12/2026'],
    ['MDY', 'Month first: 12/31/2026'],
    ['YMD', 'Year first: 2026/12/31'],
  ],
  decimal: [
    ['.', 'Point: 1,234.56'],
    [',', 'Comma: 1.234,56'],
  ],
  delimiter: [
    [',', 'Comma'],
    [';', 'Semicolon'],
    ['\t', 'Tab'],
    ['|', 'Bar'],
  ],
  encoding: [
    ['utf-8', 'UTF-8'],
    ['windows-1252', 'Windows-1252'],
    ['utf-16le', 'UTF-16'],
  ],
};

/** What the importer could not decide alone: the file and the setting are in `where`, as `file: setting`. */
export function readAmbiguity(error: AppError): Ambiguity | null {
  if (error.code !== 'IMPORT_AMBIGUOUS') return null;
  const text = `${error.where} ${error.what} ${error.todo}`;
  const setting = Object.keys(OPTIONS).find((name) =>
    new RegExp(`\\b${name}\\b|${kebab(name)}`, 'i').test(text),
  );
  if (setting === undefined) return null;
  const file = /([^\s:,()"']+\.(?:csv|csv\.gz|jsonl|json|xlsx))\b/i.exec(error.where)?.[1] ?? '*';
  return { file, setting, options: (OPTIONS[setting] ?? []).map(([value, title]) => ({ value, title })) };
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
