import { bytesSource } from './byte-source.ts';
import { importFiles, type ImportedFiles, type ImportOptions } from './import-files.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { BAR_FIELDS } from './bar-columns.ts';

export const TODAY = 20261123;
/** Core reads no workbook itself; a test of one brings its sheets along. */
export const NO_WORKBOOKS = () => Promise.reject(new Error('no workbook was expected'));
const utf8 = new TextEncoder();

/** Imports files given as text or bytes, with what is usual in the tests. */
export async function runImport(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ImportOptions> = {},
): Promise<ImportedFiles | AppError> {
  const sources = Object.entries(files).map(([name, content]) =>
    bytesSource(name, typeof content === 'string' ? utf8.encode(content) : content),
  );
  const read = await importFiles(sources, {
    choices: {},
    baseCurrency: 'USD',
    today: TODAY,
    readWorkbook: NO_WORKBOOKS,
    ...options,
  });
  return read.ok ? read.value : read.error;
}

/** As `runImport`, where a refusal fails the test. */
export async function imported(...input: Parameters<typeof runImport>): Promise<ImportedFiles> {
  const result = await runImport(...input);
  if ('code' in result) throw new Error(`${result.code}: ${result.what} (${result.where})`);
  return result;
}

/** As `runImport`, where anything but a refusal fails the test. */
export async function refusal(...input: Parameters<typeof runImport>): Promise<AppError> {
  const result = await runImport(...input);
  if ('code' in result) return result;
  throw new Error(`not refused: ${JSON.stringify(result.files)}`);
}

/** Staged bars as `[symbol, date, open, high, low, close, volume]`, scaled, null for missing. */
export function barsOf({ content }: ImportedFiles): (string | number | null)[][] {
  const { columns, symbols, order } = content.bars;
  return [...order].map((bar) => [
    symbols[columns.symbol[bar] ?? 0] ?? '',
    columns.date[bar] ?? 0,
    ...BAR_FIELDS.map((field) => {
      const value = columns.values[field][bar] ?? NaN;
      return Number.isNaN(value) ? null : value;
    }),
  ]);
}
