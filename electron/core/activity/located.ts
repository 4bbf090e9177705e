import type { Locate } from '#shared/domain/reference.ts';
import { toDateNumber } from '../marketdata/calendar-date.ts';

/** What one account may sell short of one symbol: what is located, and how much of it is used. Quantities scaled. */
export class Located {
  readonly #granted: { readonly quantity: number; readonly expires: number }[] = [];
  /** Left on working short sales. */
  #working = 0;
  /** Filled on `#day`; what was filled on another day no longer uses a locate. */
  #filled = 0;
  #day = 0;

  grant({ quantity, expires }: Locate): void {
    this.#granted.push({ quantity, expires: toDateNumber(expires) });
  }

  /** Quantity that is neither working nor filled on `today` (YYYYMMDD); a locate is good to the end of its date. Never below 0. */
  left(today: number): number {
    let left = 0 - this.#working - (this.#day === today ? this.#filled : 0);
    for (const { quantity, expires } of this.#granted) if (expires >= today) left += quantity;
    return Math.max(0, left);
  }

  reserve(quantity: number): void {
    this.#working += quantity;
  }

  release(quantity: number): void {
    this.#working -= quantity;
  }

  /** A fill keeps its locate for the rest of the day. */
  use(quantity: number, day: number): void {
    if (day > this.#day) {
      this.#day = day;
      this.#filled = 0;
    }
    if (day === this.#day) this.#filled += quantity;
  }
}
