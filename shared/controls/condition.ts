import type { Limit, Unit } from '#shared/domain/limit.ts';
import type { Comparison } from './control.ts';
import { compareProducts } from '#shared/domain/exact.ts';
import { ratio, parseThreshold } from './threshold.ts';
import type { Threshold } from './measure.ts';
import { isFromBelow, isOneSided, type Relation } from './relation.ts';

const RELATIONS: ReadonlyMap<string, Relation> = new Map([
  ['>', 'ABOVE'],
  ['>=', 'AT_LEAST'],
  ['<', 'BELOW'],
  ['<=', 'AT_MOST'],
  ['==', 'EQUAL'],
  ['!=', 'NOT_EQUAL'],
  ['BETWEEN', 'BETWEEN'],
  ['OUTSIDE', 'OUTSIDE'],
]);

/** A relation, and the low end of its interval; the hard itself where it has none. */
export interface Condition {
  readonly relation: Relation;
  readonly low: Threshold;
}

const ZERO = ratio(0, 1);
/** The params of METRIC that are no metric's own. */
export const CONDITION_PARAMS: readonly string[] = ['metric', 'op', 'low'];

/**
 * What a limit of the control demands: by METRIC's params `op` and `low`, else at most hard, or at least. The problem in
 * words where the operator is none, the low end is missing, too many, or above the high one.
 */
export function conditionOf(
  { params, unit }: { readonly params: Limit['params']; readonly unit: Unit },
  control: Comparison,
  hard: Threshold,
): Condition | string {
  if (control.metrics === undefined) return { relation: control.minimum ? 'AT_LEAST' : 'AT_MOST', low: hard };
  const op = String(params['op'] ?? '');
  const relation = RELATIONS.get(op);
  if (relation === undefined) return `params.op '${op}' is none of ${[...RELATIONS.keys()].join(' ')}`;
  const text = params['low'];
  if (relation !== 'BETWEEN' && relation !== 'OUTSIDE')
    return text === undefined ? { relation, low: hard } : `params.low is not read by ${op}`;
  if (text === undefined) return `params.low is missing: ${op} is from low to hard`;
  const low = parseThreshold(String(text), unit);
  if (typeof low === 'string') return `params.low ${low}`;
  const isUpsideDown = compareProducts(low.numerator, hard.denominator, hard.numerator, low.denominator) > 0;
  return isUpsideDown ? `params.low ${text} is above hard` : { relation, low };
}

/** The relation alone; at most for a limit that makes no sense. */
export function relationOf(limit: Limit, control: Comparison): Relation {
  const condition = conditionOf(limit, control, ZERO);
  if (typeof condition !== 'string') return condition.relation;
  return RELATIONS.get(String(limit.params['op'])) ?? 'AT_MOST';
}

/** The condition of a limit that makes no sense. */
export const NO_CONDITION: Condition = { relation: 'AT_MOST', low: ZERO };

/** 0.8*hard, 1.25*hard where more is better, hard itself where there are two sides; exactly. */
export function defaultSoft(hard: Threshold, relation: Relation): Threshold {
  if (!isOneSided(relation)) return hard;
  return isFromBelow(relation)
    ? ratio(hard.numerator * 5, hard.denominator * 4)
    : ratio(hard.numerator * 4, hard.denominator * 5);
}
