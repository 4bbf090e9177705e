import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { BlotterRow, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { ticketsProcedures } from '#shared/contract/procedures/tickets.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import { toDecisionOutput as toOutput } from '../audit/decision-record.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { Busts } from '../reservations/busts.ts';
import type { SessionTurn } from '../desk/session-turn.ts';
import type { Expiry } from '../reservations/expiry.ts';
import type { RefusedFills } from '../reservations/refused-fills.ts';
import type { WorkingTickets } from '../reservations/working-tickets.ts';
import { workingRows } from '../reservations/working-rows.ts';
import { toBlotterRow } from './blotter-row.ts';
import type { TicketDesk } from './decide-ticket.ts';
import type { ReplaceDesk } from './replace-ticket.ts';
import { deriveClOrdId, toTicket } from './to-ticket.ts';

/** Who does what with tickets. */
export interface TicketServices {
  readonly tickets: TicketDesk;
  readonly replaces: ReplaceDesk;
  readonly working: WorkingTickets;
  readonly expiry: Expiry;
  readonly turn: SessionTurn;
  readonly busts: Busts;
  readonly refused: RefusedFills;
}

export function ticketHandlers(
  { deps, state, emit }: DeskContext,
  { tickets, replaces, working, expiry, turn, busts, refused }: TicketServices,
): HandlersOf<typeof ticketsProcedures> {
  const { reader } = deps;
  const ticketOf = (input: TicketInput): Ticket =>
    toTicket(input, { clOrdId: deps.newId() as ClOrdId, transactTime: state.now() });

  /** After a cancel or fill: the row as it stands now, pushed to everyone. */
  const changed = (clOrdId: string): BlotterRow => {
    const row = blotterRowOf(reader, clOrdId);
    emit('blotter.rows', { rows: [row] });
    emit('book.changed', { account: row.account });
    return row;
  };

  const keyedTicketOf = (input: TicketInput, key: string): Ticket =>
    toTicket(input, { clOrdId: deriveClOrdId(deps.hash(key)), transactTime: state.now() });

  return {
    'tickets.preview': async ({ ticket }) => {
      if (turn.isDue()) await turn.run();
      return toOutput(tickets.preview(ticketOf(ticket)));
    },
    'tickets.validate': async ({ ticket }, actor) => {
      if (turn.isDue()) await turn.run();
      return toOutput(unwrap(await tickets.validate(ticketOf(ticket), actor)));
    },
    'tickets.send': async ({ ticket, idempotencyKey, acknowledgement, overrideId }, actor) => {
      if (turn.isDue()) await turn.run();
      const request = {
        ticket: keyedTicketOf(ticket, idempotencyKey),
        idempotencyKey,
        acknowledgement: acknowledgement?.reason ?? null,
        overrideId,
      };
      const answer = unwrap(await tickets.send(request, actor));
      if (overrideId !== undefined && !answer.replayed) emit('overrides.changed', {});
      return { ...answer, decision: toOutput(answer.decision) };
    },
    'tickets.outcome': async ({ idempotencyKey }) => {
      const stored = await tickets.outcome(idempotencyKey);
      return stored === null ? null : { decision: toOutput(stored.decision), sent: stored.sent };
    },
    'tickets.replace': async ({ origClOrdId, ticket, idempotencyKey, acknowledgement }, actor) => {
      if (turn.isDue()) await turn.run();
      const request = {
        origClOrdId,
        ticket: keyedTicketOf(ticket, idempotencyKey),
        idempotencyKey,
        acknowledgement: acknowledgement?.reason ?? null,
      };
      const answer = unwrap(await replaces.replace(request, actor));
      if (answer.sent && !answer.replayed) changed(origClOrdId);
      return { ...answer, decision: toOutput(answer.decision) };
    },
    'tickets.expire': async ({ clOrdId }, actor) => {
      if (state.isOld()) await state.settle();
      unwrap(await expiry.expire(clOrdId, actor));
      return blotterRowOf(reader, clOrdId);
    },
    'tickets.working': ({ account }) => workingRows(state.ledger, account),
    'tickets.cancel': async ({ clOrdId }, actor) => {
      if (state.isOld()) await state.settle();
      unwrap(await working.cancel(clOrdId, actor));
      return changed(clOrdId);
    },
    'executions.record': async (fill, actor) => {
      if (state.isOld()) await state.settle();
      const filled = await working.fill(fill, actor);
      if (!filled.ok) refused.add({ ...fill, at: deps.clock.now(), actor: actor.user }, filled.error);
      unwrap(filled);
      return changed(fill.clOrdId);
    },
    'executions.bust': async ({ execId, reason }, actor) => {
      if (state.isOld()) await state.settle();
      const { filled, holder } = unwrap(await busts.bust(execId, reason, actor));
      expiry.lookAgain();
      if (filled !== holder) changed(filled);
      return changed(holder);
    },
    'executions.refused': ({ limit }) => refused.list(limit),
    'blotter.list': ({ limit, before }) =>
      reader.decisions(before === undefined ? { limit } : { limit, before }).map(toBlotterRow),
  };
}

/** A ticket's row of the blotter as the store has it; NOT_FOUND when it was never decided. */
export function blotterRowOf(reader: DeskReader, clOrdId: string): BlotterRow {
  const stored = reader.stored(clOrdId as ClOrdId);
  if (stored !== null) return toBlotterRow(stored);
  throw new AppErrorException(appError('NOT_FOUND', `no ticket '${clOrdId}'`, 'clOrdId'));
}
