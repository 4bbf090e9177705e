import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import { isAwaitingReview, type Limit } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow, LimitVersionRow } from '#shared/contract/schemas/limit.ts';
import { compileLimit, NO_MARKET } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { FACTOR_ONE, factorAt, isDynamic, tightenLimit } from '#shared/controls/tighten.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { readInstant } from '../imports/read-instant.ts';
import type { LimitVersion } from '../ports/desk-reader.ts';
import type { MetricSource } from './tighten-metrics.ts';
import { readParams, writtenParams } from './written-params.ts';

/** A limit as a row: its texts, and the numbers it is compared by now. */
export function toLimitRow(limit: Limit, base: Currency, metricOf: MetricSource): LimitRow {
  const control = comparisonOf(limit.control);
  const value = isDynamic(limit) ? metricOf(limit, limit.tighten.metric) : null;
  const factor = isDynamic(limit) ? factorAt(limit.tighten, value) : FACTOR_ONE;
  const compiled =
    control === undefined ? null : tightenLimit(compileLimit(limit, control, base, NO_MARKET), factor);
  const { tighten, change: _change, replaces: _replaces, ...fields } = limit;
  return {
    ...fields,
    scope: { ...limit.scope },
    filter: limit.filter.map((clause) => ({ ...clause, values: [...clause.values] })),
    params: writtenParams(limit),
    effectiveHard: compiled === null ? 0 : compiled.hard.value * compiled.display,
    effectiveSoft: compiled === null ? 0 : compiled.soft.value * compiled.display,
    tightened: tighten === undefined ? null : { metric: tighten.metric, value, factor: factor / FACTOR_ONE },
    awaitingReview: isAwaitingReview(limit),
  };
}

/** A version as a row with what became of it. */
export function toVersionRow({ limit, at, ...story }: LimitVersion, row: LimitRow): LimitVersionRow {
  return { ...row, ...story, createdAt: at, change: limit.change ?? null, replaces: limit.replaces ?? 0 };
}

/**
 * An edited limit as a proposal, one version after the newest there is; texts are kept as they were typed. Without
 * dates of its own it begins now. LIMIT_INVALID for a date or a rule that cannot be read.
 */
export function nextVersion(
  input: LimitInput,
  stamp: { version: number; actor: string; now: EpochMs; reason: string; replaces: number },
): Result<Limit> {
  const { limitId } = input;
  const params = readParams(input.params ?? {});
  if (typeof params === 'string') return err(appError('LIMIT_INVALID', params, limitId));
  const from = input.effectiveFrom === undefined ? stamp.now : readInstant(input.effectiveFrom, 'YMD');
  const to = input.effectiveTo === undefined ? null : readInstant(input.effectiveTo, 'YMD');
  if (from === null || (to === null && input.effectiveTo !== undefined)) {
    const field = from === null ? 'effectiveFrom' : 'effectiveTo';
    return err(appError('LIMIT_INVALID', `${field} is not a date or an instant`, limitId));
  }
  return ok({
    limitId: limitId as Limit['limitId'],
    version: stamp.version,
    control: input.control,
    scope: input.scope,
    group: input.group ?? null,
    filter: input.filter ?? [],
    unit: input.unit,
    currency: (input.currency ?? null) as Currency | null,
    hard: String(input.hard),
    soft: input.soft === undefined ? null : String(input.soft),
    action: input.action ?? 'BLOCK',
    ...params,
    effectiveFrom: from,
    effectiveTo: to,
    status: 'PROPOSED',
    createdBy: stamp.actor,
    approvedBy: null,
    reason: stamp.reason,
    replaces: stamp.replaces,
  });
}
