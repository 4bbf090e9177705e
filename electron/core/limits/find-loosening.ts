import { compareProducts } from '#shared/domain/exact.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { LIMIT_ACTIONS, type Limit, type TightenRule } from '#shared/domain/limit.ts';
import type { Comparison } from '#shared/controls/control.ts';
import type { Threshold } from '#shared/controls/measure.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { defaultSoft, relationOf } from '#shared/controls/condition.ts';
import { isFromBelow, isOneSided } from '#shared/controls/relation.ts';
import { parseParams, parseThreshold } from '#shared/controls/threshold.ts';
import { factorAt } from '#shared/controls/tighten.ts';
import { coversGroup } from './covers-group.ts';
import { hasEnded } from './layers.ts';
import { isCovered } from './required-limits.ts';

/**
 * What of a version lets through what was stopped before, in words that name the field; '' when nothing does, at any
 * later instant. `layers` are the ACTIVE versions of its limit, `others` every ACTIVE limit of the desk. Sound, not
 * complete: what cannot be shown to be tighter counts as looser.
 */
export function findLoosening(
  next: Limit,
  layers: readonly Limit[],
  others: readonly Limit[],
  now: EpochMs,
): string {
  const control = comparisonOf(next.control);
  if (control === undefined) return 'control: it takes no limit';
  if (next.effectiveFrom > now) return 'effectiveFrom: what is not in force yet is proposed';
  const below = layers.filter((layer) => !hasEnded(layer, now));
  for (const layer of below) {
    const field = looserField(next, layer, control);
    if (field !== '') return `${field} against version ${layer.version}`;
  }
  // Where nothing was in force there may be a default that it replaces, or a denial for want of it.
  const isNew = !below.some((layer) => layer.effectiveFrom <= now && layer.effectiveTo === null);
  if (!isNew) return '';
  if (control.alwaysOn && control.defaultHard !== undefined) {
    const field = looserField(next, defaultOf(next, control), control);
    if (field !== '') return `${field} against the default that acts without a limit`;
  }
  return isCovered(next, others, now) ? '' : 'control: without a limit of it tickets were denied';
}

/** The limit an always-on control acts by, at the scope and filter of the one that would replace it. */
function defaultOf(next: Limit, control: Comparison): Limit {
  const { tighten: _, ...plain } = next;
  return {
    ...plain,
    unit: control.units[0] ?? next.unit,
    hard: control.defaultHard ?? '0',
    soft: null,
    action: 'BLOCK',
    params: {},
  };
}

function looserField(next: Limit, layer: Limit, control: Comparison): string {
  for (const field of ['control', 'unit', 'currency', 'scope', 'filter'] as const) {
    if (JSON.stringify(next[field]) !== JSON.stringify(layer[field])) return `${field}: it is another`;
  }
  if (!coversGroup(next, layer, control)) return 'group: it is another';
  if (readParamsOf(next, control) !== readParamsOf(layer, control)) return 'params: they are others';
  for (const field of ['hard', 'soft'] as const) {
    const [a, b] = [valueOf(next, field, control), valueOf(layer, field, control)];
    if (a === null || b === null) return `${field}: it cannot be read`;
    const sign = compareProducts(a.numerator, b.denominator, b.numerator, a.denominator);
    const relation = relationOf(next, control);
    if (!isOneSided(relation) && sign !== 0) return `${field}: it is another`;
    if (isFromBelow(relation) ? sign < 0 : sign > 0) return `${field}: it is looser`;
  }
  const strength = (limit: Limit): number => LIMIT_ACTIONS.indexOf(limit.action);
  if (strength(next) > strength(layer)) return 'action: it is weaker';
  return layer.tighten === undefined || isAsTight(next.tighten, layer.tighten)
    ? ''
    : 'params.tighten: it tightens less';
}

/** As read where the control knows its params; those of a metric as written, in one order. */
const readParamsOf = ({ params }: Limit, control: Comparison): string =>
  control.metrics === undefined
    ? JSON.stringify(parseParams(params, control))
    : JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));

function valueOf(limit: Limit, field: 'hard' | 'soft', control: Comparison): Threshold | null {
  const hard = parseThreshold(limit.hard, limit.unit);
  if (typeof hard === 'string') return null;
  if (field === 'hard') return hard;
  if (limit.soft === null) return defaultSoft(hard, relationOf(limit, control));
  const soft = parseThreshold(limit.soft, limit.unit);
  return typeof soft === 'string' ? null : soft;
}

/** Both are linear between the points of either, so that no factor is above where none is at a point. */
function isAsTight(next: TightenRule | undefined, layer: TightenRule): boolean {
  if (next === undefined || next.metric !== layer.metric) return false;
  const at = [...next.points, ...layer.points].map(([x]) => x);
  return [...at, null].every((x) => factorAt(next, x) <= factorAt(layer, x));
}
