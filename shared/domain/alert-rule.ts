import type { Unit } from './limit.ts';
import type { StateLevel } from './trading-state.ts';

export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
/** Ordered from the least to the worst. */
export type Severity = (typeof SEVERITIES)[number];

export const ALERT_KINDS = [
  'THRESHOLD',
  'DENIALS',
  'OVERRIDES',
  'STALE_DATA',
  'BREAKER',
  'DRAWDOWN',
  'VAR_EXCEPTION',
  'TRADING_STATE',
  'EXECUTION_REFUSED',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** The unit of a kind's value, and what makes an alert of it that was acknowledged new again. */
interface KindFacts {
  readonly unit: Extract<Unit, 'FRACTION' | 'COUNT' | 'SECONDS'>;
  /**
   * COUNTED: a value is how often it happened within the rule's seconds. EVENT: each occurrence is news. LEVEL: only a
   * worse value is.
   */
  readonly repeats: 'COUNTED' | 'EVENT' | 'LEVEL';
}

export const KIND_FACTS: Readonly<Record<AlertKind, KindFacts>> = {
  /** after / hard of a sent ticket's outcome; hard / after of a minimum. */
  THRESHOLD: { unit: 'FRACTION', repeats: 'LEVEL' },
  DENIALS: { unit: 'COUNT', repeats: 'COUNTED' },
  OVERRIDES: { unit: 'COUNT', repeats: 'COUNTED' },
  /** Age of the mark that a ticket was decided with. */
  STALE_DATA: { unit: 'SECONDS', repeats: 'LEVEL' },
  /** 1 numerics, 2 store. */
  BREAKER: { unit: 'COUNT', repeats: 'EVENT' },
  DRAWDOWN: { unit: 'FRACTION', repeats: 'LEVEL' },
  /** Loss of a session / the VaR that was forecast for it. */
  VAR_EXCEPTION: { unit: 'FRACTION', repeats: 'LEVEL' },
  /** 1 REDUCING, 2 HALTED. */
  TRADING_STATE: { unit: 'COUNT', repeats: 'EVENT' },
  EXECUTION_REFUSED: { unit: 'COUNT', repeats: 'COUNTED' },
};

/** From this value on, in the kind's unit, an alert has this severity. */
export interface AlertLevel {
  readonly at: number;
  readonly severity: Severity;
}

/** When somebody is told of something: data, never code. */
export interface AlertRule {
  readonly ruleId: string;
  /** Counts the saves; 0 as it was delivered. */
  readonly version: number;
  readonly title: string;
  readonly kind: AlertKind;
  /** What it looks at; the key `*`: each one separately, and of FIRM everything. */
  readonly scope: { readonly level: StateLevel; readonly key: string };
  /** One to three, rising strictly in value and severity. */
  readonly levels: readonly AlertLevel[];
  /** Of a counted kind; null of the others. */
  readonly withinSeconds: number | null;
  /** How long an acknowledged alert stays quiet; one that became more severe does not. */
  readonly cooldownSeconds: number;
  /** One severity up after so many occurrences in so many seconds; null: never. */
  readonly escalateAfter: { readonly count: number; readonly seconds: number } | null;
  /** One severity up when nobody acknowledged it for so long; null: never. */
  readonly escalateUnacknowledgedSeconds: number | null;
  readonly enabled: boolean;
}

export const MAX_ALERT_RULES = 200;
/** Most occurrences a rule may count to: so many instants are kept for each thing it looks at. */
export const MAX_COUNTED = 1_000;

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);
export const oneUp = (severity: Severity): Severity => SEVERITIES[severityRank(severity) + 1] ?? 'CRITICAL';

/** The highest level that a value reaches, at the level counts; null below the first. */
export function levelOf(rule: AlertRule, value: number): AlertLevel | null {
  return rule.levels.findLast(({ at }) => value >= at) ?? null;
}

/** What is wrong with a rule, in its fields' names; null when nothing is. */
export function ruleProblem(rule: AlertRule): { readonly field: string; readonly problem: string } | null {
  const { levels, kind, withinSeconds, scope } = rule;
  for (const [place, { at, severity }] of levels.entries()) {
    const before = levels[place - 1];
    if (before === undefined) continue;
    if (at <= before.at) return { field: 'levels', problem: 'the values must rise' };
    if (severityRank(severity) <= severityRank(before.severity))
      return { field: 'levels', problem: 'the severity must rise with the value' };
  }
  const isCounted = KIND_FACTS[kind].repeats === 'COUNTED';
  if (isCounted !== (withinSeconds !== null))
    return {
      field: 'withinSeconds',
      problem: isCounted ? 'a counted kind needs it' : 'only counted kinds have it',
    };
  if (isCounted && levels.some(({ at }) => !Number.isInteger(at) || at < 1 || at > MAX_COUNTED))
    return { field: 'levels', problem: `a count is a whole number from 1 to ${MAX_COUNTED}` };
  if (scope.level === 'FIRM' && scope.key !== '*') return { field: 'scope', problem: 'the key of FIRM is *' };
  return null;
}
