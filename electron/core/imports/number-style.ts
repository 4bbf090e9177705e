import { parseDecimal, type DecimalProblem } from '#shared/domain/decimal.ts';

export type DecimalMark = '.' | ',';
export type NumberReading = number | DecimalProblem | 'MISSING';

const MISSING = new Set([
  '',
  '-',
  '--',
  'na',
  'n/a',
  'n.a.',
  'n.a',
  'nan',
  'null',
  'none',
  '#n/a',
  '#n/a n/a',
  '#na',
]);

/** Whether a cell of a numeric or date column says that there is no value. Never ask it about a ticker or a name. */
export const isMissing = (text: string): boolean => text === '' || MISSING.has(text.trim().toLowerCase());

const CURRENCY = /^(?:[$€£¥]|USD|EUR|GBP|JPY|CHF)\s*|\s*(?:[$€£¥]|USD|EUR|GBP|JPY|CHF)$/i;
const SPACES = /[\s\u00a0\u202f]+/g;

/** A cell without what surrounds its digits: currency, padding, and the sign in whichever of its places. */
interface BareNumber {
  readonly negative: boolean;
  /** Digits, marks and exponent. */
  readonly digits: string;
}

/** `$1,234-`, `(1 234)` and `-$1,234` are all negative 1234; null when the signs contradict each other. */
export function bareNumber(text: string): BareNumber | null {
  let rest = text.trim().replaceAll('\u2212', '-');
  let signs = 0;
  let negative = false;
  const sign = (isNegative: boolean, stripped: string): void => {
    signs++;
    negative = isNegative;
    rest = stripped.trim();
  };
  rest = rest.replace(CURRENCY, '');
  if (rest.startsWith('(') && rest.endsWith(')')) sign(true, rest.slice(1, -1));
  rest = rest.replace(CURRENCY, '');
  if (/^[+-]/.test(rest)) sign(rest.startsWith('-'), rest.slice(1));
  if (/[+-]$/.test(rest)) sign(rest.endsWith('-'), rest.slice(0, -1));
  rest = rest.replace(CURRENCY, '').replace(SPACES, ' ').replaceAll('\u2019', "'");
  return signs > 1 ? null : { negative, digits: rest };
}

const GROUPED = /^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$/;

/** The digits with a point for the decimal mark and no thousands; null when they are no number of that style. */
function canonicalDigits(digits: string, mark: DecimalMark): string | null {
  const match = /^([^eE]*)([eE][+-]?\d{1,3})?$/.exec(digits);
  if (match === null) return null;
  const [, mantissa = '', exponent = ''] = match;
  const parts = mantissa.split(mark);
  if (parts.length > 2) return null;
  const [whole = '', fraction] = parts;
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return null;
  if (!/^\d*$/.test(whole)) {
    const separator = GROUPED.exec(whole)?.[1];
    if (separator === undefined || separator === mark) return null;
  }
  return `${whole.replaceAll(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}${exponent}`;
}

/** A cell as plain decimal text, sign first: `(1.234,50)` in the comma style is `-1234.50`. null: no number. */
export function plainDecimal(text: string, mark: DecimalMark): string | null {
  const bare = bareNumber(text);
  const digits = bare === null ? null : canonicalDigits(bare.digits, mark);
  return digits === null || bare === null ? null : (bare.negative ? '-' : '') + digits;
}

const POWERS = Array.from({ length: 17 }, (_, places) => 10 ** places);

/**
 * A cell of a numeric column as a whole number of 10^-places, never rounded. Understands currency signs, padding,
 * thousands (comma or point, space, apostrophe), parentheses and trailing minus, and exponents. MISSING for the
 * spellings of no value. Plain digits, nearly all of a big file, take a path without allocation.
 */
export function readNumber(text: string, mark: DecimalMark, places: number): NumberReading {
  const markCode = mark === '.' ? 46 : 44;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const length = text.length;
  let value = 0;
  let decimals = -1;
  let index = start;
  for (; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      if (decimals >= 0) decimals++;
    } else if (code === markCode && decimals < 0) decimals = 0;
    else break;
  }
  const fraction = decimals < 0 ? 0 : decimals;
  if (
    index === length &&
    length > start &&
    length <= 16 &&
    fraction <= places &&
    length > start + (decimals < 0 ? 0 : 1)
  ) {
    const scaled = value * (POWERS[places - fraction] ?? NaN);
    if (scaled <= Number.MAX_SAFE_INTEGER) return scaled === 0 ? 0 : start === 1 ? -scaled : scaled;
  }
  if (isMissing(text)) return 'MISSING';
  const plain = plainDecimal(text, mark);
  return plain === null ? 'NOT_A_NUMBER' : parseDecimal(plain, places);
}
