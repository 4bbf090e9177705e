import { parseDecimal } from '#shared/domain/decimal.ts';
import type { Unit } from '#shared/domain/limit.ts';
import { ORD_TYPES, type OrdType } from '#shared/domain/ticket.ts';
import type { Comparison, LimitParams } from './control.ts';
import { marginRates, type MarginRates } from './margin.ts';
import type { Threshold } from './measure.ts';

/** Most decimal places a limit value may have; those of MONEY, QTY and SECONDS are the scale of what they bound. */
const PLACES: Record<Unit, number> = {
  MONEY: 2,
  QTY: 6,
  FRACTION: 10,
  BPS: 8,
  RATIO: 10,
  COUNT: 0,
  DAYS: 8,
  SECONDS: 3,
};

/** Units of measured integers, whose scale is fixed; the others are plain ratios and take the places they need. */
const IS_SCALED: Record<Unit, boolean> = {
  MONEY: true,
  QTY: true,
  FRACTION: false,
  BPS: false,
  RATIO: false,
  COUNT: true,
  DAYS: false,
  SECONDS: true,
};

const BPS_PER_ONE = 10_000;

export const DISPLAY: Record<Unit, number> = {
  MONEY: 0.01,
  QTY: 1e-6,
  FRACTION: 1,
  BPS: 1e4,
  RATIO: 1,
  COUNT: 1,
  DAYS: 1,
  SECONDS: 1e-3,
};

/** numerator/denominator in lowest terms, so that cross products stay small; denominator > 0. */
export function ratio(numerator: number, denominator: number): Threshold {
  let [a, b] = [numerator, denominator];
  while (b !== 0) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a, value: numerator / denominator };
}

/** A limit value in its unit as a threshold, or the problem in words. Negative values are refused. */
export function parseThreshold(text: string, unit: Unit): Threshold | string {
  const places = IS_SCALED[unit] ? PLACES[unit] : Math.min(PLACES[unit], fractionDigits(text));
  const scaled = parseDecimal(text, places);
  if (typeof scaled !== 'number') return `'${text}' is ${PROBLEMS[scaled]} in ${unit}`;
  if (scaled < 0) return `'${text}' is negative`;
  const denominator = IS_SCALED[unit] ? 1 : 10 ** places * (unit === 'BPS' ? BPS_PER_ONE : 1);
  return ratio(scaled, denominator);
}

