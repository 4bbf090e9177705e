import type {
  PlacedTicketRow,
  SizedTicketRow,
  whatifProcedures,
} from '#shared/contract/procedures/whatif.ts';
import type { whatifTicketProcedures } from '#shared/contract/procedures/whatif-ticket.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Decision } from '#shared/domain/decision.ts';
import { SIZING_METHODS } from '#shared/quant/sizing/registry.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import { toTicket } from '../validation/to-ticket.ts';
import { AnswerPages } from './answer-pages.ts';
import type { SizedTicket } from './sizing-report.ts';
import type { WhatifDesk } from './whatif-desk.ts';

/** Tickets whose decisions travel with every outcome. */
const MOST_IN_FULL = 50;

export function whatifHandlers(
  { deps, state }: DeskContext,
  whatif: WhatifDesk,
  tasks: TaskBoard,
): HandlersOf<typeof whatifProcedures & typeof whatifTicketProcedures> {
  const pages = new AnswerPages(() => deps.newId());
  const parse = (ticket: TicketInput): Ticket =>
    toTicket(ticket, { clOrdId: deps.newId() as ClOrdId, transactTime: state.now() });
  return {
    'whatif.methods': () =>
      [...SIZING_METHODS].map(([name, { title, formula, source = null, unit, kind, takes = [] }]) => ({
        ...{ name, title, formula, source, unit },
        together: kind === 'BASKET',
        takes: [...takes],
      })),
    'whatif.size': async ({ tickets, method, target, options }, actor) => {
      const parsed = tickets.map(parse);
      const request = { tickets: parsed, method, target: target ?? null, options };
      const report = unwrap(await whatif.size(request, actor));
      const inFull = tickets.length <= MOST_IN_FULL;
      const sized = report.tickets.map((ticket) => toRow(ticket, inFull));
      const lists = { rebalances: [...report.rebalances], targets: [], tickets: sized };
      const { rebalances, tickets: first, more } = pages.first(actor.user, lists);
      return { rebalances, tickets: first as SizedTicketRow[], more };
    },
    'whatif.rebalance': async (request, actor) => {
      const report = unwrap(await whatif.rebalance(request, actor));
      const inFull = report.tickets.length <= MOST_IN_FULL;
      const placed = report.tickets.map((ticket): PlacedTicketRow => ({
        ...ticket,
        decision: toOutput(ticket.decision, inFull),
      }));
      const lists = { rebalances: [...report.rebalances], targets: [...report.targets], tickets: placed };
      const page = pages.first(actor.user, lists);
      return { ...page, tickets: page.tickets as PlacedTicketRow[] };
    },
    'whatif.compareMethods': async ({ ticket, asked, options }, actor) => {
      const methods = asked.map((one) => ({ ...one, target: one.target ?? null }));
      const rows = await whatif.compareMethods({ ticket: parse(ticket), asked: methods, options }, actor);
      return { tickets: unwrap(rows).map((row) => toRow(row, true)) };
    },
    'whatif.curve': async ({ ticket, points, options }, actor) =>
      unwrap(await whatif.curve({ ticket: parse(ticket), points, options }, actor)),
    'whatif.running': () => whatif.running(),
    'whatif.more': (where, { user }) => unwrap(pages.more(user, where)),
    'whatif.cancel': (_, actor) => ({ cancelled: unwrap(tasks.cancelLane('SIZE', actor)) }),
  };
}

const toRow = (ticket: SizedTicket, inFull: boolean): SizedTicketRow => ({
  ...ticket,
  decision: ticket.decision === null ? null : toOutput(ticket.decision, inFull),
});

/** A decision as the contract has it; cut down, with what matters of its outcomes alone. */
function toOutput(decision: Decision, inFull: boolean): PlacedTicketRow['decision'] {
  const { binding } = decision;
  const outcomes = decision.outcomes.filter(
    ({ status, code, limitId }) =>
      inFull || status !== 'PASS' || (code === binding?.code && limitId === binding.limitId),
  );
  return { ...decision, outcomes: outcomes.map((outcome) => ({ ...outcome, notes: [...outcome.notes] })) };
}
