import { formatDecimal, QUANTITY_ONE, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { evaluateShorthand } from './evaluate-shorthand.ts';
import { formatExact } from './numbers.ts';
import { addRatios, floorRatio, multiplyRatios, ratio, type Ratio } from './ratio.ts';

export interface QuantityContext {
  /** The instrument's lot, a positive `Quantity`. */
  readonly lot: Quantity;
  /** What `+10%` and `+500` start from; null when the field holds no quantity yet. */
  readonly current: Quantity | null;
}

export type ParsedQuantity =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  /** The largest quantity that passes every limit, or the one that closes the position: the engine knows. */
  | { readonly kind: 'max' | 'flat' }
  | { readonly kind: 'empty' }
  /** `nearest`: the valid quantities on both sides, when the text names a number that is not one. */
  | { readonly kind: 'error'; readonly sentence: string; readonly nearest: readonly Quantity[] };

/**
 * Reads a typed quantity exactly: `10k`, `1.5m`, `2b`, `5mm`, `12,300`, `=250k/4`, `+10%`, `-500`, `max`, `flat`.
 * A leading sign is always relative to the current quantity. Never rounds: a value off the lot grid is an error
 * that names the nearest valid values.
 */
export function parseQuantity(text: string, context: QuantityContext): ParsedQuantity {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const word = trimmed.toLowerCase();
  if (word === 'max' || word === 'flat') return { kind: word };
  const value = valueOf(trimmed, context.current);
  return typeof value === 'string'
    ? failed(`${sentenceCase(value)}.`)
    : onLotGrid(trimmed, value, context.lot);
}

function valueOf(text: string, current: Quantity | null): Ratio | string {
  if (text.startsWith('=')) return evaluateShorthand(text.slice(1));
  const relative = /^([+-])\s*([\d.,]+(?:mm|[kmb])?)\s*(%?)$/i.exec(text);
  if (relative === null) {
    return /[-+*/()]/.test(text) ? 'start arithmetic with "=", as in =250k/4' : evaluateShorthand(text);
  }
  if (current === null) return `"${text}" is relative, and there is no quantity yet to start from`;
  const amount = evaluateShorthand(relative[2] ?? '');
  if (typeof amount === 'string') return amount;
  const base = ratio(BigInt(current), BigInt(QUANTITY_ONE));
  const step = relative[3] === '%' ? multiplyRatios(base, multiplyRatios(amount, ratio(1n, 100n))) : amount;
  return addRatios(base, relative[1] === '-' ? ratio(-step.numerator, step.denominator) : step);
}

function onLotGrid(text: string, value: Ratio, lot: Quantity): ParsedQuantity {
  const lots = ratio(value.numerator * BigInt(QUANTITY_ONE), value.denominator * BigInt(lot));
  const below = floorRatio(lots);
  if (below * BigInt(lot) > BigInt(Number.MAX_SAFE_INTEGER)) {
    return failed(`${text} is too large: the most is ${formatExact(largest(lot), QUANTITY_PLACES)}.`);
  }
  if (lots.numerator <= 0n) return failed(`${text} is not above zero.`, [lot]);
  if (below * lots.denominator === lots.numerator) {
    return { kind: 'quantity', quantity: Number(below * BigInt(lot)) as Quantity };
  }
  const candidates = [below, below + 1n]
    .map((count) => Number(count * BigInt(lot)) as Quantity)
    .filter((quantity) => quantity > 0 && Number.isSafeInteger(quantity));
  const nearest = candidates.map((quantity) => formatExact(quantity, QUANTITY_PLACES)).join(' or ');
  return failed(`${text} is off the lot of ${formatDecimal(lot, QUANTITY_PLACES)}: ${nearest}.`, candidates);
}

const largest = (lot: Quantity) => Math.floor(Number.MAX_SAFE_INTEGER / lot) * lot;

const failed = (sentence: string, nearest: readonly Quantity[] = []): ParsedQuantity => ({
  kind: 'error',
  sentence,
  nearest,
});

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
