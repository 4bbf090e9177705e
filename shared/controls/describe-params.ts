import type { Comparison } from './control.ts';
import { PARAM_DEFAULTS } from './threshold.ts';

export interface ParamDescription {
  readonly name: string;
  /** What its value counts, in a word. */
  readonly unit: string;
  /** What applies when a limit does not say; null: nothing does, or it must be said. */
  readonly fallback: string | null;
  readonly required: boolean;
}

const UNITS: Readonly<Record<string, string>> = {
  confidence: 'probability below 1',
  window: 'sessions',
  index: 'symbol',
  missing: 'proxy, zero or refuse',
  horizonDays: 'days',
  n: 'positions',
  rate: 'fraction of volume',
  marketBuffer: 'fraction of price',
  passive: 'bps',
  y: 'factor',
  minBars: 'bars',
  rho: 'correlation, -1 to 1',
  budget: 'money',
  marginLong: 'fraction of value',
  marginShort: 'fraction of value',
  windowMs: 'milliseconds',
  calendar: 'exchange (MIC)',
  ordTypes: 'types, comma between',
  metric: 'control that measures it',
  op: '<= >= < > == != BETWEEN OUTSIDE',
  low: "number in the limit's unit",
};

/** The params that limits of a control may have, with their units and what applies without them; in catalogue order. */
export const describeParams = (control: Comparison): ParamDescription[] =>
  control.params.map((name) => ({
    name,
    unit: name === 'window' && control.windowSeconds !== undefined ? 'seconds' : (UNITS[name] ?? ''),
    fallback: fallbackOf(name, control),
    required: control.requires?.includes(name) ?? false,
  }));

function fallbackOf(name: string, { code, windowSeconds }: Comparison): string | null {
  if (windowSeconds !== undefined && name === 'window') return String(windowSeconds);
  if (windowSeconds !== undefined && name === 'windowMs') return String(windowSeconds * 1_000);
  if (name === 'confidence') return code === 'EXPECTED_SHORTFALL' ? '0.975' : '0.99';
  if (name === 'missing') return 'proxy';
  const value = (PARAM_DEFAULTS as Readonly<Record<string, string | number>>)[name];
  return value === undefined ? null : String(value);
}
