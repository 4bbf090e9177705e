const KEPT = 1_024;

/** The last 1,024 evaluation times and their percentiles, microseconds. */
export class DecisionTiming {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;

  add(micros: number): void {
    this.#ring[this.#count++ % KEPT] = micros;
  }

  /** Decisions since the desk was opened. */
  get count(): number {
    return this.#count;
  }

  /** Nearest-rank percentiles; null before the first decision. */
  percentiles(): Record<'p50' | 'p99' | 'p999', number | null> {
    const sorted = this.#ring.slice(0, Math.min(this.#count, KEPT)).sort();
    const at = (q: number): number | null => sorted[Math.ceil(q * sorted.length) - 1] ?? null;
    return { p50: at(0.5), p99: at(0.99), p999: at(0.999) };
  }
}