/** Digits after the point; with an exponent as many as may be needed. */
function fractionDigits(text: string): number {
  if (/e/i.test(text)) return Infinity;
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

const PROBLEMS = {
  NOT_A_NUMBER: 'not a decimal number',
  TOO_PRECISE: 'more precise than is compared',
  TOO_LARGE: 'too large',
} as const;

/** Rates of four decimals: finer ones would leave no room for the money they multiply. */
const MOST_MARGIN_PARTS = 10_000;

/** Params that need not be whole. */
const REAL_PARAMS: readonly string[] = ['y', 'rho'];

/** Params of limits that do not say. */
export const PARAM_DEFAULTS = {
  window: 252,
  index: 'SPY',
  horizonDays: 1,
  n: 5,
  rate: '0.2',
  marketBuffer: '0.05',
  passive: '2000',
  y: 1,
  minBars: 20,
  rho: 0.7,
} as const;

const MICROS = 1_000_000;
/** The longest sliding window, seconds: what the desk remembers of its messages. */
export const LONGEST_WINDOW_SECONDS = 3_600;
const DEFAULT_CALENDAR = 'XNYS';

/** The sliding window of a control of activity, microseconds: `windowMs`, or `window` in seconds; NaN out of range. */
function windowMicrosOf(
  raw: Readonly<Record<string, string | number | boolean>>,
  { params, windowSeconds = 0 }: Comparison,
): number {
  const inMillis = params.includes('windowMs');
  const scale = inMillis ? MICROS / 1_000 : MICROS;
  const given = inMillis ? raw['windowMs'] : windowSeconds > 0 ? raw['window'] : undefined;
  const micros = given === undefined ? windowSeconds * MICROS : Number(given) * scale;
  const isInRange = micros >= (windowSeconds > 0 ? scale : 0) && micros <= LONGEST_WINDOW_SECONDS * MICROS;
  return isInRange && Number.isInteger(micros / scale) ? micros : NaN;
}

/** The params of a limit with their defaults, or the problem in words; an unknown name is a problem. */
export function parseParams(
  raw: Readonly<Record<string, string | number | boolean>>,
  control: Comparison,
): LimitParams | string {
  if (Object.keys(raw).length > 0) return readParams(raw, control);
  let defaults = DEFAULT_PARAMS.get(control.code);
  if (defaults === undefined) DEFAULT_PARAMS.set(control.code, (defaults = readParams(raw, control)));
  return defaults;
}

/** Read once: most limits have no params, and a desk may have a hundred thousand limits. */
const DEFAULT_PARAMS = new Map<string, LimitParams | string>();

function readParams(
  raw: Readonly<Record<string, string | number | boolean>>,
  control: Comparison,
): LimitParams | string {
  for (const name of Object.keys(raw)) {
    if (!control.params.includes(name)) return `params.${name} is not read by ${control.code}`;
  }
  const number = (name: keyof typeof PARAM_DEFAULTS, least: number, most: number): number => {
    const value = Number(raw[name] ?? PARAM_DEFAULTS[name]);
    return value >= least && value <= most ? value : NaN;
  };
  const confidence = String(raw['confidence'] ?? (control.code === 'EXPECTED_SHORTFALL' ? '0.975' : '0.99'));
  if (!/^0?\.\d{1,12}$/.test(confidence) || Number(confidence) <= 0) {
    return `params.confidence '${confidence}' is not a decimal between 0 and 1`;
  }
  const missing = String(raw['missing'] ?? 'proxy');
  if (missing !== 'proxy' && missing !== 'zero' && missing !== 'refuse') {
    return `params.missing '${missing}' is none of proxy, zero, refuse`;
  }
  const rate = parseThreshold(String(raw['rate'] ?? PARAM_DEFAULTS.rate), 'FRACTION');
  const marketBuffer = parseThreshold(String(raw['marketBuffer'] ?? PARAM_DEFAULTS.marketBuffer), 'FRACTION');
  const passive = parseThreshold(String(raw['passive'] ?? PARAM_DEFAULTS.passive), 'BPS');
  if (typeof rate === 'string' || rate.numerator === 0) return 'params.rate is not a positive decimal';
  if (typeof marketBuffer === 'string') return `params.marketBuffer ${marketBuffer}`;
  if (typeof passive === 'string') return `params.passive ${passive}`;
  const margin = marginFrom(raw['marginLong'], raw['marginShort']);
  if (typeof margin === 'string') return margin;
  const absent = control.requires?.find((name) => raw[name] === undefined);
  if (absent !== undefined) return `params.${absent} is missing`;
  const budget = parseThreshold(String(raw['budget'] ?? '1'), 'MONEY');
  if (typeof budget === 'string' || budget.numerator === 0) return 'params.budget is not a positive amount';
  const windowMicros = windowMicrosOf(raw, control);
  if (Number.isNaN(windowMicros)) return 'params.window is out of range';
  const ordTypes = raw['ordTypes'] === undefined ? null : ordTypesOf(String(raw['ordTypes']));
  if (typeof ordTypes === 'string') return ordTypes;
  const numbers = {
    window: control.windowSeconds === undefined ? number('window', 2, 5_000) : PARAM_DEFAULTS.window,
    horizonDays: number('horizonDays', 1, 365),
    topN: number('n', 1, 64),
    y: number('y', 0, 100),
    minBars: number('minBars', 1, 20),
    rho: number('rho', -1, 1),
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isNaN(value) || (!REAL_PARAMS.includes(name) && !Number.isInteger(value)))
      return `params.${name} is out of range`;
  }
  return {
    ...numbers,
    confidence,
    missing,
    rate,
    marketBuffer,
    passive,
    margin,
    budget: budget.value,
    index: String(raw['index'] ?? PARAM_DEFAULTS.index),
    windowMicros,
    calendar: String(raw['calendar'] ?? DEFAULT_CALENDAR).toUpperCase(),
    ordTypes,
  };
}

/** The order types of a list with commas between them, or the problem in words. */
function ordTypesOf(text: string): readonly OrdType[] | string {
  const names = text.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names.find((name) => !ORD_TYPES.some((type) => type === name));
  if (unknown !== undefined) return `params.ordTypes '${unknown}' is none of ${ORD_TYPES.join(', ')}`;
  return ORD_TYPES.filter((type) => names.includes(type));
}

type RawParam = string | number | boolean | undefined;

/** The margin rates a limit names; a rate of its own for one side keeps the default of the other. */
function marginFrom(long: RawParam, short: RawParam): MarginRates | null | string {
  if (long === undefined && short === undefined) return null;
  const rates = { marginLong: long ?? '1', marginShort: short ?? '1.5' };
  const parsed = Object.entries(rates).map(([name, value]) => {
    const rate = parseThreshold(String(value), 'FRACTION');
    return typeof rate === 'string' || rate.denominator > MOST_MARGIN_PARTS
      ? `params.${name} is not a rate`
      : rate;
  });
  const [first, second] = parsed;
  if (first === undefined || second === undefined) return null;
  if (typeof first === 'string') return first;
  return typeof second === 'string' ? second : marginRates(first, second);
}
