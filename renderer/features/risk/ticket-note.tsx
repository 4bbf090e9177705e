import type { ReactElement } from 'react';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { formatQuantity } from '#renderer/format/numbers.ts';

export interface TicketNoteProps {
  readonly ticket: TicketInput | null;
  readonly lack: { readonly input: string; readonly detail: string } | null;
}

/** Which ticket the second numbers are with, or why there are none. */
export function TicketNote({ ticket, lack }: TicketNoteProps): ReactElement {
  if (ticket === null)
    return <span className="muted clip">A ticket in the Ticket pane shows here as “with ticket”.</span>;
  const words = `${ticket.side.toLowerCase().replaceAll('_', ' ')} ${formatQuantity(Number(ticket.orderQty))} ${ticket.symbol}, ${ticket.account}`;
  if (lack === null) return <span className="chip plain">with ticket: {words}</span>;
  return (
    <span className="muted clip">
      The ticket ({words}) does not count: {lack.input} {lack.detail}
    </span>
  );
}
