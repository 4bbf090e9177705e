import { divideHalfEven } from '#shared/domain/exact.ts';

/** A signed quantity and what was paid for it on average; null when that is not known. Scaled integers. */
export interface Holding {
  readonly quantity: number;
  readonly avgPrice: number | null;
}

/**
 * The holding after a fill of signed `quantity` at `price`: building averages by quantity, rounded half-even to the
 * price scale; reducing keeps the average; crossing zero starts again at the fill's price, as does opening.
 * An unknown average stays unknown until the holding has been flat.
 */
export function afterFill(before: Holding, quantity: number, price: number): Holding {
  const after = before.quantity + quantity;
  if (before.quantity === 0) return { quantity: after, avgPrice: price };
  if (before.quantity > 0 === quantity > 0) {
    if (before.avgPrice === null) return { quantity: after, avgPrice: null };
    const cost =
      BigInt(Math.abs(before.quantity)) * BigInt(before.avgPrice) +
      BigInt(Math.abs(quantity)) * BigInt(price);
    return { quantity: after, avgPrice: Number(divideHalfEven(cost, BigInt(Math.abs(after)))) };
  }
  const crossed = after !== 0 && after > 0 !== before.quantity > 0;
  return { quantity: after, avgPrice: crossed ? price : before.avgPrice };
}
