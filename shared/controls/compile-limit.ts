import type { ControlGroup } from '#shared/domain/control.ts';
import type { Currency } from '#shared/domain/ids.ts';
import { compareProducts } from '#shared/domain/exact.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { REGION_NAMES } from '#shared/domain/regions.ts';
import { findTightenProblem } from '#shared/domain/tighten-problem.ts';
import { tailCount, varRankFromWorst } from '#shared/quant/confidence.ts';
import { inverseNormalCdf } from '#shared/quant/normal.ts';
import { bookPlaceOf, navPlaceOf } from './check.ts';
import { CONDITION_PARAMS, NO_CONDITION, conditionOf, defaultSoft, type Condition } from './condition.ts';
import { isFromBelow, isOneSided } from './relation.ts';
import type { Comparison, CompiledLimit, LimitParams } from './control.ts';
import { DISPLAY, parseParams, parseThreshold, ratio } from './threshold.ts';
import type { Threshold } from './measure.ts';
import type { ExposureSet, ScenarioSet } from './views.ts';

/** What a limit asks of the market data; `tail` is how many of the largest losses it reads. */
export interface ScenarioRequest {
  readonly index: string;
  readonly window: number;
  readonly policy: 'proxy' | 'zero' | 'refuse';
  readonly tail: number;
}

/** What limits read of the market data, found once when they are compiled. */
export interface MarketSource {
  /** null when there is no history of that index. */
  scenarios(request: ScenarioRequest): ScenarioSet | null;
  /** One line a factor of the desk, by name. */
  factors(): ExposureSet;
  /** One line: the betas to the index of a scenario set, imported ones first. */
  betas(set: ScenarioSet | null): ExposureSet;
  /** One line a scenario of the active stress ladder. */
  stress(set: ScenarioSet | null): ExposureSet;
}

const NO_EXPOSURES: ExposureSet = {
  lines: [],
  ofLongs: new Float64Array(0),
  ofShorts: new Float64Array(0),
  unknown: new Uint8Array(0),
  proxied: [],
  assumed: [],
};

/** No market data: for a limit that is only looked at. */
export const NO_MARKET: MarketSource = {
  scenarios: () => null,
  factors: () => NO_EXPOSURES,
  betas: () => NO_EXPOSURES,
  stress: () => NO_EXPOSURES,
};

/**
 * What is wrong with a limit for its control, in words; '' when nothing is. Unit, params, soft inside hard, and
 * money in the base currency; used when a limit is written and again when it is compiled.
 */
export function findLimitProblem(limit: Limit, control: Comparison | undefined, base: Currency): string {
  if (control === undefined) return `${limit.control} takes no limit`;
  if (!control.units.includes(limit.unit)) {
    return `unit ${limit.unit} is not one of ${control.units.join(', ')} of ${limit.control}`;
  }
  const measured = measuredBy(limit, control);
  if (measured === undefined) {
    const name = String(limit.params['metric'] ?? '');
    return `params.metric '${name}' is none of ${[...(control.metrics?.keys() ?? [])].join(', ')}`;
  }
  if (!measured.units.includes(limit.unit)) {
    return `unit ${limit.unit} is not one of ${measured.units.join(', ')} of ${measured.code}`;
  }
  if (limit.unit === 'MONEY' && limit.currency !== base)
    return `currency ${limit.currency ?? 'none'} is not ${base}`;
  const hard = parseThreshold(limit.hard, limit.unit);
  if (typeof hard === 'string') return `hard ${hard}`;
  if (control.mostHard !== undefined && hard.value > control.mostHard)
    return `hard ${limit.hard} is above ${control.mostHard}, the most that ${limit.control} can count`;
  const condition = conditionOf(limit, control, hard);
  if (typeof condition === 'string') return condition;
  if (limit.soft !== null) {
    if (!isOneSided(condition.relation)) return `soft ${limit.soft} has no meaning with this operator`;
    const soft = parseThreshold(limit.soft, limit.unit);
    if (typeof soft === 'string') return `soft ${soft}`;
    const sign = compareProducts(soft.numerator, hard.denominator, hard.numerator, soft.denominator);
    if (isFromBelow(condition.relation) ? sign < 0 : sign > 0)
      return `soft ${limit.soft} is outside hard ${limit.hard}`;
  }
  const params = parseParams(ownParams(limit, control), measured);
  if (typeof params === 'string') return params;
  if (limit.tighten === undefined) return '';
  if (!isOneSided(condition.relation)) return 'params.tighten has no meaning with this operator';
  return findTightenProblem(limit.tighten);
}

