import type { Unit } from '#shared/domain/limit.ts';

const grouped = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
const WHOLE = grouped(0);
const FINE = grouped(6);
const SHORT = grouped(2);
const SIGNIFICANT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** Numbers for people: grouped thousands; an unknown one is a dash, never a zero. */
export const moneyText = (value: number | null): string => (value === null ? '-' : WHOLE.format(value));
export const quantityText = (value: number | null): string => (value === null ? '-' : FINE.format(value));
export const ratioText = (value: number | null): string => (value === null ? '-' : SIGNIFICANT.format(value));
export const percentText = (value: number | null): string =>
  value === null ? '-' : `${SHORT.format(value * 100)} %`;

/** A control's value in its unit, as it is said: `12.5 %`, `520 bps`, `2,000,000`. */
export function unitText(value: number | null, unit: Unit | null): string {
  if (value === null) return 'unknown';
  switch (unit) {
    case 'MONEY':
      return moneyText(value);
    case 'QTY':
      return quantityText(value);
    case 'FRACTION':
      return percentText(value);
    case 'BPS':
      return `${SHORT.format(value)} bps`;
    case 'DAYS':
      return `${SHORT.format(value)} days`;
    case 'SECONDS':
      return `${SHORT.format(value)} s`;
    case 'RATIO':
    case 'COUNT':
    case null:
      return SIGNIFICANT.format(value);
  }
}
