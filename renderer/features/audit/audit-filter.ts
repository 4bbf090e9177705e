import type { AuditFilter } from '#shared/contract/procedures/audit.ts';
import type { AuditObjectType, RecordKind } from '#shared/domain/audit.ts';

/** What the person chose, as the fields hold it; empty: not filtered by. */
export interface FilterFields {
  readonly actor: string;
  readonly kind: RecordKind | '';
  readonly type: AuditObjectType;
  readonly key: string;
  readonly text: string;
  /** As a field of date and time holds them, in the machine's zone. */
  readonly from: string;
  readonly until: string;
}

export const NO_FILTER: FilterFields = {
  actor: '',
  kind: '',
  type: 'SYMBOL',
  key: '',
  text: '',
  from: '',
  until: '',
};

export const isFiltering = (fields: FilterFields): boolean =>
  JSON.stringify({ ...fields, type: NO_FILTER.type }) !== JSON.stringify(NO_FILTER);

/** A minute that was chosen as the last one is shown to its end. */
const MINUTE_LEFT = 59_999;

/** The fields as the engine takes them. Symbols and controls are written in capitals, whatever was typed. */
export function toAuditFilter({ actor, kind, type, key, text, from, until }: FilterFields): AuditFilter {
  const spelled = type === 'SYMBOL' || type === 'CONTROL' ? key.toUpperCase() : key;
  return {
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(kind !== '' && { kinds: [kind] }),
    ...(key.trim() !== '' && { object: { type, key: spelled.trim() } }),
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(from !== '' && { from: Date.parse(from) }),
    ...(until !== '' && { until: Date.parse(until) + MINUTE_LEFT }),
  };
}
