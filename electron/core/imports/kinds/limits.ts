import type { Limit } from '#shared/domain/limit.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ByteSource } from '../byte-source.ts';
import { encodingOfHead, MalformedText, type Encoding } from '../decode-text.ts';
import { newFileRun, type FileRun } from '../file-run.ts';
import { writtenParams } from '../../limits/written-params.ts';
import { parseLimitText, type LimitFault } from '../limit-fields.ts';
import { readText } from '../plan-text.ts';
import { splitJsonArray, type JsonArrayProblem, type JsonElement } from '../split-json-array.ts';

export const SCHEMA_VERSION = 1;
const MAX_LIMITS = 100_000;
/** Rows of one piece of a file that is written. */
export const PIECE_ROWS = 1_000;

export interface LimitsOptions {
  /** Limits of money must be in it; default: each in its own currency. */
  readonly baseCurrency?: string;
  /** File name for the errors. */
  readonly file?: string;
}

const PROBLEMS: Readonly<Record<JsonArrayProblem, string>> = {
  NOT_JSON: 'The file is not JSON, or it ends too early',
  NO_ARRAY: 'The file has no array "limits"',
  ELEMENT_TOO_LONG: 'One limit is longer than a megabyte',
};

/**
 * The limits of a limits file, whole or in pieces, in file order; see `parseLimitText` for what one becomes.
 * LIMIT_INVALID names the row (the first is 1), its line, the field and the value: the first that is wrong refuses
 * the whole file, a limit id that stands twice too. IMPORT_UNREADABLE: no such JSON, or another schemaVersion.
 */
export function parseLimits(text: string | Iterable<string>, options: LimitsOptions = {}): Result<Limit[]> {
  const reader = limitsReader(options);
  try {
    for (const piece of typeof text === 'string' ? [text] : text) reader.push(piece);
    return reader.end();
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  }
}

/** A limits file of an import, streamed, with the run of its report. Errors as of `parseLimits`. */
export async function readLimitsFile(
  source: ByteSource,
  baseCurrency: string,
): Promise<Result<{ limits: Limit[]; run: FileRun }>> {
  const reader = limitsReader({ baseCurrency, file: source.name });
  try {
    await readText(source, await encodingOf(source), (text) => reader.push(text), 'READ');
    const limits = reader.end();
    if (!limits.ok) return limits;
    const run = newFileRun(source.name, 'limits', {
      detected: { kind: 'limits', format: 'JSON' },
      sample: limits.value.slice(0, 5).map(sampleOf),
    });
    run.rowsRead = limits.value.length;
    return ok({ limits: limits.value, run });
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    if (thrown instanceof MalformedText) return err(unreadable(PROBLEMS.NOT_JSON, source.name));
    throw thrown;
  }
}

/** JSON is UTF-8 unless a byte order mark says otherwise. */
export async function encodingOf(source: ByteSource): Promise<Encoding> {
  for await (const piece of source.open('JUDGE')) return encodingOfHead(piece.subarray(0, 4)) ?? 'utf-8';
  return 'utf-8';
}

const sampleOf = ({ limitId, control, scope, unit, hard, soft }: Limit): Record<string, string> => ({
  limitId,
  control,
  scope: `${scope.level} ${scope.key}`,
  unit,
  hard,
  soft: soft ?? '',
});

interface LimitsReader {
  /** Throws LIMIT_INVALID as an AppErrorException. */
  push(text: string): void;
  end(): Result<Limit[]>;
}

function limitsReader({ baseCurrency = '', file = 'limits' }: LimitsOptions): LimitsReader {
  const taker = takeLimits(file, (fault, row, line) => {
    const where = `${file}, row ${row}, line ${line}`;
    throw new AppErrorException(invalid(where, fault.field, fault.value, fault.why));
  });
  const splitter = splitLimits(
    ({ text, line }) => taker.take(parseLimitText(text, baseCurrency), line),
    file,
  );
  return {
    push: (text) => splitter.push(text),
    end() {
      const whole = splitter.end();
      return whole.ok ? ok(taker.limits) : whole;
    },
  };
}

