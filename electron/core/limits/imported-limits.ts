/** What a limits file became. */
export interface ImportedLimits {
  readonly written: number;
  readonly status: 'ACTIVE' | 'PROPOSED';
}

/** What a set of limits would change: ids. A limit that only the desk has is missing, and stays. */
export interface LimitDiff {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly missing: readonly string[];
}
