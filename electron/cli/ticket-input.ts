import { toWrittenTicket } from '#electron/core/validation/written-ticket.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

/** A ticket of a file as the contract takes it. INVALID_INPUT for one of which something could not be read. */
export function ticketInputOf(ticket: Ticket): TicketInput {
  const [defect] = ticket.defects;
  if (defect !== undefined) {
    const what = `${defect.field} "${defect.value}" cannot be read: ${defect.problem}`;
    throw new AppErrorException(appError('INVALID_INPUT', what, ticket.clOrdId, 'Correct the file.'));
  }
  return toWrittenTicket(ticket);
}
