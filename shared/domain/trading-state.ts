import type { EpochMs } from './ids.ts';
import type { TradingState } from './reference.ts';

/** Where trading can be halted. */
export const STATE_LEVELS = ['FIRM', 'DESK', 'ACCOUNT', 'TRADER', 'STRATEGY', 'SYMBOL'] as const;
export type StateLevel = (typeof STATE_LEVELS)[number];

const SEVERITY: Record<TradingState, number> = { ACTIVE: 0, REDUCING: 1, HALTED: 2 };

/** Whether going from one state to the other lets more trade: what takes two people. */
export const isLooser = (from: TradingState, to: TradingState): boolean => SEVERITY[to] < SEVERITY[from];

/** One person's request that another may approve: a looser state. */
export interface Rearm {
  readonly requestId: string;
  readonly level: StateLevel;
  readonly key: string;
  readonly from: TradingState;
  readonly to: TradingState;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: EpochMs;
  /** The last instant before which it may be approved. */
  readonly expiresAt: EpochMs;
  /** The record of the state it is about, 0 for none: one that was set again since is not re-armed by it. */
  readonly stateSeq: number;
}
