import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import type { StoredDecision } from '../ports/desk-reader.ts';

/** A stored decision as a row of the pre-trade checks blotter. */
export function toBlotterRow(stored: StoredDecision): BlotterRow {
  const { ticket } = stored;
  return {
    seq: stored.seq,
    decisionId: stored.decisionId,
    clOrdId: ticket.clOrdId,
    at: stored.at,
    actor: stored.actor,
    account: ticket.account,
    symbol: ticket.symbol,
    side: ticket.side,
    orderQty: ticket.orderQty / QUANTITY_ONE,
    ordType: ticket.ordType,
    price: ticket.price === null ? null : ticket.price / PRICE_ONE,
    timeInForce: ticket.timeInForce,
    trader: ticket.trader,
    strategy: ticket.strategy,
    verdict: stored.verdict,
    maxQty: stored.maxQty,
    bindingCode: stored.bindingCode,
    bindingLimitId: stored.bindingLimitId,
    notional: stored.notional,
    state: stored.state,
    cumQty: stored.cumQty / QUANTITY_ONE,
    leavesQty: stored.leavesQty / QUANTITY_ONE,
    evalMicros: stored.evalMicros,
  };
}
