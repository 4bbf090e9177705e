import type { ScenarioSet } from '#shared/controls/views.ts';
import { dotProduct } from '#shared/quant/scenario.ts';
import type { CorrelationReader } from '../ports/correlation-cache.ts';

/** The correlations of a scenario set, each computed when it is asked for, in float64: about 0.2 us for 252 sessions. */
export class PlainCorrelations implements CorrelationReader {
  readonly version = null;
  readonly #set: ScenarioSet;
  readonly #count: number;

  constructor(set: ScenarioSet) {
    this.#set = set;
    this.#count = set.returns.length / set.T;
  }

  correlation(a: number, b: number): number | null {
    return this.#isId(a) && this.#isId(b) ? valueOf(this.#compute(a, b)) : null;
  }

  row(id: number): Float32Array | null {
    return this.#isId(id) ? Float32Array.from({ length: this.#count }, (_, b) => this.#compute(id, b)) : null;
  }

  #isId(id: number): boolean {
    return Number.isInteger(id) && id >= 0 && id < this.#count;
  }

  /** NaN where one does not vary. */
  #compute(a: number, b: number): number {
    const { correlations, T } = this.#set;
    const { standardised } = correlations;
    const product = dotProduct(standardised.subarray(a * T, (a + 1) * T), standardised, b * T, T);
    return a === b && !Number.isNaN(product) ? 1 : Math.max(-1, Math.min(1, product));
  }
}

const valueOf = (value: number): number | null => (Number.isNaN(value) ? null : value);
