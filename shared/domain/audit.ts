/** Every kind of record that the log holds. */
export const RECORD_KINDS = [
  'DECISION',
  'CANCEL',
  'EXPIRE',
  'BUST',
  'EXECUTION',
  'ENABLE',
  'CASH',
  'LIMITS',
  'IMPORT',
  'MARKS',
  'FX',
  'PROFILE',
  'NAV',
  'LOGIN',
  'USER',
  'STATE',
  'REARM',
  'OVERRIDE',
  'STRESS',
  'BARS',
  'ALERT_ACT',
  'ALERT_RULE',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a record can be about. A decision is about its ticket and what binds it, not about every limit it looked at. */
export const AUDIT_OBJECTS = ['ACCOUNT', 'SYMBOL', 'TICKET', 'LIMIT', 'CONTROL', 'USER'] as const;
export type AuditObjectType = (typeof AUDIT_OBJECTS)[number];

export interface AuditObject {
  readonly type: AuditObjectType;
  readonly key: string;
}
