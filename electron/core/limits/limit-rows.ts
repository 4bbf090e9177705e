import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas.ts';
import { compileLimit, NO_MARKET } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';

/** A limit as a row: its texts and the numbers it is compared by. */
export function toLimitRow(limit: Limit, base: Currency): LimitRow {
  const control = comparisonOf(limit.control);
  const compiled = control === undefined ? null : compileLimit(limit, control, base, NO_MARKET);
  return {
    ...limit,
    scope: { ...limit.scope },
    filter: limit.filter.map((clause) => ({ ...clause, values: [...clause.values] })),
    params: { ...limit.params },
    effectiveHard: compiled === null ? 0 : compiled.hard.value * compiled.display,
    effectiveSoft: compiled === null ? 0 : compiled.soft.value * compiled.display,
  };
}

/** An edited limit as a new version, one after the newest there is; texts are kept as they were typed. */
export function nextVersion(
  input: LimitInput,
  previous: Limit | undefined,
  stamp: { version: number; actor: string; now: EpochMs; reason: string },
): Limit {
  return {
    limitId: input.limitId as Limit['limitId'],
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
    params: input.params ?? {},
    effectiveFrom: previous?.effectiveFrom ?? stamp.now,
    effectiveTo: previous?.effectiveTo ?? null,
    status: 'ACTIVE',
    createdBy: stamp.actor,
    approvedBy: null,
    reason: stamp.reason,
  };
}
