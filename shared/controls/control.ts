import type { ControlCode, ControlGroup } from '#shared/domain/control.ts';
import type { Status } from '#shared/domain/decision.ts';
import type { Limit, ScopeLevel, Unit } from '#shared/domain/limit.ts';
import type { OrdType } from '#shared/domain/ticket.ts';
import type { Check } from './check.ts';
import type { MarginRates } from './margin.ts';
import type { Measure, Threshold } from './measure.ts';
import type { Relation } from './relation.ts';
import type { ExposureSet, Grouping, ScenarioSet } from './views.ts';

/** Everything a limit's params may say, parsed; a control reads the ones it names. */
export interface LimitParams {
  readonly confidence: string;
  readonly window: number;
  readonly index: string;
  readonly missing: 'proxy' | 'zero' | 'refuse';
  readonly horizonDays: number;
  readonly topN: number;
  /** Exact ratios. */
  readonly rate: Threshold;
  readonly marketBuffer: Threshold;
  readonly passive: Threshold;
  readonly y: number;
  readonly minBars: number;
  readonly rho: number;
  /** Minor units. */
  readonly budget: number;
  /** null: the limit names no rate. */
  readonly margin: MarginRates | null;
  /** The sliding window of a control of activity, microseconds. */
  readonly windowMicros: number;
  /** Session calendar of an instrument without an exchange. */
  readonly calendar: string;
  /** Order types that a session's limit allows; null: those of the session. */
  readonly ordTypes: readonly OrdType[] | null;
}

/** A limit ready to be compared: thresholds as exact ratios, params parsed, its scenario set resolved. */
export interface CompiledLimit {
  /** null for a default that acts without a limit. */
  readonly limit: Limit | null;
  readonly control: Comparison;
  readonly level: ScopeLevel;
  readonly key: string;
  /** Places in BOOK_LEVELS of the book it counts and of the one whose NAV it compares with. */
  readonly bookPlace: number;
  readonly navPlace: number;
  /** The one group (or region) it is for; null: each, or a control without groups. */
  readonly group: string | null;
  /** Id of the region it is for; -1: none. */
  readonly regionId: number;
  readonly unit: Unit;
  readonly isMoney: boolean;
  /** A reducing ticket is not blocked by a breach of it, and by some neither one that makes nothing worse. */
  readonly exemptsReducing: boolean;
  readonly exemptsNotWorse: boolean;
  /** In the internal scale of measures: minor units, scaled quantity, plain ratio (BPS too). */
  readonly hard: Threshold;
  readonly soft: Threshold;
  /** What must hold of a value and `hard`, and `soft`; the low end of its interval, hard itself where it has none. */
  readonly relation: Relation;
  readonly low: Threshold;
  /** Whether more of the value is better. */
  readonly minimum: boolean;
  /** Hard and soft as float64; NaN where there is no one side to be clearly on. */
  readonly hardValue: number;
  readonly softValue: number;
  /** What METRIC measures; null for any other control. */
  readonly metric: Metric | null;
  /** Times an internal value gives the number in the limit's unit. */
  readonly display: number;
  readonly blocks: boolean;
  readonly logsOnly: boolean;
  readonly params: LimitParams;
  readonly scenarios: ScenarioSet | null;
  /** The sums it reads, and the one line that it is about (a factor's); -1: there is none. */
  readonly exposures: ExposureSet | null;
  readonly line: number;
  /** The factor it is for; null: a control without factors. */
  readonly factor: string | null;
  /** Ranks and quantile of the params' confidence over the window; 0 for a control that reads no scenarios. */
  readonly tail: { readonly rankFromWorst: number; readonly count: number; readonly z: number };
  /** Why it cannot be evaluated (a stored limit that no longer makes sense); null when it can. */
  readonly problem: string | null;
}

interface Described {
  readonly code: ControlCode;
  readonly group: ControlGroup;
  readonly title: string;
  /** What is compared, in the words of the catalogue. */
  readonly formula: string;
  /** Acts on every ticket, limit or not. */
  readonly alwaysOn: boolean;
}

/** What a gate found. `allowedUpTo` is the largest quantity (scaled) it admits: 0 none, Infinity any. */
export interface GateFinding {
  status: Status;
  allowedUpTo: number;
  notes: string[];
  input: string;
  detail: string;
}

/** A control without a number to compare: it admits the ticket or does not. */
export interface Gate extends Described {
  readonly kind: 'GATE';
  judge(check: Check, found: GateFinding): void;
}

