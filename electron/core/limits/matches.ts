import type { FilterClause, ScopeLevel } from '#shared/domain/limit.ts';
import type { Check } from '#shared/controls/check.ts';
import type { CompiledLimit } from '#shared/controls/control.ts';

/** Whether a limit applies to the ticket: its scope, its filter and its named group all match. */
export function matchesTicket(compiled: CompiledLimit, check: Check): boolean {
  const { limit, level, key, group } = compiled;
  if (level !== 'FIRM') {
    const own = scopeKeyOf(level, check);
    if (own === '' || (key !== '*' && key !== own)) return false;
  }
  if (group !== null && !isInGroup(compiled, group, check)) return false;
  if (limit !== null) for (const clause of limit.filter) if (!holds(clause, check)) return false;
  return true;
}

/** Whether the ticket's instrument is in the one group, or the region, that a limit names. */
function isInGroup({ control, regionId }: CompiledLimit, group: string, check: Check): boolean {
  const { instrument } = check;
  if (instrument === null || control.grouping === undefined) return false;
  return regionId >= 0
    ? instrument.regionIds.includes(regionId)
    : scopeKeyOf(control.grouping, check) === group;
}

/** The entity of a level that the ticket belongs to; '' when it has none or it is not known. FIRM is `*`. */
export function scopeKeyOf(level: ScopeLevel, check: Check): string {
  switch (level) {
    case 'FIRM':
      return '*';
    case 'DESK':
      return check.account?.desk ?? '';
    case 'ACCOUNT':
      return check.account?.account ?? '';
    case 'TRADER':
      return check.ticket.trader;
    case 'STRATEGY':
      return check.ticket.strategy;
    case 'SYMBOL':
      return check.instrument?.instrument.symbol ?? '';
    case 'ISSUER':
      return check.instrument?.instrument.issuer ?? '';
    case 'SECTOR':
      return check.instrument?.instrument.sector ?? '';
    case 'COUNTRY':
      return check.instrument?.instrument.country ?? '';
    case 'CURRENCY':
      return check.instrument?.instrument.currency ?? '';
    case 'ASSET_CLASS':
      return check.instrument?.instrument.assetClass ?? '';
  }
}

function holds(clause: FilterClause, check: Check): boolean {
  const listed = clause.values.includes(fieldOf(clause, check));
  return clause.op === 'in' ? listed : !listed;
}

function fieldOf(clause: FilterClause, { ticket, instrument }: Check): string {
  switch (clause.field) {
    case 'symbol':
    case 'side':
    case 'ordType':
    case 'timeInForce':
    case 'account':
    case 'trader':
    case 'strategy':
      return ticket[clause.field];
    case 'sector':
    case 'issuer':
    case 'country':
    case 'currency':
    case 'assetClass':
      return instrument?.instrument[clause.field] ?? '';
  }
}
