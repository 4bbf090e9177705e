import type { AuditObject, AuditObjectType } from '#shared/domain/audit.ts';
import type { RecordBody } from './record-body.ts';

/** What a record is about, each object once, in the order in which it names them. */
export function objectsOf(body: RecordBody): AuditObject[] {
  const found = new Map<string, AuditObject>();
  const add = (type: AuditObjectType, key: string | null | undefined): void => {
    if (key !== null && key !== undefined && key !== '' && key !== '*')
      found.set(`${type} ${key}`, { type, key });
  };
  addObjects(body, add);
  return [...found.values()];
}

type Add = (type: AuditObjectType, key: string | null | undefined) => void;

function addObjects(body: RecordBody, add: Add): void {
  switch (body.kind) {
    case 'DECISION':
      add('SYMBOL', body.ticket.symbol);
      add('ACCOUNT', body.ticket.account);
      add('TICKET', body.ticket.clOrdId);
      add('CONTROL', body.decision.binding?.code);
      add('LIMIT', body.decision.binding?.limitId);
      return;
    case 'CANCEL':
      return add('TICKET', body.clOrdId);
    case 'EXPIRE':
      return body.expired.forEach(({ clOrdId }) => add('TICKET', clOrdId));
    case 'BUST':
      return add('TICKET', body.workingAs);
    case 'EXECUTION':
      add('SYMBOL', body.symbol);
      add('ACCOUNT', body.account);
      return add('TICKET', body.clOrdId);
    case 'ENABLE':
      return add('SYMBOL', body.symbol);
    case 'CASH':
      return add('ACCOUNT', body.account);
    case 'LIMITS':
    case 'IMPORT':
      return addLimits(body, add);
    case 'MARKS':
      return body.quotes.forEach(({ symbol }) => add('SYMBOL', symbol));
    case 'BARS':
      return body.bars.forEach(({ symbol }) => add('SYMBOL', symbol));
    case 'NAV':
      return body.rows.forEach(({ level, key }) => level === 'ACCOUNT' && add('ACCOUNT', key));
    case 'LOGIN':
      return add('USER', body.user);
    case 'USER':
      return add('USER', body.after.user);
    case 'STATE':
      return addPlace(body, add);
    case 'REARM':
      return addPlace(body.rearm, add);
    case 'OVERRIDE':
      add('SYMBOL', body.after.ticket.symbol);
      add('ACCOUNT', body.after.ticket.account);
      return body.after.controls.forEach((control) => add('CONTROL', control));
    case 'ALERT_RULE':
      return addPlace(body.after.scope, add);
    case 'ALERTS':
    case 'ALERT_ACT':
    case 'FX':
    case 'PROFILE':
    case 'STRESS':
      return;
  }
}

function addLimits(body: Extract<RecordBody, { kind: 'LIMITS' | 'IMPORT' }>, add: Add): void {
  for (const { limitId, control, scope } of body.limits) {
    add('LIMIT', limitId);
    add('CONTROL', control);
    addPlace(scope, add);
  }
  if (body.kind === 'LIMITS') for (const { limitId } of body.steps ?? []) add('LIMIT', limitId);
}

function addPlace({ level, key }: { level: string; key: string }, add: Add): void {
  if (level === 'ACCOUNT' || level === 'SYMBOL') add(level, key);
}
