import type { Check } from '../check.ts';

/** A ticket counts once, whatever its quantity. */
export const thisTicket = ({ quantity }: Check): 0 | 1 => (quantity > 0 ? 1 : 0);
