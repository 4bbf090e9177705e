import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import { wholeLots } from '#shared/quant/sizing/round-to-lot.ts';
import type { OrderFacts } from '#shared/quant/sizing/sizing-method.ts';
import type { Lack, SizingBook } from './sizing-book.ts';

/** An order of a known symbol and account. */
export interface Order {
  readonly ticket: Ticket;
  readonly view: InstrumentView;
  readonly book: SizingBook;
  readonly facts: OrderFacts;
}

/** What a method gives for an order: shares, real and in whole lots, and the share of the target they use. */
export interface Size {
  readonly quantity: number;
  readonly orderQty: number;
  readonly budgetUsed: number | null;
}

export type Sized = { readonly size: Size } | { readonly lack: Lack };

/** Why a solved quantity is none; null: it is one. */
export function lackOfSize(quantity: number): Lack | null {
  if (Number.isNaN(quantity)) return { input: 'size', detail: 'not a number' };
  if (quantity === Infinity) return { input: 'bound', detail: 'nothing limits the quantity' };
  if (quantity * QUANTITY_ONE > Number.MAX_SAFE_INTEGER)
    return { input: 'size', detail: 'larger than the desk can count' };
  return null;
}

/** The share of the target that is used; null where there is no target to use. */
export const shareOf = (used: number, target: number): number | null =>
  target > 0 && Number.isFinite(used) ? used / target : null;

/** Whole lots toward zero, shares. */
export const wholeQuantity = (quantity: number, { lot }: InstrumentView): number =>
  wholeLots(quantity, lot / QUANTITY_ONE) * (lot / QUANTITY_ONE);
