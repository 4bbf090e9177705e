/** A decision that comes out differently; `what` is the first difference in words. */
export interface Difference {
  readonly seq: number;
  readonly decisionId: string;
  readonly what: string;
}

export interface RecomputeReport {
  readonly decisions: number;
  /** Equal to the byte. */
  readonly equal: number;
  /** Made by another version of the engine, or with another stress ladder, which need not agree. */
  readonly otherVersion: number;
  readonly different: number;
  /** The first of them. */
  readonly differences: readonly Difference[];
}
