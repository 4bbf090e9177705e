import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { matchesTicket } from '../limits/matches.ts';
import type { Plan } from '../limits/plan.ts';
import { TicketCheck } from '../validation/ticket-check.ts';
import type { FillRun } from './fill-run.ts';

/**
 * The limits of REPEATED_EXECUTION that apply to the ticket and that one more fill of it reaches: it is the k-th in a row
 * within the limit's window. Fills on their way count as if they were made.
 */
export function limitsReached(
  plan: Plan,
  book: DeskBook,
  ticket: Ticket,
  { run, tick }: { readonly run: FillRun; readonly tick: number },
): readonly string[] {
  const entry = plan.entries.find(({ comparison }) => comparison?.code === 'REPEATED_EXECUTION');
  if (entry === undefined || entry.gate !== null) return [];
  const check = new TicketCheck(book, ticket);
  check.prepare(ticket, plan, book.clock.now, tick);
  return entry.limits
    .filter((limit) => limit.problem === null && limit.blocks && matchesTicket(limit, check))
    .filter(({ hard, params }) => {
      const fills = run.fillsAfter(tick - params.windowMicros) + run.pending + 1;
      return fills >= hard.value;
    })
    .map(({ limit }) => limit?.limitId ?? '');
}
