import type { InputOf } from '#shared/contract/contract.ts';
import type { AlertRuleRow } from '#shared/contract/procedures/alerts.ts';
import {
  KIND_FACTS,
  ruleProblem,
  SEVERITIES,
  type AlertKind,
  type AlertLevel,
  type Severity,
} from '#shared/domain/alert-rule.ts';
import type { StateLevel } from '#shared/domain/trading-state.ts';

type RuleInput = InputOf<'alerts.saveRule'>['rule'];

/** A rule as it is typed: numbers as text, fractions in percent, '' for none. */
export interface RuleDraft {
  readonly ruleId: string;
  readonly title: string;
  readonly kind: AlertKind;
  readonly level: StateLevel;
  readonly key: string;
  readonly at: Readonly<Record<Severity, string>>;
  readonly withinSeconds: string;
  readonly cooldownSeconds: string;
  readonly escalateCount: string;
  readonly escalateSeconds: string;
  readonly unacknowledgedSeconds: string;
  readonly enabled: boolean;
}

/** What a typed level is in: percent for a fraction. */
const scaleOf = (kind: AlertKind): number => (KIND_FACTS[kind].unit === 'FRACTION' ? 100 : 1);
const shown = (value: number | null): string => (value === null ? '' : String(Number(value.toPrecision(12))));

const NEW_RULE: AlertRuleRow = {
  ruleId: '',
  version: 0,
  title: '',
  kind: 'THRESHOLD',
  scope: { level: 'ACCOUNT', key: '*' },
  levels: [{ at: 0.9, severity: 'WARNING' }],
  withinSeconds: null,
  cooldownSeconds: 300,
  escalateAfter: null,
  escalateUnacknowledgedSeconds: null,
  enabled: true,
};

export function toDraft(rule: AlertRuleRow | null): RuleDraft {
  const of = rule ?? NEW_RULE;
  const at = (severity: Severity): string => {
    const level = of.levels.find((one) => one.severity === severity);
    return level === undefined ? '' : shown(level.at * scaleOf(of.kind));
  };
  return {
    ruleId: of.ruleId,
    title: of.title,
    kind: of.kind,
    level: of.scope.level,
    key: of.scope.key,
    at: { INFO: at('INFO'), WARNING: at('WARNING'), CRITICAL: at('CRITICAL') },
    withinSeconds: shown(of.withinSeconds),
    cooldownSeconds: shown(of.cooldownSeconds),
    escalateCount: shown(of.escalateAfter?.count ?? null),
    escalateSeconds: shown(of.escalateAfter?.seconds ?? null),
    unacknowledgedSeconds: shown(of.escalateUnacknowledgedSeconds),
    enabled: of.enabled,
  };
}

export type ReadDraft =
  { readonly rule: RuleInput; readonly problem: null } | { readonly rule: null; readonly problem: string };

/** The rule that was typed, or the first thing that keeps it from being one. */
export function readDraft(draft: RuleDraft): ReadDraft {
  const bad = (problem: string): ReadDraft => ({ rule: null, problem });
  const levels: AlertLevel[] = [];
  for (const severity of SEVERITIES) {
    const typed = draft.at[severity].trim();
    if (typed === '') continue;
    const at = Number(typed);
    if (!Number.isFinite(at) || at < 0) return bad(`"${typed}" is no value to raise at.`);
    levels.push({ at: at / scaleOf(draft.kind), severity });
  }
  if (levels.length === 0) return bad('Give at least one value to raise at.');
  const title = draft.title.trim();
  if (title === '') return bad('Give the rule a name.');
  const isCounted = KIND_FACTS[draft.kind].repeats === 'COUNTED';
  const seconds = (text: string, least: number): number | null => {
    const value = Number(text.trim());
    return text.trim() !== '' && Number.isInteger(value) && value >= least ? value : null;
  };
  const cooldownSeconds = seconds(draft.cooldownSeconds, 0);
  if (cooldownSeconds === null) return bad('Quiet for: give whole seconds, 0 for not at all.');
  const withinSeconds = isCounted ? seconds(draft.withinSeconds, 1) : null;
  if (isCounted && withinSeconds === null) return bad('Within: give whole seconds of at least 1.');
  const count = seconds(draft.escalateCount, 2);
  const inSeconds = seconds(draft.escalateSeconds, 1);
  if (
    `${draft.escalateCount}${draft.escalateSeconds}`.trim() !== '' &&
    (count === null || inSeconds === null)
  )
    return bad('Escalates after: give a number of at least 2 and whole seconds, or neither.');
  const unacknowledged = seconds(draft.unacknowledgedSeconds, 1);
  if (draft.unacknowledgedSeconds.trim() !== '' && unacknowledged === null)
    return bad('Escalates when unacknowledged: give whole seconds, or nothing.');
  const rule = {
    ruleId: draft.ruleId === '' ? idOf(title) : draft.ruleId,
    title,
    kind: draft.kind,
    scope: { level: draft.level, key: draft.level === 'FIRM' ? '*' : draft.key.trim() || '*' },
    levels,
    withinSeconds,
    cooldownSeconds,
    escalateAfter: count === null || inSeconds === null ? null : { count, seconds: inSeconds },
    escalateUnacknowledgedSeconds: unacknowledged,
    enabled: draft.enabled,
  };
  const wrong = ruleProblem({ ...rule, version: 0 });
  return wrong === null
    ? { rule, problem: null }
    : bad(`${wrong.problem[0]?.toUpperCase()}${wrong.problem.slice(1)}.`);
}

/** `Use of the desk's limits` as `use-of-the-desk-s-limits`. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60) || 'rule';
