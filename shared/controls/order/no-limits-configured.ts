import type { Gate } from '../control.ts';

/** Deny by default: an order limit, a position limit and a gross limit must apply to the ticket. */
export const noLimitsConfigured: Gate = {
  kind: 'GATE',
  code: 'NO_LIMITS_CONFIGURED',
  group: 'O',
  title: 'Limits are configured',
  formula: 'MAX_ORDER_NOTIONAL, MAX_POSITION_NOTIONAL and GROSS_EXPOSURE each have a live limit',
  alwaysOn: true,
  judge(check, found) {
    for (const code of check.unlimited) found.notes.push(`no live ${code} limit applies`);
    found.status = found.notes.length > 0 ? 'BLOCK' : 'PASS';
    found.allowedUpTo = found.notes.length > 0 ? 0 : Infinity;
  },
};
