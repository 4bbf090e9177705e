/** Failures in a row after which a name is locked, at first for this long, twice as long each time, at most 15 minutes. */
const FREE_FAILURES = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** Attempts of anyone in a minute; with the longest lock they bound the table: 15 times 60 names are remembered. */
const MOST_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/**
 * Slows down whoever guesses passwords. An attempt counts as failed from its start until it has succeeded, so that
 * many at once gain nothing. Names that do not exist are locked like those that do.
 */
export class FailedSignIns {
  /** By name, the one that failed longest ago first. */
  readonly #failures = new Map<string, { count: number; lastAt: number }>();
  /** When the last attempts began, oldest first. */
  readonly #attempts: number[] = [];

  /** Takes note of an attempt; otherwise how long to wait, in milliseconds, and nothing is noted. */
  attempt(name: string, now: number): number {
    this.#forget(now);
    const [oldest] = this.#attempts;
    if (this.#attempts.length >= MOST_A_MINUTE && oldest !== undefined) return oldest + MINUTE_MS - now;
    const key = name.toLowerCase();
    const failed = this.#failures.get(key);
    const wait = failed === undefined ? 0 : failed.lastAt + lockOf(failed.count) - now;
    if (wait > 0) return wait;
    this.#attempts.push(now);
    this.#failures.delete(key);
    this.#failures.set(key, { count: (failed?.count ?? 0) + 1, lastAt: now });
    return 0;
  }

  succeeded(name: string): void {
    this.#failures.delete(name.toLowerCase());
  }

  /** Names remembered now. */
  get size(): number {
    return this.#failures.size;
  }

  /** A clock that went back forgets nothing early. */
  #forget(now: number): void {
    while ((this.#attempts[0] ?? Infinity) <= now - MINUTE_MS) this.#attempts.shift();
    for (const [name, { lastAt }] of this.#failures) {
      if (lastAt > now - LONGEST_LOCK_MS) return;
      this.#failures.delete(name);
    }
  }
}

const lockOf = (count: number): number =>
  count < FREE_FAILURES ? 0 : Math.min(FIRST_LOCK_MS * 2 ** (count - FREE_FAILURES), LONGEST_LOCK_MS);
