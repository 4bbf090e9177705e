import type { AuditRow } from '#shared/contract/procedures/audit.ts';
import type { AuditObject, AuditObjectType, RecordKind } from '#shared/domain/audit.ts';
import type { Status } from '#shared/domain/decision.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

/** What happened, and what its count counts. */
const KINDS: Readonly<Record<RecordKind, readonly [what: string, one: string, many: string]>> = {
  DECISION: ['Decision', '', ''],
  CANCEL: ['Ticket cancelled', '', ''],
  EXPIRE: ['Tickets expired', 'ticket', 'tickets'],
  BUST: ['Fill taken back', '', ''],
  EXECUTION: ['Fill', '', ''],
  ENABLE: ['Strategy enabled', '', ''],
  CASH: ['Cash moved', '', ''],
  LIMITS: ['Limits changed', 'change', 'changes'],
  IMPORT: ['Files imported', 'row', 'rows'],
  MARKS: ['Marks', 'mark', 'marks'],
  FX: ['Exchange rates', 'rate', 'rates'],
  PROFILE: ['Import profile', '', ''],
  NAV: ['NAV marked', 'scope', 'scopes'],
  LOGIN: ['Sign-in', '', ''],
  USER: ['User', '', ''],
  STATE: ['Trading state', '', ''],
  REARM: ['Re-arm asked for', '', ''],
  OVERRIDE: ['Override', '', ''],
  STRESS: ['Stress level', '', ''],
  BARS: ['Bars ruled on', 'bar', 'bars'],
  ALERT_ACT: ['Alerts handled', 'alert', 'alerts'],
  ALERT_RULE: ['Alert rule', '', ''],
};

export const describeKind = (kind: RecordKind): string => KINDS[kind][0];

/** What came of it: a verdict and whether it was sent, a state, or how much changed. */
export function describeOutcome({ kind, outcome, sent, count }: AuditRow): string {
  const parts: string[] = [];
  if (outcome !== null) parts.push(VERDICT_WORDS[outcome as Status] ?? titleOfCode(outcome));
  if (sent !== null) parts.push(sent ? 'sent' : 'not sent');
  const [, one, many] = KINDS[kind];
  if (count !== null && one !== '') parts.push(`${formatCount(count)} ${count === 1 ? one : many}`);
  return parts.join(', ');
}

export const OBJECT_WORDS: Readonly<Record<AuditObjectType, string>> = {
  ACCOUNT: 'Account',
  SYMBOL: 'Symbol',
  TICKET: 'Ticket',
  LIMIT: 'Limit',
  CONTROL: 'Control',
  USER: 'User',
};

const described = ({ type, key }: AuditObject): string => (type === 'CONTROL' ? titleOfCode(key) : key);

export function describeObjects({ about, more }: AuditRow): string {
  const named = about.map(described).join(', ');
  return more === 0 ? named : `${named} and ${formatCount(more)} more`;
}
