import type { Limit } from '#shared/domain/limit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ByteSource } from './byte-source.ts';
import { MalformedText } from './decode-text.ts';
import { encodingOf, splitLimits, takeLimits, unreadable } from './kinds/limits.ts';
import { parseLimitText, type LimitFault } from './limit-fields.ts';
import { limitRowsOf, type LimitRows } from './limits-csv.ts';
import { readText } from './plan-text.ts';
import { RejectList, type Reject } from './reject-list.ts';
import { tokenizeDelimited } from './tokenize-delimited.ts';

/** What a limits file holds: the limits that can be, and every row that cannot. */
export interface LimitSetFile {
  readonly limits: readonly Limit[];
  readonly format: 'JSON' | 'CSV';
  /** The first of them, in file order; `row` counts limits from 1. */
  readonly rejects: readonly Reject[];
  readonly rejected: number;
}

interface Reader {
  push(text: string): void;
  end(): Result<unknown>;
}

/**
 * Reads a limits file, JSON or CSV by its first character, streamed: row by row, so that each refused row is named.
 * Refused beside what `parseLimitText` refuses: a limitId that stands twice, and a second limit of the same control,
 * scope, group, filter, unit and params. `baseCurrency` '' takes money of any currency. Errors: IMPORT_UNREADABLE
 * for what is no such file, IMPORT_TOO_LARGE.
 */
export async function readLimitSet(source: ByteSource, baseCurrency: string): Promise<Result<LimitSetFile>> {
  const rejects = new RejectList();
  const refuse = (fault: LimitFault, row: number): void => {
    const { code = 'LIMIT_INVALID' } = fault;
    const field = fault.field === '' ? 'the limit' : fault.field;
    rejects.reject(row, fault.field, fault.value, code, `${field} cannot be: ${fault.why}.`);
  };
  const taker = takeLimits(source.name, refuse);
  const sameAs = new Map<string, string>();
  const take = (parsed: { limit: Limit } | LimitFault, line: number): void => {
    if (!('limit' in parsed)) return taker.take(parsed, line);
    const key = keyOf(parsed.limit);
    const other = sameAs.get(key);
    if (other === undefined || other === parsed.limit.limitId) {
      sameAs.set(key, parsed.limit.limitId);
      taker.take(parsed, line);
    } else {
      const why = `control, scope, group, filter, unit and params are the same as of ${other}`;
      taker.take({ field: 'limitId', value: parsed.limit.limitId, why, code: 'LIMIT_DUPLICATE' }, line);
    }
  };
  let reader: Reader | null = null;
  let format: LimitSetFile['format'] = 'JSON';
  try {
    await readText(
      source,
      await encodingOf(source),
      (text) => {
        if (reader === null) {
          const first = text.trimStart();
          if (first === '') return;
          format = first.startsWith('{') || first.startsWith('[') ? 'JSON' : 'CSV';
          reader = (format === 'CSV' ? csvReader : jsonReader)(source.name, baseCurrency, take);
        }
        reader.push(text);
      },
      'READ',
    );
    const ended = (reader as Reader | null)?.end() ?? err(unreadable('The file is empty', source.name));
    if (!ended.ok) return ended;
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    if (thrown instanceof MalformedText) return err(unreadable('The file is not UTF-8 text', source.name));
    throw thrown;
  }
  return ok({ limits: taker.limits, format, rejects: rejects.entries(), rejected: rejects.rejected });
}

type Take = (parsed: { limit: Limit } | LimitFault, line: number) => void;

const jsonReader = (file: string, base: string, take: Take): Reader =>
  splitLimits(({ text, line }) => take(parseLimitText(text, base), line), file);

function csvReader(file: string, base: string, take: Take): Reader {
  let rows: LimitRows | null = null;
  return withEnd(
    tokenizeDelimited({ delimiter: ',', lineBreak: '\n' }, (fields, line, problem) => {
      if (rows === null) {
        const read = limitRowsOf(fields);
        if (typeof read === 'string') throw new AppErrorException(appError('IMPORT_UNREADABLE', read, file));
        rows = read;
      } else if (problem !== null) {
        take({ field: '', value: fields[0] ?? '', why: `the row cannot be read, ${problem}` }, line);
      } else {
        take(rows.read(fields, base), line);
      }
    }),
  );
}

const withEnd = (tokenizer: { push(text: string): void; end(): void }): Reader => ({
  push: (text) => tokenizer.push(text),
  end() {
    tokenizer.end();
    return ok(undefined);
  },
});

/** Two limits of one key say the same of the same tickets in other numbers: nobody means both. */
function keyOf({ control, scope, group, filter, unit, params }: Limit): string {
  const clauses =
    filter.length === 0
      ? ''
      : filter
          .map((clause) => JSON.stringify(clause))
          .sort()
          .join();
  const names = Object.keys(params);
  const rest = names.length === 0 ? '' : JSON.stringify(names.sort().map((name) => [name, params[name]]));
  return `${control}\n${scope.level}\n${scope.key}\n${group ?? ''}\n${unit}\n${clauses}\n${rest}`;
}