/** Takes parsed rows in file order: a fault, and a limit that stands twice, goes to `onFault` with its row and line. */
export function takeLimits(
  file: string,
  onFault: (fault: LimitFault, row: number, line: number) => void,
): { readonly limits: Limit[]; take(parsed: { limit: Limit } | LimitFault, line: number): void } {
  const limits: Limit[] = [];
  const lineOf = new Map<string, number>();
  let rows = 0;
  return {
    limits,
    take(parsed, line) {
      rows++;
      if (rows > MAX_LIMITS) {
        throw new AppErrorException(
          appError('IMPORT_TOO_LARGE', `More than ${MAX_LIMITS} limits`, file, 'Split the file.'),
        );
      }
      if (!('limit' in parsed)) return onFault(parsed, rows, line);
      const { limitId } = parsed.limit;
      const first = lineOf.get(limitId);
      if (first !== undefined) {
        const why = `it stands on line ${first} too`;
        return onFault({ field: 'limitId', value: limitId, why, code: 'LIMIT_DUPLICATE' }, rows, line);
      }
      lineOf.set(limitId, line);
      limits.push(parsed.limit);
    },
  };
}

/** The elements of a limits file that arrives in pieces. At its end IMPORT_UNREADABLE for what is wrong with the whole. */
export function splitLimits(
  onElement: (element: JsonElement) => void,
  file: string,
): { push(text: string): void; end(): Result<void> } {
  const splitter = splitJsonArray('limits', onElement);
  return {
    push: (text) => splitter.push(text),
    end() {
      const envelope = splitter.end();
      if (!envelope.ok) return err(unreadable(PROBLEMS[envelope.error], file));
      const wrong = envelopeProblem(envelope.value);
      return wrong === '' ? ok(undefined) : err(unreadable(wrong, file));
    },
  };
}

/** What is wrong around the array, '' for nothing. */
function envelopeProblem(envelope: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(envelope);
  } catch {
    return PROBLEMS.NOT_JSON;
  }
  if (typeof parsed !== 'object' || parsed === null) return PROBLEMS.NOT_JSON;
  const { schemaVersion, limits, ...others } = parsed as Record<string, unknown>;
  if (schemaVersion !== SCHEMA_VERSION)
    return `schemaVersion is ${JSON.stringify(schemaVersion)}, not ${SCHEMA_VERSION}`;
  if (!Array.isArray(limits) || limits.length > 0) return 'The key "limits" stands twice';
  const [other] = Object.keys(others);
  return other === undefined ? '' : `The file has the unknown key ${JSON.stringify(other)}`;
}

export const unreadable = (what: string, file: string): AppError =>
  appError('IMPORT_UNREADABLE', what, file, 'A limits file is {"schemaVersion": 1, "limits": [...]}.');

const invalid = (where: string, field: string, value: string, why: string): AppError =>
  appError(
    'LIMIT_INVALID',
    `${field === '' ? 'the limit' : field} ${value === '' ? '' : `(${value}) `}cannot be: ${why}`,
    where,
    'Correct the row; nothing was changed.',
  );

/**
 * A limits file of what a person writes into one: `parseLimits` of it gives the same limits, and the same text again.
 * Versions, status and who made or approved them are the desk's own and stay out. One limit a line, in id order.
 */
export function formatLimits(limits: readonly Limit[]): string {
  return [...limitPieces(limits)].join('');
}

/** The same text in pieces, so that a long one need not be held. */
export function* limitPieces(limits: readonly Limit[]): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "limits": [`;
  const sorted = inIdOrder(limits);
  for (let at = 0; at < sorted.length; at += PIECE_ROWS) {
    const rows = sorted
      .slice(at, at + PIECE_ROWS)
      .map((limit) => `    ${JSON.stringify(writtenFields(limit))}`);
    yield `${at === 0 ? '\n' : ',\n'}${rows.join(',\n')}`;
  }
  yield sorted.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

export const inIdOrder = (limits: readonly Limit[]): Limit[] =>
  limits.toSorted((a, b) => (a.limitId < b.limitId ? -1 : 1));

/** A limit as a limits file writes it: what has its default is left out. */
export function writtenFields(limit: Limit): Record<string, unknown> {
  const { limitId, control, scope, group, filter, unit, currency, hard, soft, action } = limit;
  const params = writtenParams(limit);
  const { effectiveFrom, effectiveTo, reason } = limit;
  return {
    limitId,
    control,
    scope,
    ...(group === null ? {} : { group }),
    ...(filter.length === 0 ? {} : { filter }),
    unit,
    ...(currency === null ? {} : { currency }),
    hard,
    ...(soft === null ? {} : { soft }),
    ...(action === 'BLOCK' ? {} : { action }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(effectiveFrom === 0 ? {} : { effectiveFrom: new Date(effectiveFrom).toISOString() }),
    ...(effectiveTo === null ? {} : { effectiveTo: new Date(effectiveTo).toISOString() }),
    ...(reason === '' ? {} : { reason }),
  };
}