/**
 * The control that measures what a limit compares: the one the limit names where its own has metrics, undefined where that
 * is none of them.
 */
export const measuredBy = ({ params }: Pick<Limit, 'params'>, control: Comparison): Comparison | undefined =>
  control.metrics === undefined ? control : control.metrics.get(String(params['metric']))?.control;

/** The params that the measuring control reads. */
const ownParams = ({ params }: Limit, { metrics }: Comparison): Limit['params'] =>
  metrics === undefined
    ? params
    : Object.fromEntries(Object.entries(params).filter(([name]) => !CONDITION_PARAMS.includes(name)));

/** A limit ready to compare. One with a problem is kept and makes its outcomes UNDETERMINED: never skipped. */
export function compileLimit(
  limit: Limit,
  control: Comparison,
  base: Currency,
  market: MarketSource,
): CompiledLimit {
  const problem = findLimitProblem(limit, control, base);
  const hard = problem === '' ? (parseThreshold(limit.hard, limit.unit) as Threshold) : ratio(0, 1);
  const soft =
    problem === '' && limit.soft !== null ? (parseThreshold(limit.soft, limit.unit) as Threshold) : null;
  const measured = measuredBy(limit, control) ?? control;
  const params =
    problem === ''
      ? (parseParams(ownParams(limit, control), measured) as LimitParams)
      : defaultParams(control);
  const condition = problem === '' ? (conditionOf(limit, control, hard) as Condition) : NO_CONDITION;
  const { level, key } = limit.scope;
  const group = namedGroupOf(limit, control);
  const scenarios = readsScenarios(measured) ? market.scenarios(requestOf(params)) : null;
  const exposures = exposuresOf(measured, market, scenarios);
  return inHotOrder({
    limit,
    control,
    level,
    key,
    group,
    regionId: group === null || control.grouping !== 'COUNTRY' ? -1 : REGION_NAMES.indexOf(group),
    unit: limit.unit,
    hard,
    soft: soft ?? defaultSoft(hard, condition.relation),
    ...condition,
    metric: control.metrics?.get(String(limit.params['metric'])) ?? null,
    blocks: limit.action === 'BLOCK',
    logsOnly: limit.action === 'LOG',
    params,
    scenarios,
    exposures,
    factor: control.exposures === 'FACTORS' ? (limit.group ?? '*') : null,
    line: control.exposures === 'FACTORS' ? (exposures?.lines.indexOf(limit.group ?? '*') ?? -1) : 0,
    tail: readsScenarios(measured) ? tailOf(params) : NO_TAIL,
    problem: problem === '' ? null : problem,
  });
}

/** Groups that apply to a reducing ticket as to any other. */
const EVERY_TICKET: readonly ControlGroup[] = ['O', 'S'];
/** Groups whose breach a ticket may leave as it is. */
const NEVER_PUSHED_FURTHER: readonly ControlGroup[] = ['C', 'P', 'E', 'M'];

type Derived =
  | 'bookPlace'
  | 'navPlace'
  | 'isMoney'
  | 'exemptsReducing'
  | 'exemptsNotWorse'
  | 'minimum'
  | 'hardValue'
  | 'softValue'
  | 'display';

