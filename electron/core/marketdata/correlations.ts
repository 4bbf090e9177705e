import { dotProduct } from '#shared/quant/scenario.ts';
import { standardiseReturns } from '#shared/quant/standardised-returns.ts';
import type { Correlations } from '#shared/controls/views.ts';

/** Ids kept in lists at most; beyond, all lists are made anew when asked for. */
const MAX_LISTED = 4_000_000;

/** Correlations of a scenario set, each symbol's neighbours found at first use. */
export class LazyCorrelations implements Correlations {
  readonly T: number;
  readonly #returns: Float64Array;
  readonly #lists = new Map<number, (Int32Array | undefined)[]>();
  #standardised: Float64Array | null = null;
  #listed = 0;

  /** Symbol-major returns without gaps, T a symbol. */
  constructor(returns: Float64Array, T: number) {
    this.#returns = returns;
    this.T = T;
  }

  get standardised(): Float64Array {
    return (this.#standardised ??= standardiseReturns(this.#returns, this.T));
  }

  isDefined(id: number): boolean {
    return this.T > 0 && !Number.isNaN(this.standardised[id * this.T]);
  }

  atLeast(id: number, rho: number): Int32Array {
    let lists = this.#lists.get(rho);
    if (lists === undefined) this.#lists.set(rho, (lists = []));
    return lists[id] ?? this.#find(lists, id, rho);
  }

  #find(lists: (Int32Array | undefined)[], id: number, rho: number): Int32Array {
    const { standardised: rows, T } = this;
    const own = rows.subarray(id * T, (id + 1) * T);
    const found: number[] = [];
    for (let other = 0; other * T < rows.length; other++) {
      if (other === id || dotProduct(own, rows, other * T, T) >= rho) found.push(other);
    }
    if (this.#listed + found.length > MAX_LISTED) {
      this.#lists.clear();
      this.#listed = 0;
    } else lists[id] = Int32Array.from(found);
    this.#listed += found.length;
    return Int32Array.from(found);
  }
}
