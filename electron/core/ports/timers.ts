/** Delayed work, injected: `after` runs once in `ms` milliseconds unless what it returned is called before. */
export interface Timers {
  after(ms: number, run: () => void): () => void;
}
