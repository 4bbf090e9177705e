import type { Verdict } from '#shared/domain/decision.ts';
import type { Limit, Scope, Unit } from '#shared/domain/limit.ts';

/** A past ticket that would have been answered differently. */
export interface ChangedVerdict {
  readonly seq: number;
  readonly at: number;
  readonly decisionId: string;
  readonly clOrdId: string;
  readonly account: string;
  readonly symbol: string;
  readonly side: string;
  /** Shares. */
  readonly orderQty: number;
  readonly was: Verdict;
  readonly would: Verdict;
}

/** What the desk holds now that is beyond a proposed limit. */
export interface Breach {
  readonly limitId: string;
  readonly scope: Scope;
  readonly group: string | null;
  readonly value: number;
  readonly hard: number;
  readonly unit: Unit;
  /** Holdings it was measured at; a few of them. */
  readonly symbols: readonly string[];
}

export interface ImpactReport {
  /** Past tickets evaluated under the proposal. */
  readonly decisions: number;
  readonly changed: number;
  /** How many went from one verdict to another: `PASS BLOCK` to a count. */
  readonly changes: Readonly<Record<string, number>>;
  /** The newest of them. */
  readonly tickets: readonly ChangedVerdict[];
  readonly breaches: readonly Breach[];
}

export interface ImpactRequest {
  /** Versions that would replace those of the same id, or be added. */
  readonly proposals: readonly Limit[];
  /** Decisions from this instant on (epoch ms) are looked at. */
  readonly since: number;
}
