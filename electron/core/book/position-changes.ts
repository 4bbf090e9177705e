/** A position that changed: the number of its last change. */
export interface PositionChange {
  readonly account: string;
  /** Of the instrument. */
  readonly id: number;
  readonly change: number;
}

/** When each position of each account last changed, as a number that counts up over all of them. */
export class PositionChanges {
  /** Number of the newest change; 0: there was none. */
  last = 0;
  readonly #instruments: number;
  readonly #byAccount = new Map<string, Float64Array>();

  constructor(instruments: number) {
    this.#instruments = instruments;
  }

  note(account: string, id: number): void {
    let changes = this.#byAccount.get(account);
    if (changes === undefined) this.#byAccount.set(account, (changes = new Float64Array(this.#instruments)));
    changes[id] = ++this.last;
  }

  /** What changed after a change, of some accounts, each once and the one that changed longest ago first. */
  after(change: number, accounts: Iterable<string>): PositionChange[] {
    const found: PositionChange[] = [];
    if (change >= this.last) return found;
    for (const account of accounts) {
      const changes = this.#byAccount.get(account) ?? [];
      for (let id = 0; id < changes.length; id++) {
        const at = changes[id] as number;
        if (at > change) found.push({ account, id, change: at });
      }
    }
    return found.sort((a, b) => a.change - b.change);
  }
}
