import type { Price } from '#shared/domain/decimal.ts';
import { divideHalfEven } from '#shared/domain/exact.ts';

/** Places to which a move is rounded: 1e-8 of the price. */
const MOVE_ONE = 100_000_000;

/**
 * The price after a simple return. The move is rounded to 8 decimals, the price to the 8 of the desk, each half to even,
 * and nothing between the two. null: the price would not be above 0, or is beyond what the desk can count.
 */
export function shockedPrice(price: Price, move: number): Price | null {
  const scaled = roundHalfEven(move * MOVE_ONE);
  if (!Number.isSafeInteger(scaled)) return null;
  const product = BigInt(price) * BigInt(MOVE_ONE + scaled);
  const shocked = Number(divideHalfEven(product, BigInt(MOVE_ONE)));
  return shocked > 0 && Number.isSafeInteger(shocked) ? (shocked as Price) : null;
}

function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
}
