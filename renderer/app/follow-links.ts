import { z } from 'zod';
import { commandStore } from '#renderer/client/command-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { putTicket } from '#renderer/client/workspace-store.ts';
import { ticketInput } from '#shared/contract/schemas/ticket.ts';

const message = z.strictObject({ channel: z.literal('preflight:ticket'), ticket: ticketInput });

/** Puts the ticket of a link that the desktop shell hands over into the form, once that is there; called once. */
export function followLinks(): void {
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const link = source === window ? message.safeParse(data).data : undefined;
    if (link === undefined) return;
    whenTicketIsThere(() => {
      const account = link.ticket.account || (deskStore.getState().accounts[0]?.account ?? '');
      putTicket({ ...link.ticket, account });
    });
  });
}

function whenTicketIsThere(run: () => void): void {
  const isThere = (): boolean => commandStore.getState().commands.some(({ id }) => id === 'ticket.focus');
  if (isThere()) return run();
  const end = commandStore.subscribe(() => {
    if (!isThere()) return;
    end();
    run();
  });
}
