/**
 * Which book each ticket of a basket is decided against. sequential: with the allowed ones before it reserved;
 * independent: without any other; net: with all the others reserved, whatever is decided about them.
 */
export const BASKET_MODES = ['sequential', 'independent', 'net'] as const;
export type BasketMode = (typeof BASKET_MODES)[number];

/** Tickets of one basket at most. */
export const MAX_BASKET = 1_000;
