import type { Price } from '#shared/domain/decimal.ts';
import type { Position } from '#shared/domain/reference.ts';

/** Average prices of positions as the store has them; one is read again after the position's quantity changed. */
export class AveragePrices {
  readonly #byAccount = new Map<string, Map<string, Price | null>>();

  constructor(positions: readonly Position[]) {
    for (const { account, symbol, avgPrice } of positions) this.#of(account).set(symbol, avgPrice);
  }

  /** What is kept is of another quantity. */
  forget(account: string, symbol: string): void {
    this.#byAccount.get(account)?.delete(symbol);
  }

  /** The one that is kept, or that `read` finds; null: it is not known. */
  of(account: string, symbol: string, read: () => Price | null): Price | null {
    const prices = this.#of(account);
    const kept = prices.get(symbol);
    if (kept !== undefined) return kept;
    const price = read();
    prices.set(symbol, price);
    return price;
  }

  #of(account: string): Map<string, Price | null> {
    let prices = this.#byAccount.get(account);
    if (prices === undefined) this.#byAccount.set(account, (prices = new Map<string, Price | null>()));
    return prices;
  }
}
