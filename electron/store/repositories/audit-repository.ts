import type {
  AuditFilter,
  AuditLog,
  LoggedRecord,
  LogFacts,
  LogWindow,
} from '#electron/core/ports/audit-log.ts';
import type { SqliteDatabase } from '../sqlite.ts';

/** Records one call looks at: fewer when each must be read through than when its columns say enough. */
const COLUMN_STRETCH = 50_000;
const BODY_STRETCH = 5_000;
/** A longer body is not read for a line of a list. */
const MOST_BYTES = 256 * 1024;
/** What precedes the outcomes of a decision is far shorter. */
const DECISION_HEAD = 4_096;
const OUTCOMES = ',"outcomes":[';

type Row = Omit<LoggedRecord, 'sent'> & { readonly state: string | null };

const ROW = `
  a.seq, a.at, a.kind, a.actor, octet_length(a.body) AS size, t.state`;
const TICKET = `
  LEFT JOIN decisions d ON d.seq = a.seq
  LEFT JOIN tickets t ON t.cl_ord_id = d.cl_ord_id AND t.seq = d.seq`;

/** The log, read backwards in stretches. */
export function auditRepository(db: SqliteDatabase): AuditLog {
  const window = db.prepare(
    `SELECT ${ROW}, CASE WHEN a.kind = 'DECISION' THEN substr(a.body, 1, ${DECISION_HEAD})
       WHEN octet_length(a.body) <= ${MOST_BYTES} THEN a.body END AS body
     FROM audit a ${TICKET}
     WHERE a.seq < @before AND a.seq >= @lowest
       AND (@actor IS NULL OR a.actor = @actor)
       AND (@kinds IS NULL OR a.kind IN (SELECT value FROM json_each(@kinds)))
       AND (@from IS NULL OR a.at >= @from) AND (@until IS NULL OR a.at <= @until)
       AND (@key IS NULL OR instr(a.body, @key) > 0)
       AND (@text IS NULL OR a.body LIKE @text ESCAPE '\\')
     ORDER BY a.seq DESC LIMIT @limit`,
  );
  const single = db.prepare(
    `SELECT ${ROW}, a.body, hex(a.mac) AS mac FROM audit a ${TICKET} WHERE a.seq = ?`,
  );
  const newest = db.prepare('SELECT coalesce(max(seq), 0) FROM audit').pluck();
  const end = (order: 'ASC' | 'DESC') =>
    db.prepare(`SELECT at FROM audit ORDER BY seq ${order} LIMIT 1`).pluck();
  const [first, last] = [end('ASC'), end('DESC')];
  const bytes = db
    .prepare('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()')
    .pluck();
  return {
    logWindow(filter: AuditFilter, before: number, limit: number): LogWindow {
      const top = Math.min(before, (newest.get() as number) + 1);
      const stretch =
        filter.text === undefined && filter.object === undefined ? COLUMN_STRETCH : BODY_STRETCH;
      const lowest = Math.max(1, top - stretch);
      const rows = window.all({ before: top, lowest, limit, ...valuesOf(filter) }) as Row[];
      return {
        records: rows.map(toRecord),
        lowest: rows.length < limit ? lowest : (rows.at(-1) as Row).seq,
      };
    },
    loggedRecord(seq) {
      const row = single.get(seq) as (Row & { body: string; mac: string }) | undefined;
      if (row === undefined) return null;
      const { mac, ...rest } = row;
      return { record: { ...toRecord(rest), body: row.body }, mac: mac.toLowerCase() };
    },
    logFacts: (): LogFacts => ({
      records: newest.get() as number,
      firstAt: (first.get() as number | undefined) ?? null,
      lastAt: (last.get() as number | undefined) ?? null,
      bytes: bytes.get() as number,
    }),
  };
}

function valuesOf({ actor, kinds, object, text, from, until }: AuditFilter): Record<string, unknown> {
  return {
    actor: actor ?? null,
    kinds: kinds === undefined || kinds.length === 0 ? null : JSON.stringify(kinds),
    from: from ?? null,
    until: until ?? null,
    key: object === undefined ? null : JSON.stringify(object.key),
    text: text === undefined ? null : `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`,
  };
}

function toRecord({ state, body, ...row }: Row): LoggedRecord {
  const isDecision = row.kind === 'DECISION';
  return {
    ...row,
    body: isDecision && body !== null ? headOf(body) : body,
    sent: isDecision ? state !== null && state !== 'DENIED' : null,
  };
}

/** The decision up to its outcomes, closed as JSON; null when a field before them is that long. */
function headOf(body: string): string | null {
  const end = body.indexOf(OUTCOMES);
  return end === -1 ? null : `${body.slice(0, end)}}}`;
}
