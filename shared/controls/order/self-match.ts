import type { Ticket } from '#shared/domain/ticket.ts';
import { PRICE_PLACES, QUANTITY_PLACES, formatDecimal } from '#shared/domain/decimal.ts';
import { tradesUpTo } from '../order-price.ts';
import type { Gate } from '../control.ts';

/**
 * Would not trade with a working order of the firm itself. Both orders at the price they may trade at in the worst case: a
 * MARKET order and a STOP, which becomes one, at any; a LIMIT and a STOP_LIMIT at their limit.
 */
export const selfMatch: Gate = {
  kind: 'GATE',
  code: 'SELF_MATCH',
  group: 'O',
  title: 'Does not meet an order of the firm',
  formula: 'no working order of the firm on the other side crosses it',
  alwaysOn: true,
  judge(check, found) {
    const { best } = check.opposite;
    if (best === null) return;
    const [buy, sell] = check.direction > 0 ? [check.ticket, best] : [best, check.ticket];
    if (tradesUpTo(buy) < tradesUpTo(sell)) return;
    found.status = 'BLOCK';
    found.allowedUpTo = 0;
    found.notes.push(`would meet ${best.clOrdId}: ${inWords(best)}`);
  },
};

function inWords({ side, orderQty, ordType, price }: Ticket): string {
  const at = price === null ? '' : ` at ${formatDecimal(price, PRICE_PLACES)}`;
  return `${side} ${formatDecimal(orderQty, QUANTITY_PLACES)} ${ordType}${at}`;
}
