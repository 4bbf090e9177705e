import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { DecisionOutput, BlotterRow, TicketInput } from '#shared/contract/schemas.ts';
import type { ticketsProcedures } from '#shared/contract/procedures/tickets.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { WorkingTickets } from '../reservations/working-tickets.ts';
import { toBlotterRow } from './blotter-row.ts';
import type { TicketDesk } from './decide-ticket.ts';
import { toTicket } from './to-ticket.ts';

export function ticketHandlers(
  { deps, state, emit }: DeskContext,
  tickets: TicketDesk,
  working: WorkingTickets,
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

  return {
    'tickets.preview': ({ ticket }) => toOutput(tickets.preview(ticketOf(ticket))),
    'tickets.validate': async ({ ticket }, actor) =>
      toOutput(unwrap(await tickets.validate(ticketOf(ticket), actor))),
    'tickets.send': async ({ ticket, idempotencyKey, acknowledgement, overrideId }, actor) => {
      const request = {
        ticket: toTicket(ticket, { clOrdId: deriveId(deps, idempotencyKey), transactTime: state.now() }),
        idempotencyKey,
        acknowledgement: acknowledgement?.reason ?? null,
        overrideId,
      };
      const answer = unwrap(await tickets.send(request, actor));
      return { ...answer, decision: toOutput(answer.decision) };
    },
    'tickets.cancel': async ({ clOrdId }, actor) => {
      unwrap(await working.cancel(clOrdId, actor));
      return changed(clOrdId);
    },
    'executions.record': async (fill, actor) => {
      unwrap(await working.fill(fill, actor));
      return changed(fill.clOrdId);
    },
    'blotter.list': ({ limit, before }) =>
      reader.decisions(before === undefined ? { limit } : { limit, before }).map(toBlotterRow),
    'decisions.get': ({ decisionId }) => {
      const decision = reader.decision(decisionId as DecisionId);
      if (decision !== null) return toOutput(decision);
      throw new AppErrorException(appError('NOT_FOUND', `no decision '${decisionId}'`, 'decisionId'));
    },
  };
}

/** A ticket's row of the blotter as the store has it; NOT_FOUND when it was never decided. */
export function blotterRowOf(reader: DeskReader, clOrdId: string): BlotterRow {
  const stored = reader.stored(clOrdId as ClOrdId);
  if (stored !== null) return toBlotterRow(stored);
  throw new AppErrorException(appError('NOT_FOUND', `no ticket '${clOrdId}'`, 'clOrdId'));
}

/** A decision as the contract's mutable output type; the data is the same. */
const toOutput = (decision: Decision): DecisionOutput => ({
  ...decision,
  outcomes: decision.outcomes.map((outcome) => ({ ...outcome, notes: [...outcome.notes] })),
});

/** The ClOrdID of a send without one follows from its key, so that a retry is the same ticket. */
const deriveId = (deps: DeskDependencies, key: string): ClOrdId =>
  `T-${deps.hash(key).slice(0, 12)}` as ClOrdId;
