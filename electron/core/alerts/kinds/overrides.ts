import { subjectOf, type AlertReader } from '../observation.ts';
import { scopeOfTicket } from '../rule-scope.ts';

/** Overrides that were asked for: each waits for another person. */
export const overrides: AlertReader<'OVERRIDE'> = {
  kind: 'OVERRIDES',
  topic: 'OVERRIDE',
  read({ override, desk }, rule) {
    const { ticket, requestedBy: actor, controls } = override;
    const scope = scopeOfTicket(rule, { ticket, desk, actor });
    if (scope === null) return [];
    const subject = subjectOf({
      symbol: ticket.symbol,
      detail: `${actor}: ${controls.join(', ')}. ${override.reason}`,
    });
    return [{ key: scope.key, scope, value: 1, subject }];
  },
};
