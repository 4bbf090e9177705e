import type { Limit } from '#shared/domain/limit.ts';
import { inIdOrder, PIECE_ROWS, SCHEMA_VERSION, writtenFields } from './kinds/limits.ts';
import { parseLimitValue, type LimitFault } from './limit-fields.ts';
import { repeatedJsonKey } from './repeated-json-key.ts';

/** Every row names the schema, so that a part of a file still says what it is. Filter and params are JSON in a cell. */
const COLUMNS = [
  'schemaVersion',
  'limitId',
  'control',
  'level',
  'key',
  'group',
  'filter',
  'unit',
  'currency',
  'hard',
  'soft',
  'action',
  'params',
  'effectiveFrom',
  'effectiveTo',
  'reason',
] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['schemaVersion', 'limitId', 'control', 'level', 'key', 'unit', 'hard'];
const JSON_CELLS: readonly Column[] = ['filter', 'params'];

/** Reads the rows of a limits file in CSV once its header is known. */
export interface LimitRows {
  /** One row of fields as a limit, or what is wrong with it. */
  read(fields: readonly string[], baseCurrency: string): { limit: Limit } | LimitFault;
}

/** The reader of rows under a header, or what is wrong with the header: every column must be known, none twice. */
export function limitRowsOf(header: readonly string[]): LimitRows | string {
  const unknown = header.find((name) => !COLUMNS.some((column) => column === name));
  if (unknown !== undefined) return `column "${unknown}" is none of ${COLUMNS.join(', ')}`;
  const missing = NEEDED.find((column) => !header.includes(column));
  if (missing !== undefined) return `column "${missing}" is missing`;
  if (new Set(header).size < header.length) return 'a column stands twice';
  return {
    read(fields, baseCurrency) {
      if (fields.length !== header.length) {
        return {
          field: '',
          value: String(fields.length),
          why: `it has not the ${header.length} fields of the header`,
        };
      }
      const cells = Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ''])) as Record<
        Column,
        string
      >;
      return readRow(cells, baseCurrency);
    },
  };
}

function readRow(
  cells: Partial<Record<Column, string>>,
  baseCurrency: string,
): { limit: Limit } | LimitFault {
  const { schemaVersion = '', level = '', key = '', ...others } = cells;
  if (schemaVersion !== String(SCHEMA_VERSION)) {
    return { field: 'schemaVersion', value: schemaVersion, why: `it is not ${SCHEMA_VERSION}` };
  }
  const raw: Record<string, unknown> = { scope: { level, key: detached(key) } };
  for (const [name, text] of Object.entries(others)) {
    if (text === '') continue;
    if (!JSON_CELLS.some((column) => column === name)) {
      raw[name] = detached(text);
      continue;
    }
    try {
      raw[name] = JSON.parse(text);
    } catch {
      return { field: name, value: text.slice(0, 80), why: 'it is not JSON' };
    }
    const repeated = repeatedJsonKey(text);
    if (repeated !== '') return { field: `${name}.${repeated}`, value: '', why: 'it stands twice' };
  }
  const parsed = parseLimitValue(raw, baseCurrency);
  return 'limit' in parsed ? parsed : { ...parsed, field: parsed.field.replace(/^scope\./, '') };
}

/** The same text in memory of its own: a part of a text keeps the whole of it, here the piece of the file it came in. */
const detached = (text: string): string => ` ${text}`.slice(1);

/** A limits file in CSV, in pieces, one limit a line in id order: reading it gives the same limits and text again. */
export function* limitCsvPieces(limits: readonly Limit[]): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  const sorted = inIdOrder(limits);
  for (let at = 0; at < sorted.length; at += PIECE_ROWS) {
    yield sorted
      .slice(at, at + PIECE_ROWS)
      .map((limit) => `${rowOf(limit).map(quoted).join(',')}\n`)
      .join('');
  }
}

function rowOf(limit: Limit): string[] {
  const { scope, filter, params, ...others } = writtenFields(limit);
  const cells: Record<string, unknown> = {
    ...others,
    ...(scope as Limit['scope']),
    schemaVersion: String(SCHEMA_VERSION),
    filter: filter === undefined ? '' : JSON.stringify(filter),
    params: params === undefined ? '' : JSON.stringify(params),
  };
  return COLUMNS.map((column) => (typeof cells[column] === 'string' ? cells[column] : ''));
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
