import {
  FX_PLACES,
  MONEY_PLACES,
  MULTIPLIER_PLACES,
  PRICE_PLACES,
  QUANTITY_PLACES,
  type FxRate,
  type Money,
  type Multiplier,
  type Price,
} from './decimal.ts';
import { divideHalfEven } from './exact.ts';

const PLACES = QUANTITY_PLACES + PRICE_PLACES + FX_PLACES + MULTIPLIER_PLACES - MONEY_PLACES;
const DIVISOR = 10n ** BigInt(PLACES);
const ERROR = 2 ** -49;

/** What turns a quantity of one instrument into base-currency money: price x fx x multiplier, kept exact. */
export interface UnitValue {
  /** Float64 of minor units per scaled quantity unit, within 6 roundings of the exact product. */
  readonly approximate: number;
  readonly price: number;
  readonly fx: number;
  readonly multiplier: number;
  /** The whole times numerator/denominator; both safe integers > 0. */
  readonly numerator: number;
  readonly denominator: number;
}

/** Unit value of a price in its currency; `fx` is base currency per unit. */
export function unitValueOf(price: Price, fx: FxRate, multiplier: Multiplier): UnitValue {
  const approximate = (price * fx * multiplier) / 10 ** PLACES;
  return { approximate, price, fx, multiplier, numerator: 1, denominator: 1 };
}

/** The unit value times the exact ratio numerator/denominator (a market order's buffer); both safe integers > 0. */
export function scaleUnitValue(unit: UnitValue, numerator: number, denominator: number): UnitValue {
  const approximate = (unit.approximate * numerator) / denominator;
  return { ...unit, approximate, numerator, denominator };
}

/** The value without floating point: quantity times every factor, rounded half-even once. */
function exactValueOf(quantity: number, { price, fx, multiplier, numerator, denominator }: UnitValue): Money {
  const product = BigInt(quantity) * BigInt(price) * BigInt(fx) * BigInt(multiplier) * BigInt(numerator);
  const value = Number(divideHalfEven(product, DIVISOR * BigInt(denominator)));
  return (Number.isSafeInteger(value) ? value : NaN) as Money;
}

/**
 * quantity*price*fx*multiplier in minor units, rounded half-even once. Odd: valueOf(-q) === -valueOf(q).
 * The float product decides unless it lies within its error bound of a half, where BigInt does.
 * The result is a safe integer, never -0, or NaN when the money would not fit in 2^53 minor units.
 */
export function valueOf(quantity: number, unit: UnitValue): Money {
  const value = valueNear(quantity, unit.approximate);
  return Number.isNaN(value) ? exactValueOf(quantity, unit) : value;
}

/** `valueOf` for a UnitValue of this `approximate`, where float64 decides it; NaN where only exact arithmetic can. */
export function valueNear(quantity: number, approximate: number): Money {
  const product = quantity * approximate;
  const magnitude = Math.abs(product);
  const floor = Math.floor(magnitude);
  const rest = magnitude - floor;
  const bound = magnitude * ERROR;
  if (!(Math.abs(rest - 0.5) > bound && bound < 0.25)) return NaN as Money;
  const nearest = rest < 0.5 ? floor : floor + 1;
  return (product < 0 ? 0 - nearest : nearest) as Money;
}
