import type { Status } from '#shared/domain/decision.ts';

/** One of the 25 limits as a rule over given facts: nothing is left to measure. */
export interface PeerRule {
  readonly limitId: string;
  readonly hard: number;
  readonly soft: number;
  /** Fails below the limit instead of above it. */
  readonly minimum: boolean;
  /** A breach by a reducing ticket only warns. */
  readonly exemptsReducing: boolean;
  /** A breach that the ticket does not worsen only warns. */
  readonly exemptsNotWorse: boolean;
}

/** What one ticket measured, by limit: the values that the engine computes and a peer is given. */
export interface PeerFacts {
  readonly reducing: boolean;
  readonly after: readonly number[];
  /** The value before, with the room that still counts as not worse. */
  readonly before: readonly number[];
}

/** A rules engine with the 25 limits loaded. `prepare` and `statusesOf` are not timed, `evaluate` is. */
export interface OpenPeer {
  prepare(facts: PeerFacts): unknown;
  evaluate(prepared: unknown): Promise<unknown>;
  /** The status of every limit, from what `evaluate` gave. */
  statusesOf(answer: unknown): Status[];
}

export interface Peer {
  readonly name: string;
  open(rules: readonly PeerRule[]): OpenPeer;
}
