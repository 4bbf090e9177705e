import type { ControlCode } from '#shared/domain/control.ts';
import type { Currency, EpochMs, LimitId } from '#shared/domain/ids.ts';
import type { Limit, ScopeLevel, Unit } from '#shared/domain/limit.ts';

export type BenchParams = Readonly<Record<string, string | number>>;

/** What the limits of a bench differ in. */
export interface BenchLimit {
  readonly control: ControlCode;
  readonly level: ScopeLevel;
  readonly unit: Unit;
  readonly hard: string;
  readonly key?: string;
  readonly group?: string;
  readonly params?: BenchParams;
}

/** A limit in force that blocks; money is USD. */
export function benchLimit(id: string, row: BenchLimit): Limit {
  const { control, level, unit, hard, key = '*', group = null, params = {} } = row;
  return {
    limitId: id as LimitId,
    version: 1,
    control,
    scope: { level, key },
    group,
    filter: [],
    unit,
    currency: unit === 'MONEY' ? ('USD' as Currency) : null,
    hard,
    soft: null,
    action: 'BLOCK',
    params,
    effectiveFrom: 0 as EpochMs,
    effectiveTo: null,
    status: 'ACTIVE',
    createdBy: 'bench',
    approvedBy: null,
    reason: 'bench',
  };
}
