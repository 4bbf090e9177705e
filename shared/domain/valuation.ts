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
  /** Float64 of minor units per scaled quantity unit, within 4 roundings of the exact product. */
  readonly approximate: number;
  /** The same exactly, as exact / divisor. */
  readonly exact: bigint;
  readonly divisor: bigint;
}

/** Unit value of a price in its currency; `fx` is base currency per unit. */
export function unitValueOf(price: Price, fx: FxRate, multiplier: Multiplier): UnitValue {
  return {
    approximate: (price * fx * multiplier) / 10 ** PLACES,
    exact: BigInt(price) * BigInt(fx) * BigInt(multiplier),
    divisor: DIVISOR,
  };
}

/** The unit value times the exact ratio numerator/denominator (a market order's buffer); both safe integers > 0. */
export function scaleUnitValue(unit: UnitValue, numerator: number, denominator: number): UnitValue {
  return {
    approximate: (unit.approximate * numerator) / denominator,
    exact: unit.exact * BigInt(numerator),
    divisor: unit.divisor * BigInt(denominator),
  };
}

/**
 * quantity*price*fx*multiplier in minor units, rounded half-even once. Odd: valueOf(-q) === -valueOf(q).
 * The float product decides unless it lies within its error bound of a half, where BigInt does.
 * The result is a safe integer, never -0, or NaN when the money would not fit in 2^53 minor units.
 */
export function valueOf(quantity: number, unit: UnitValue): Money {
  const product = quantity * unit.approximate;
  const magnitude = Math.abs(product);
  const floor = Math.floor(magnitude);
  const rest = magnitude - floor;
  const bound = magnitude * ERROR;
  if (rest < 0.5 - bound && rest > bound) return (product < 0 ? 0 - floor : floor) as Money;
  if (rest > 0.5 + bound && rest < 1 - bound) return (product < 0 ? -floor - 1 : floor + 1) as Money;
  if (bound < 0.25 && (rest <= bound || rest >= 1 - bound)) {
    const nearest = Math.round(magnitude);
    return (product < 0 ? 0 - nearest : nearest) as Money;
  }
  const exact = divideHalfEven(BigInt(quantity) * unit.exact, unit.divisor);
  const value = Number(exact);
  return (Number.isSafeInteger(value) ? value : NaN) as Money;
}
