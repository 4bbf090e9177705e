const KEPT = 1_024;

/** The last 1,024 evaluation times and their percentiles, microseconds. */
export class DecisionTiming {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;

  add(micros: number): void {
    this.#ring[this.#count++ % KEPT] = micros;
  }

  /** Nearest-rank percentiles; null before the first decision. */
  percentiles(): { p50: number | null; p99: number | null } {
    const sorted = this.#ring.slice(0, Math.min(this.#count, KEPT)).sort();
    const at = (q: number): number | null => sorted[Math.ceil(q * sorted.length) - 1] ?? null;
    return { p50: at(0.5), p99: at(0.99) };
  }
}