/** What every check reads first, and every compiled limit in one layout: both are read several times as fast. */
export function inHotOrder(limit: Omit<CompiledLimit, Derived>): CompiledLimit {
  const oneSided = isOneSided(limit.relation);
  return {
    problem: limit.problem,
    bookPlace: bookPlaceOf(limit.level),
    navPlace: navPlaceOf(limit.level),
    isMoney: limit.unit === 'MONEY',
    exemptsReducing: !EVERY_TICKET.includes(limit.control.group),
    exemptsNotWorse: NEVER_PUSHED_FURTHER.includes(limit.control.group),
    logsOnly: limit.logsOnly,
    blocks: limit.blocks,
    minimum: isFromBelow(limit.relation),
    softValue: oneSided ? limit.soft.value : NaN,
    hardValue: oneSided ? limit.hard.value : NaN,
    scenarios: limit.scenarios,
    exposures: limit.exposures,
    line: limit.line,
    tail: limit.tail,
    params: limit.params,
    unit: limit.unit,
    level: limit.level,
    key: limit.key,
    group: limit.group,
    factor: limit.factor,
    regionId: limit.regionId,
    limit: limit.limit,
    control: limit.control,
    hard: limit.hard,
    soft: limit.soft,
    relation: limit.relation,
    low: limit.low,
    metric: limit.metric,
    display: DISPLAY[limit.unit],
  };
}

/** The same limit with another hard value and the soft one that belongs to it. */
export const withHard = (limit: CompiledLimit, hard: Threshold): CompiledLimit =>
  inHotOrder({ ...limit, hard, low: hard, soft: defaultSoft(hard, limit.relation) });

/** The params of a limit that names none; what has no default is 1. */
const defaultParams = (control: Comparison): LimitParams =>
  parseParams(Object.fromEntries((control.requires ?? []).map((name) => [name, 1])), control) as LimitParams;

const requestOf = ({ index, window, missing, confidence }: LimitParams): ScenarioRequest => ({
  index,
  window,
  policy: missing,
  tail: Math.min(window, tailCount(confidence, window) + 1),
});

const NO_TAIL = { rankFromWorst: 0, count: 0, z: 0 } as const;

const tailOf = (params: LimitParams): CompiledLimit['tail'] => ({
  rankFromWorst: varRankFromWorst(params.confidence, params.window),
  count: tailCount(params.confidence, params.window),
  z: inverseNormalCdf(Number(params.confidence)),
});

/** The limit that a control without one acts by. */
export function compileDefault(control: Comparison, hardText: string): CompiledLimit {
  const unit = control.units[0] ?? 'BPS';
  const hard = parseThreshold(hardText, unit) as Threshold;
  const relation = control.minimum ? 'AT_LEAST' : 'AT_MOST';
  return inHotOrder({
    limit: null,
    control,
    level: 'FIRM',
    key: '*',
    group: null,
    regionId: -1,
    unit,
    hard,
    soft: defaultSoft(hard, relation),
    relation,
    low: hard,
    metric: null,
    blocks: true,
    logsOnly: false,
    params: defaultParams(control),
    scenarios: null,
    exposures: null,
    factor: null,
    line: 0,
    tail: NO_TAIL,
    problem: null,
  });
}

/** The one group a grouped limit is for; null for each, and for a control without groups. */
export const namedGroupOf = ({ group }: Limit, { grouping }: Comparison): string | null =>
  grouping !== undefined && group !== '*' ? group : null;

/** The sums that the control reads a line of. */
function exposuresOf(
  { exposures }: Comparison,
  market: MarketSource,
  scenarios: ScenarioSet | null,
): ExposureSet | null {
  switch (exposures) {
    case 'FACTORS':
      return market.factors();
    case 'BETAS':
      return market.betas(scenarios);
    case 'LADDER':
      return market.stress(scenarios);
    default:
      return null;
  }
}

/**
 * The limit once for each factor of the desk, where it is for each of them; as it is where it names one, or where the
 * desk has none: then it stays and is undetermined.
 */
export function perFactor(limit: Limit, control: Comparison, market: MarketSource): readonly Limit[] {
  const isForEach = control.exposures === 'FACTORS' && (limit.group === null || limit.group === '*');
  const factors = isForEach ? market.factors().lines : [];
  return factors.length === 0 ? [limit] : factors.map((group) => ({ ...limit, group }));
}

const readsScenarios = (control: Comparison): boolean => control.params.includes('index');
