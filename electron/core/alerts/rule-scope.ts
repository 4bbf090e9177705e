import type { AlertRule } from '#shared/domain/alert-rule.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { StateLevel } from '#shared/domain/trading-state.ts';

/** Whose ticket it is, by level; '' where it has none. Nobody named as the trader: who acted. */
interface TicketPlace {
  readonly ticket: Pick<Ticket, 'account' | 'trader' | 'strategy' | 'symbol'>;
  readonly desk: string;
  readonly actor: string;
}

/** What of a rule's scope a ticket is of: the entity at the rule's level, null where the rule does not look at it. */
export function scopeOfTicket(
  rule: Pick<AlertRule, 'scope'>,
  { ticket, desk, actor }: TicketPlace,
): AlertRule['scope'] | null {
  const { level, key } = rule.scope;
  const entities: Record<StateLevel, string> = {
    FIRM: '*',
    DESK: desk,
    ACCOUNT: ticket.account,
    TRADER: ticket.trader === '' ? actor : ticket.trader,
    STRATEGY: ticket.strategy,
    SYMBOL: ticket.symbol,
  };
  const entity = entities[level];
  return entity === '' || (key !== '*' && key !== entity) ? null : { level, key: entity };
}

/** Whether a rule looks at an entity of a level; a rule of the firm looks at all of them. */
export const looksAt = (rule: Pick<AlertRule, 'scope'>, level: string, key: string): boolean =>
  rule.scope.level === 'FIRM' ||
  (rule.scope.level === level && (rule.scope.key === '*' || rule.scope.key === key));
