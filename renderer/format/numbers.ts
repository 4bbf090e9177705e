import type { Unit } from '#shared/domain/limit.ts';

/** What an unknown value looks like; zero is `0`. */
export const UNKNOWN = '–';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const upTo = (digits: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
const exactly = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const quantities = upTo(6);
const prices = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 8 });
const twoDigits = exactly(2);
const fourDigits = exactly(4);
const oneDigit = exactly(1);
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

type Maybe = number | null | undefined;
const unknown = (value: Maybe): value is null | undefined =>
  value === null || value === undefined || !Number.isFinite(value);

/** A scaled integer (`Quantity`, `Price`, `Money`) with separators and every digit it has. */
export function formatExact(value: number, places: number): string {
  const digits = Math.abs(value)
    .toString()
    .padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const grouped = whole.format(BigInt(digits.slice(0, digits.length - places)));
  return (value < 0 ? '-' : '') + grouped + (fraction === '' ? '' : `.${fraction}`);
}

export const formatQuantity = (value: Maybe): string => (unknown(value) ? UNKNOWN : quantities.format(value));
export const formatPrice = (value: Maybe): string => (unknown(value) ? UNKNOWN : prices.format(value));
/** Money to the unit: on a desk's screen cents are noise; the tooltip carries them. */
export const formatMoney = (value: Maybe): string =>
  unknown(value) ? UNKNOWN : whole.format(value).replace(/^-0$/, '0');
export const formatMoneyExact = (value: Maybe): string =>
  unknown(value) ? UNKNOWN : twoDigits.format(value);
export const formatPercent = (value: Maybe): string =>
  unknown(value) ? UNKNOWN : `${twoDigits.format(value * 100)} %`;
/** A percentage where two digits would be noise. */
export const formatShare = (value: Maybe): string =>
  unknown(value) ? UNKNOWN : `${oneDigit.format(value * 100)} %`;
export const formatRatio = (value: Maybe): string => (unknown(value) ? UNKNOWN : twoDigits.format(value));
export const formatMicros = (value: Maybe): string =>
  unknown(value)
    ? UNKNOWN
    : value < 1_000
      ? `${value < 10 ? oneDigit.format(value) : whole.format(value)} µs`
      : `${oneDigit.format(value / 1_000)} ms`;
export const formatCount = (value: Maybe): string => (unknown(value) ? UNKNOWN : whole.format(value));
/** 1,234,567 as `1.23M`, where room is short and the full number stands beside it. */
export const formatCompact = (value: Maybe): string => (unknown(value) ? UNKNOWN : compact.format(value));

const SMALL = 0.005;

/** A control's number in its own unit; fractions become percent here and nowhere else. */
export function formatInUnit(value: Maybe, unit: Unit | null): string {
  if (unknown(value)) return UNKNOWN;
  switch (unit) {
    case 'MONEY':
      return formatMoney(value);
    case 'QTY':
      return Math.abs(value) >= 1e6 ? whole.format(value) : formatQuantity(Math.round(value * 1e6) / 1e6);
    case 'FRACTION':
      return formatPercent(value);
    case 'BPS':
      return `${oneDigit.format(value)} bps`;
    case 'DAYS':
      return `${twoDigits.format(value)} d`;
    case 'SECONDS':
      return `${whole.format(value)} s`;
    case 'COUNT':
      return whole.format(value);
    case 'RATIO':
      return value !== 0 && Math.abs(value) < SMALL ? value.toPrecision(3) : fourDigits.format(value);
    case null:
      return upTo(6).format(value);
  }
}
