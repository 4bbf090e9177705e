import type { ControlCode } from './control.ts';
import type { Currency, EpochMs, LimitId } from './ids.ts';

export const SCOPE_LEVELS = [
  'FIRM',
  'DESK',
  'ACCOUNT',
  'TRADER',
  'STRATEGY',
  'SYMBOL',
  'ISSUER',
  'SECTOR',
  'COUNTRY',
  'CURRENCY',
  'ASSET_CLASS',
] as const;
export type ScopeLevel = (typeof SCOPE_LEVELS)[number];

export interface Scope {
  readonly level: ScopeLevel;
  /** An entity of the level, or `*`: each one separately. */
  readonly key: string;
}

export const UNITS = ['MONEY', 'QTY', 'FRACTION', 'BPS', 'RATIO', 'COUNT', 'DAYS', 'SECONDS'] as const;
export type Unit = (typeof UNITS)[number];

export const LIMIT_ACTIONS = ['BLOCK', 'WARN', 'LOG'] as const;
export type LimitAction = (typeof LIMIT_ACTIONS)[number];

export const LIMIT_STATUSES = ['DRAFT', 'PROPOSED', 'ACTIVE', 'RETIRED'] as const;
export type LimitStatus = (typeof LIMIT_STATUSES)[number];

/** Ticket fields a filter may name. */
export const FILTER_FIELDS = [
  'symbol',
  'sector',
  'issuer',
  'country',
  'currency',
  'assetClass',
  'side',
  'ordType',
  'timeInForce',
  'account',
  'trader',
  'strategy',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Declarative: every clause must hold. Data, never code. */
export interface FilterClause {
  readonly field: FilterField;
  readonly op: 'in' | 'notIn';
  readonly values: readonly string[];
}

/** What a dynamic limit follows; a higher value is a worse day. */
export const TIGHTEN_METRICS = ['MARKET_VOL', 'STRESS_LEVEL', 'BOOK_DRAWDOWN'] as const;
export type TightenMetric = (typeof TIGHTEN_METRICS)[number];

/**
 * Tightens hard and soft by a factor that is linear between the points, and outside them that of the nearest end.
 * x rises strictly from point to point, the factor lies in [0, 1] and never rises with x.
 */
export interface TightenRule {
  readonly metric: TightenMetric;
  readonly points: readonly (readonly [x: number, factor: number])[];
}

/** How a version came to be, where it is not an ordinary one: proposed to end the limit, or put in force by one officer. */
export const LIMIT_CHANGES = ['RETIRE', 'TIGHTEN'] as const;
export type LimitChange = (typeof LIMIT_CHANGES)[number];

/**
 * One version of one limit. `hard` and `soft` are decimal texts in `unit` (money in whole currency, fractions not
 * percent), kept as text so that an export is bit for bit what was imported.
 */
export interface Limit {
  readonly limitId: LimitId;
  readonly version: number;
  readonly control: ControlCode;
  readonly scope: Scope;
  /** Which sector, country, currency, asset class or factor a grouped control looks at; `*` each; null: not grouped. */
  readonly group: string | null;
  readonly filter: readonly FilterClause[];
  readonly unit: Unit;
  readonly currency: Currency | null;
  readonly hard: string;
  /** null: 0.8*hard, or 1.25*hard for a minimum. */
  readonly soft: string | null;
  readonly action: LimitAction;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** `params.tighten` of a limits file; absent: the values do not move. */
  readonly tighten?: TightenRule;
  readonly effectiveFrom: EpochMs;
  readonly effectiveTo: EpochMs | null;
  readonly status: LimitStatus;
  readonly createdBy: string;
  readonly approvedBy: string | null;
  readonly reason: string;
  readonly change?: LimitChange;
  /** The newest ACTIVE version when this one was written, 0 for none; absent in a set that was imported at once. */
  readonly replaces?: number;
}

/** An officer tightened it alone: in force, until another one keeps it or takes it back. */
export const isAwaitingReview = (limit: Limit): boolean =>
  limit.status === 'ACTIVE' && limit.change === 'TIGHTEN' && limit.approvedBy === null;