/**
 * A control that compares a measured value with a limit. `measure` fills `out` for the ticket at `check.quantity`
 * (0 is the book without the ticket), reading only the check and the limit. The quantity is not an argument:
 * V8 would put it on the heap for every call.
 */
export interface Comparison extends Described {
  readonly kind: 'COMPARISON';
  readonly units: readonly Unit[];
  /** What its limits group by; the ticket's own group is what it measures. */
  readonly grouping?: Grouping;
  /** Sums linear in the book's money that it reads a line of. */
  readonly exposures?: 'FACTORS' | 'BETAS' | 'LADDER';
  /** Of METRIC: what its limits may compare, by name. */
  readonly metrics?: ReadonlyMap<string, Metric>;
  /** Fails below the limit instead of above it. */
  readonly minimum: boolean;
  /** Looks at the ticket alone: `before` has no meaning. */
  readonly ticketOnly: boolean;
  /** Its value without the ticket is the book's alone, whatever symbol the ticket is in. */
  readonly ofBook?: true;
  /** Whose marks and history it reads: nobody's, the ticket's symbol's, or those of the whole book. */
  readonly inputs: 'NONE' | 'SYMBOL' | 'BOOK';
  /** What the two amounts of a ratio are, to show them; absent where it is not made of two. */
  readonly ratioOf?: 'MONEY' | 'QTY' | 'PRICE';
  /** Needs nothing of the instrument, so that an unknown symbol does not make it undetermined. */
  readonly symbolFree?: true;
  /**
   * How the denied quantities lie: NONE the same for every quantity; FLAT for every one above 0; SINGLE none up to a boundary and all after
   * it; FREE anything, where `lastWithin` and `firstBeyond` must answer; VALLEY as a metric that falls and then rises
   * meets its condition.
   */
  readonly crossing: 'NONE' | 'FLAT' | 'SINGLE' | 'FREE' | 'VALLEY';
  /** Names of the params it reads; any other is refused. Returns the problem in words, '' for none. */
  readonly params: readonly string[];
  /** Those of them that have no default. */
  readonly requires?: readonly string[];
  /** Of a control with a sliding window: its length in seconds where the limit's params say none. */
  readonly windowSeconds?: number;
  /** Limit values in force without a limit; only for a control that is always on. */
  readonly defaultHard?: string;
  /** Largest limit value that can be told apart from more; a limit above it is refused. */
  readonly mostHard?: number;
  measure(check: Check, limit: CompiledLimit, out: Measure): void;
  /** False for a ticket the control has nothing to say about (a collar on a market order). */
  applies?(check: Check): boolean;
  /** For APPROXIMATE measures: the value as two exact integers, denominator > 0. */
  measureExactly?(check: Check, limit: CompiledLimit): readonly [bigint, bigint];
  /** Passive side and the like: another hard and soft than the limit's own at this ticket. */
  variant?(check: Check, limit: CompiledLimit): CompiledLimit;
  /**
   * Real-valued quantity (scaled) near the last one whose value is within `threshold` (internal scale of
   * `measure`); a hint that is always verified. NaN: no hint.
   */
  guess?(check: Check, limit: CompiledLimit, threshold: number): number;
  /** FREE: largest real n in [0, from] within the threshold, -1 none. A hint, verified on the grid. */
  lastWithin?(check: Check, limit: CompiledLimit, threshold: number, from: number): number;
  /** FREE: real lower bound of the n >= from beyond the threshold, Infinity none. A hint, verified on the grid. */
  firstBeyond?(check: Check, limit: CompiledLimit, threshold: number, from: number): number;
  /** Something to acknowledge although the limit is kept (a near-duplicate): what would pass warns. */
  warns?(check: Check, limit: CompiledLimit): boolean;
  /** Findings to list with the outcome (proxied symbols). */
  notes?(check: Check, limit: CompiledLimit): readonly string[];
}

/** A number of the book that falls with the ticket's quantity up to one point, if at all, and rises from there. */
export interface Metric {
  /** The control that measures it. */
  readonly control: Comparison;
  /**
   * Whether it rises at the check's quantity: false up to a quantity and true from there. WHERE_MORE_IS_MORE: where one
   * lot more measures no less, for a value that is flat at its lowest point alone.
   */
  readonly rises:
    'ALWAYS' | 'NEVER' | 'WHERE_MORE_IS_MORE' | ((check: Check, limit: CompiledLimit) => boolean);
}

export type Control = Gate | Comparison;
