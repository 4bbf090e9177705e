import type { Status } from '#shared/domain/decision.ts';
import type { NaiveOutcome } from './naive-desk.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import type { NaiveRule } from './naive-rule.ts';
import { groupOf } from './naive-rule.ts';
import { Rational } from './rational.ts';

type Breach = 'NONE' | 'SOFT' | 'HARD';
const RELATIVE_TIE = 1e-9;
const NOT_WORSE_SLACK = 1e-12;
const TEXT_PLACES = 8;

/** How far the value after the ticket lies above `limit`; negative below. */
const distanceTo = (measure: Numbered, limit: Rational): number =>
  measure.kind === 'EXACT' ? measure.after.compare(limit) : measure.after - limit.toNumber();

/** The operator by its definition: equality keeps `<=`, `>=` and BETWEEN, and breaks the strict ones and OUTSIDE. */
function holds({ op, low }: NaiveRule, measure: Numbered, limit: Rational): boolean {
  const distance = distanceTo(measure, limit);
  const isBetween = distance <= 0 && distanceTo(measure, low) >= 0;
  switch (op) {
    case '<=':
      return distance <= 0;
    case '>=':
      return distance >= 0;
    case '<':
      return distance < 0;
    case '>':
      return distance > 0;
    case '==':
      return distance === 0;
    case '!=':
      return distance !== 0;
    default:
      return op === 'BETWEEN' ? isBetween : !isBetween;
  }
}

type Numbered = Extract<NaiveMeasure, { kind: 'EXACT' | 'STATISTIC' }>;

function breachOf(rule: NaiveRule, measure: NaiveMeasure): Breach {
  if (measure.kind !== 'EXACT' && measure.kind !== 'STATISTIC') return 'NONE';
  if (!holds(rule, measure, rule.hard)) return 'HARD';
  return holds(rule, measure, rule.soft) ? 'NONE' : 'SOFT';
}

/** Of a breach: no further from what is allowed than before; of one that must be elsewhere, where it was before. */
function isNotWorse(rule: NaiveRule, measure: NaiveMeasure): boolean {
  if ((measure.kind !== 'EXACT' && measure.kind !== 'STATISTIC') || measure.before === null) return false;
  const slack = measure.kind === 'EXACT' ? 0 : NOT_WORSE_SLACK * Math.abs(measure.before);
  const rise =
    measure.kind === 'EXACT' ? measure.after.compare(measure.before) : measure.after - measure.before;
  switch (rule.op[0]) {
    case '<':
      return rise <= slack;
    case '>':
      return rise >= -slack;
    case '!':
    case 'O':
      return Math.abs(rise) <= slack;
    default:
      return distanceTo(measure, rule.hard) > 0 ? rise <= slack : rise >= -slack;
  }
}

/** The status, and the exemption where it turned a denial into a warning. */
function statusOf(
  rule: NaiveRule,
  measure: NaiveMeasure,
  isReducingTicket: boolean,
): Pick<NaiveOutcome, 'status' | 'exempt'> {
  const plain = (status: Status) => ({ status, exempt: null });
  const group = groupOf(rule.code);
  const isReducingExempt = isReducingTicket && group !== 'O' && group !== 'S';
  if (measure.kind === 'MISSING') {
    return isReducingExempt ? { status: 'WARN', exempt: 'REDUCING' } : plain('UNDETERMINED');
  }
  const breach = breachOf(rule, measure);
  if (rule.action === 'LOG') return plain('PASS');
  if (breach === 'NONE') return plain(measure.kind === 'EXACT' && measure.warns === true ? 'WARN' : 'PASS');
  if (breach === 'SOFT' || rule.action === 'WARN') return plain('WARN');
  if (isReducingExempt) return { status: 'WARN', exempt: 'REDUCING' };
  const isNotWorseExempt = ['C', 'P', 'E', 'M'].includes(group) && isNotWorse(rule, measure);
  return isNotWorseExempt ? { status: 'WARN', exempt: 'NOT_WORSE' } : plain('BLOCK');
}

function isNearTie(rule: NaiveRule, measure: NaiveMeasure): boolean {
  if (measure.kind !== 'STATISTIC') return false;
  const { after, before, noise } = measure;
  const isNear = (other: number) =>
    Math.abs(after - other) <= RELATIVE_TIE * Math.max(Math.abs(after), Math.abs(other)) + noise;
  const isBreach = breachOf(rule, measure) === 'HARD';
  return (
    [rule.hard, rule.soft, rule.low].some((limit) => isNear(limit.toNumber())) ||
    (isBreach && before !== null && isNear(before))
  );
}

/**
 * What one rule says about one measure. A breach is strict; above soft warns, above hard takes the action; a
 * reducing ticket is never denied by C, P, E, M, D, L; nor one that leaves C, P, E, M no worse. Missing input denies
 * whatever the action.
 */
export function judge(rule: NaiveRule, measure: NaiveMeasure, isReducingTicket: boolean): NaiveOutcome {
  const isNumber = measure.kind === 'EXACT' || measure.kind === 'STATISTIC';
  const toNumber = (value: Rational | number | null) =>
    value instanceof Rational ? value.toNumber() : value;
  const after = isNumber ? toNumber(measure.after) : null;
  const hard = rule.hard.toNumber();
  const missing = measure.kind === 'MISSING' ? measure.missing : [];
  return {
    code: rule.code,
    ...statusOf(rule, measure, isReducingTicket),
    scope: rule.scope,
    limitId: rule.limitId,
    limitVersion: rule.limitVersion,
    group: rule.group,
    before: isNumber ? toNumber(measure.before) : null,
    after,
    soft: rule.soft.toNumber(),
    hard,
    unit: rule.unit,
    utilisation: after === null || hard === 0 ? null : after / hard,
    notApplicable: measure.kind === 'NOT_APPLICABLE',
    missing: missing[0] ?? null,
    allMissing: missing,
    proxied: measure.kind === 'STATISTIC' ? measure.proxied : [],
    nearTie: isNearTie(rule, measure),
    noise: measure.kind === 'STATISTIC' ? measure.noise : 0,
    afterText: measure.kind === 'EXACT' ? measure.after.floor(TEXT_PLACES).toDecimal(TEXT_PLACES) : null,
  };
}
