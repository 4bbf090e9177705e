import type { BasketTicket } from '#electron/core/baskets/basket-desk.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { DecideOptions, Desk } from '#electron/core/desk/desk.ts';
import { MAX_BASKET, type BasketMode } from '#shared/domain/basket.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Io } from '../io.ts';
import { badOption } from '../option-values.ts';
import { valueOf } from '../with-desk.ts';
import type { Arguments } from './command.ts';

/** Whether the tickets are one basket; what only a basket has is refused without it. */
export function basketOption(args: Arguments, mode: BasketMode): boolean {
  if (args.has('basket')) return true;
  if (args.has('all-or-none')) throw badOption('all-or-none', 'all-or-none', 'Give --basket, too.');
  if (mode === 'net') throw badOption('mode', mode, 'Give --basket, too.');
  return false;
}

/**
 * Decides the tickets as one basket, in the order they come back in. Sequential sends what may go; net sends only all
 * or none; a warning that is not accepted stops it. What was sent, and the verdict with all of it, is noted.
 */
export async function decideAsBasket(
  desk: Desk,
  tickets: readonly Ticket[],
  { mode, acknowledgement }: DecideOptions & { readonly mode: BasketMode },
  { args, actor, io }: { readonly args: Arguments; readonly actor: Actor; readonly io: Io },
): Promise<readonly BasketTicket[]> {
  if (tickets.length === 0 || tickets.length > MAX_BASKET) {
    const what = `a basket holds 1 to ${MAX_BASKET} tickets, not ${tickets.length}`;
    const todo = 'Split the file, or leave --basket out.';
    throw new AppErrorException(appError('INVALID_INPUT', what, '--basket', todo));
  }
  const allOrNone = args.has('all-or-none');
  const send = mode === 'sequential' || (mode === 'net' && allOrNone);
  const options = { mode, allOrNone, send, acknowledgement };
  const basket = valueOf(await desk.decideBasket(tickets, options, actor));
  const sent = basket.tickets.filter((one) => one.sent).length;
  const net = basket.net === null ? '' : `, ${basket.net.verdict} with all of it`;
  io.note(`Basket: ${sent} of ${tickets.length} sent${net}.`);
  if (basket.acknowledgementRequired) io.note('Some only warn: nothing was sent without --accept-warnings.');
  return basket.tickets;
}
