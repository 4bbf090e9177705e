import type { Brand } from './brand.ts';

/**
 * Decimals are held as whole numbers of a fixed power of ten in a float64, which is exact up to 2^53.
 * Sums and comparisons of such integers are exact; anything larger is refused when it is parsed.
 */
export type Quantity = Brand<number, 'Quantity'>;
export type Price = Brand<number, 'Price'>;
export type Money = Brand<number, 'Money'>;
export type FxRate = Brand<number, 'FxRate'>;
export type Multiplier = Brand<number, 'Multiplier'>;
/** Whole shares of an issue: there are more of them than a Quantity can count. */
export type Shares = Brand<number, 'Shares'>;

/** Decimal places of each kind of integer: a `Quantity` of 1 is a millionth of a share, a `Money` of 1 a cent. */
export const QUANTITY_PLACES = 6;
export const PRICE_PLACES = 8;
export const MONEY_PLACES = 2;
export const FX_PLACES = 8;
export const MULTIPLIER_PLACES = 6;
export const SHARES_PLACES = 0;

export const QUANTITY_ONE = 1_000_000;
export const PRICE_ONE = 100_000_000;
export const MONEY_ONE = 100;
export const FX_ONE = 100_000_000;
export const MULTIPLIER_ONE = 1_000_000;

export type DecimalProblem = 'NOT_A_NUMBER' | 'TOO_PRECISE' | 'TOO_LARGE';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal text as a whole number of 10^-places, never rounding.
 * `12.5` at 2 places is 1250; trailing zeros beyond the places are allowed, other digits are TOO_PRECISE;
 * a magnitude over 2^53 - 1 is TOO_LARGE; anything else (empty, NaN, Infinity, hex, spaces) is NOT_A_NUMBER.
 */
export function parseDecimal(text: string, places: number): number | DecimalProblem {
  const match = DECIMAL.exec(text);
  if (match === null) return 'NOT_A_NUMBER';
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return 'NOT_A_NUMBER';
  const shift = places - fraction.length + Number(match[4] ?? 0);
  let digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return 0;
  if (shift < 0) {
    const kept = digits.length + shift;
    const dropped = kept > 0 ? digits.slice(kept) : digits;
    if (/[1-9]/.test(dropped)) return 'TOO_PRECISE';
    digits = kept > 0 ? digits.slice(0, kept) : '0';
  } else {
    if (digits.length + shift > 16) return 'TOO_LARGE';
    digits += '0'.repeat(shift);
  }
  if (digits.length > 16) return 'TOO_LARGE';
  const value = Number(digits);
  if (value > Number.MAX_SAFE_INTEGER) return 'TOO_LARGE';
  return match[1] === '-' ? -value : value;
}

/**
 * The shortest decimal text of a whole number of 10^-places: 1250 at 2 places is `12.5`.
 * Lossless: `parseDecimal(formatDecimal(n, p), p) === n` for every safe integer.
 */
export function formatDecimal(value: number, places: number): string {
  const digits = Math.abs(value)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return (value < 0 ? '-' : '') + whole + (fraction === '' ? '' : '.' + fraction);
}

export const toQuantity = (text: string) => parseDecimal(text, QUANTITY_PLACES) as Quantity | DecimalProblem;
export const toPrice = (text: string) => parseDecimal(text, PRICE_PLACES) as Price | DecimalProblem;
export const toMoney = (text: string) => parseDecimal(text, MONEY_PLACES) as Money | DecimalProblem;

/** Float64 of a scaled integer, for statistics and for the screen only. */
export const quantityToNumber = (value: Quantity): number => value / QUANTITY_ONE;
