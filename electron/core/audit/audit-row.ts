import type { AuditRow } from '#shared/contract/procedures/audit.ts';
import type { LoggedRecord } from '../ports/audit-log.ts';
import type { RecordBody } from './record-body.ts';
import { objectsOf } from './record-objects.ts';

const MOST_OBJECTS = 8;

/** What a record says in a line. */
export function toAuditRow({ seq, at, kind, actor, size, sent, body: text }: LoggedRecord): AuditRow {
  const body = text === null ? null : (JSON.parse(text) as RecordBody);
  const objects = body === null ? [] : objectsOf(body);
  return {
    seq,
    at,
    kind,
    actor,
    about: objects.slice(0, MOST_OBJECTS),
    more: Math.max(0, objects.length - MOST_OBJECTS),
    outcome: body && outcomeOf(body),
    sent,
    count: body && countOf(body),
    reason: body && reasonOf(body),
    decisionId: body?.kind === 'DECISION' ? body.decision.decisionId : null,
    size,
  };
}

function outcomeOf(body: RecordBody): string | null {
  switch (body.kind) {
    case 'DECISION':
      return body.decision.verdict;
    case 'STATE':
    case 'BARS':
      return body.state;
    case 'REARM':
      return body.rearm.to;
    case 'ALERT_ACT':
      return body.act.step;
    case 'OVERRIDE':
      return body.after.state;
    case 'LOGIN':
      return body.outcome;
    case 'USER':
    case 'ALERT_RULE':
      return body.before === null ? 'MADE' : 'CHANGED';
    case 'PROFILE':
      return body.choices === null ? 'DELETED' : 'SAVED';
    default:
      return null;
  }
}

function countOf(body: RecordBody): number | null {
  switch (body.kind) {
    case 'EXPIRE':
      return body.expired.length;
    case 'LIMITS':
      return body.limits.length + (body.steps ?? []).length;
    case 'IMPORT':
      return Object.values(body.rows).reduce((sum, rows) => sum + rows, 0);
    case 'MARKS':
      return body.quotes.length;
    case 'FX':
      return body.rates.length;
    case 'BARS':
      return body.bars.length;
    case 'ALERT_ACT':
      return body.alertIds.length;
    case 'NAV':
      return body.rows.length;
    default:
      return null;
  }
}

function reasonOf(body: RecordBody): string | null {
  if (body.kind === 'REARM') return body.rearm.reason;
  if (body.kind === 'OVERRIDE') return body.after.reason;
  if (body.kind === 'ALERT_ACT') return body.note === '' ? null : body.note;
  return 'reason' in body ? (body.reason ?? null) : null;
}
