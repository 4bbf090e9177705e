import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { LogFacts } from '../ports/audit-log.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import { toAuditRow } from './audit-row.ts';
import type { RecordBody } from './record-body.ts';
import { changesOf, fieldsOf } from './record-changes.ts';

/** Changes, and fields, that are told of one record. */
const MOST_LINES = 300;
/** A longer record is told by its head line only; reading it takes too long here. */
const MOST_CHARACTERS = 1024 * 1024;

type Needs = Pick<DeskReader, 'logWindow' | 'loggedRecord' | 'logFacts' | 'lastSeq' | 'limitVersions'>;

/** Answers what people ask of the log. Reading it takes longer than the engine's thread may be held. */
export class LogReader {
  readonly #reader: Needs;

  constructor(reader: Needs) {
    this.#reader = reader;
  }

  records({ filter, before, limit }: ParsedInputOf<'audit.records'>): OutputOf<'audit.records'> {
    const top = Math.min(before ?? Number.MAX_SAFE_INTEGER, this.#reader.lastSeq() + 1);
    const { records, lowest } = this.#reader.logWindow(filter, top, limit);
    const { object } = filter;
    const rows = records.map((record) => ({ record, row: toAuditRow(record) }));
    const wanted = rows.filter(
      ({ record, row }) =>
        object === undefined ||
        record.body === null ||
        row.more > 0 ||
        row.about.some(({ type, key }) => type === object.type && key === object.key),
    );
    return {
      records: wanted.map(({ row }) => row),
      next: lowest > 1 ? lowest : null,
      scanned: Math.max(0, top - lowest),
    };
  }

  record({ seq }: ParsedInputOf<'audit.record'>): OutputOf<'audit.record'> {
    const found = this.#reader.loggedRecord(seq);
    if (found === null)
      throw new AppErrorException(appError('NOT_FOUND', `the log has no record ${seq}`, 'seq'));
    const { record, mac } = found;
    if (record.body.length > MOST_CHARACTERS) {
      const row = toAuditRow({ ...record, body: null });
      return { row, changes: [], fields: [], left: 0, mac };
    }
    const body = JSON.parse(record.body) as RecordBody;
    const changes = taken(changesOf(body, (limit) => this.#previous(limit)));
    const fields = taken(fieldsOf(body.kind === 'DECISION' ? withoutOutcomes(body) : body));
    const left = changes.left + fields.left;
    return { row: toAuditRow(record), changes: changes.first, fields: fields.first, left, mac };
  }

  facts(): LogFacts {
    return this.#reader.logFacts();
  }

  #previous(limit: Limit): Limit | null {
    const against = limit.replaces ?? limit.version - 1;
    const versions = against < 1 ? [] : this.#reader.limitVersions({ limitId: limit.limitId });
    return versions.find(({ limit: { version } }) => version === against)?.limit ?? null;
  }
}

/** `LogReader`, off the engine thread. A call throws what it fails with, OVERLOADED when too many wait. */
export type LogReading = {
  readonly [K in 'records' | 'record' | 'facts']: (
    ...input: Parameters<LogReader[K]>
  ) => Promise<ReturnType<LogReader[K]>>;
};

/** A decision's outcomes are what the decision pane shows. */
const withoutOutcomes = (body: Extract<RecordBody, { kind: 'DECISION' }>): RecordBody => ({
  ...body,
  decision: { ...body.decision, outcomes: [] },
});

/** The first lines, and how many there are beyond them. */
function taken<T>(lines: Iterable<T>): { first: T[]; left: number } {
  const first: T[] = [];
  let left = 0;
  for (const line of lines) {
    if (first.length < MOST_LINES) first.push(line);
    else left++;
  }
  return { first, left };
}
