import { FILTER_FIELDS, TIGHTEN_METRICS, type FilterField } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas/limit.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';

type Filter = LimitRow['filter'];
type Params = NonNullable<LimitInput['params']>;
type Rule = Extract<Params[string], object>;

/** `Side is BUY or SELL and Ord type is not MARKET`. */
export const describeFilter = (filter: Filter): string =>
  filter
    .map(
      ({ field, op, values }) =>
        `${titleOfCode(field)} ${op === 'in' ? 'is' : 'is not'} ${values.join(' or ')}`,
    )
    .join(' and ');

/** `side in BUY, SELL; ordType notIn MARKET`, as it is typed. */
export const toFilterText = (filter: Filter): string =>
  filter.map(({ field, op, values }) => `${field} ${op} ${values.join(', ')}`).join('; ');

/** The inverse of `toFilterText`; a sentence when it cannot be read. */
export function readFilter(text: string): Filter | string {
  const clauses: Filter = [];
  for (const part of text.split(';').map((one) => one.trim())) {
    if (part === '') continue;
    const [, field = '', op = '', list = ''] = /^(\w+)\s+(in|notIn)\s+(.+)$/.exec(part) ?? [];
    const values = list
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    if (!isField(field)) return `"${part}" is none of: ${FILTER_FIELDS.join(', ')}, then in or notIn.`;
    if (values.length === 0) return `"${part}" names no value.`;
    clauses.push({ field, op: op === 'in' ? 'in' : 'notIn', values });
  }
  return clauses;
}

const isField = (text: string): text is FilterField => FILTER_FIELDS.some((field) => field === text);

/** `STRESS_LEVEL 0:1 0.5:0.6`: the metric, then each point with its factor. */
export const toRuleText = (rule: Rule | undefined): string =>
  rule === undefined ? '' : [rule.metric, ...rule.points.map(([x, factor]) => `${x}:${factor}`)].join(' ');

/** The inverse of `toRuleText`, undefined for no rule; a sentence when it cannot be read. */
export function readRule(text: string): Rule | undefined | string {
  const [name = '', ...pairs] = text.trim().split(/\s+/);
  if (name === '') return undefined;
  const metric = TIGHTEN_METRICS.find((one) => one === name);
  if (metric === undefined) return `"${name}" is none of ${TIGHTEN_METRICS.join(', ')}.`;
  const points = pairs.map((pair) => pair.split(':').map(Number));
  const isRead = points.every((pair) => pair.length === 2 && pair.every(Number.isFinite));
  if (points.length === 0 || !isRead) return `Write points after ${name} as value:factor, such as 0.5:0.8.`;
  return { metric, points: points.map(([x = 0, factor = 0]) => [x, factor]) };
}

/** `Window 252, Tighten STRESS_LEVEL 0:1 1:0.5`. */
export const paramText = (value: Params[string] | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? toRuleText(value) : String(value);

/** Why a limit stands tighter than it was written; '' for one that does not move. */
export function describeTightened({ tightened }: LimitRow): string {
  if (tightened === null) return '';
  const metric = titleOfCode(tightened.metric).toLowerCase();
  if (tightened.value === null) return `${metric} is missing: × ${tightened.factor}`;
  return `${metric} ${Number(tightened.value.toPrecision(4))}: × ${tightened.factor}`;
}
