import type { BasketAnswer, basketsProcedures } from '#shared/contract/procedures/baskets.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { SessionTurn } from '../desk/session-turn.ts';
import { deriveClOrdId, toTicket } from '../validation/to-ticket.ts';
import type { BasketDecision, BasketDesk } from './basket-desk.ts';

export function basketHandlers(
  { deps, state }: DeskContext,
  baskets: BasketDesk,
  turn: SessionTurn,
): HandlersOf<typeof basketsProcedures> {
  const ticketsOf = (inputs: readonly TicketInput[], idOf: (index: number) => ClOrdId): Ticket[] =>
    inputs.map((input, index) => toTicket(input, { clOrdId: idOf(index), transactTime: state.now() }));
  return {
    'baskets.validate': async ({ tickets, mode, allOrNone }, actor) => {
      if (turn.isDue()) await turn.run();
      const parsed = ticketsOf(tickets, () => deps.newId() as ClOrdId);
      return toAnswer(unwrap(await baskets.validate({ tickets: parsed, mode, allOrNone }, actor)));
    },
    'baskets.send': async ({ tickets, mode, allOrNone, idempotencyKey, acknowledgement }, actor) => {
      if (turn.isDue()) await turn.run();
      const request = {
        tickets: ticketsOf(tickets, (index) => deriveClOrdId(deps.hash(`${idempotencyKey}:${index}`))),
        mode,
        allOrNone,
        idempotencyKey,
        acknowledgement: acknowledgement?.reason ?? null,
      };
      const decision = unwrap(await baskets.send(request, actor));
      const { replayed, acknowledgementRequired } = decision;
      return { ...toAnswer(decision), replayed, acknowledgementRequired };
    },
    'baskets.outcome': async ({ idempotencyKey }) => {
      const decision = await baskets.outcome(idempotencyKey);
      return decision === null ? null : toAnswer(decision);
    },
  };
}

function toAnswer({ allowed, tickets, net }: BasketDecision): BasketAnswer {
  return {
    allowed,
    sent: tickets.filter(({ sent }) => sent).length,
    tickets: tickets
      .toSorted((a, b) => a.index - b.index)
      .map(({ decision, place, sent }) => ({
        clOrdId: decision.clOrdId,
        decisionId: decision.decisionId,
        place,
        verdict: decision.verdict,
        reducing: decision.reducing,
        maxQty: decision.maxQty,
        binding: decision.binding,
        notional: decision.notional,
        sent,
      })),
    net,
  };
}
