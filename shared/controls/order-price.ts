import { directionOf, type Ticket } from '#shared/domain/ticket.ts';

/**
 * The price a working order may trade at in the worst case, scaled: the limit of a LIMIT or STOP_LIMIT; without one,
 * Infinity for a buy and -Infinity for a sell. A buy and a sell meet when the buy's is not below the sell's.
 */
export function tradesUpTo({ ordType, price, side }: Ticket): number {
  const isLimited = (ordType === 'LIMIT' || ordType === 'STOP_LIMIT') && price !== null && price > 0;
  return isLimited ? price : directionOf(side) * Infinity;
}
