import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskReader, ResolvedSend } from '../ports/desk-reader.ts';

/** A request that must have one outcome however often it is made. */
export interface KeyedRequest {
  readonly key: string;
  /** Key of the first ticket in the store, where it is not the request's own. */
  readonly storedKey?: string;
  readonly bodyHash: string;
  /** ClOrdIDs that it uses up. */
  readonly clOrdIds: readonly string[];
}

/**
 * Idempotency keys and ClOrdIDs of sends, replacements and baskets: on their way here, done in the store. The same
 * key with the same body gives the first answer again, with another it is IDEMPOTENCY_MISMATCH; a ClOrdID that was
 * used is CONFLICT. Bounded by what the journal takes at once.
 */
export class SendKeys {
  readonly #reader: DeskReader;
  readonly #inFlight = new Map<string, { bodyHash: string; answer: Promise<Result<unknown>> }>();
  readonly #ids = new Set<string>();

  constructor(reader: DeskReader) {
    this.#reader = reader;
  }

  /** Acts unless the request was made before; `recall` makes the answer of what the store holds of it. */
  async once<A extends { readonly replayed: boolean }>(
    { key, storedKey = key, bodyHash, clOrdIds }: KeyedRequest,
    recall: (stored: ResolvedSend) => A,
    act: () => Promise<Result<A>>,
  ): Promise<Result<A>> {
    const pending = this.#inFlight.get(key);
    if (pending !== undefined) {
      if (pending.bodyHash !== bodyHash) return err(mismatch(key));
      const answer = (await pending.answer) as Result<A>;
      return answer.ok ? ok({ ...answer.value, replayed: true }) : answer;
    }
    const stored = this.#reader.send(storedKey);
    if (stored !== null) return stored.bodyHash === bodyHash ? ok(recall(stored)) : err(mismatch(key));
    const used = this.#firstUsed(clOrdIds);
    if (used !== null) {
      return err(appError('CONFLICT', `ClOrdID '${used}' was used before`, 'clOrdId', 'Use a new one.'));
    }
    for (const id of clOrdIds) this.#ids.add(id);
    const answer = act();
    this.#inFlight.set(key, { bodyHash, answer });
    try {
      return await answer;
    } finally {
      this.#inFlight.delete(key);
      for (const id of clOrdIds) this.#ids.delete(id);
    }
  }

  /** What the store holds of a request, after it is answered when it is on its way; null: nothing. */
  async outcome(key: string, storedKey = key): Promise<ResolvedSend | null> {
    await this.#inFlight.get(key)?.answer;
    return this.#reader.send(storedKey);
  }

  #firstUsed(clOrdIds: readonly string[]): string | null {
    const own = new Set<string>();
    for (const id of clOrdIds) {
      if (own.has(id) || this.#ids.has(id) || this.#reader.hasTicket(id)) return id;
      own.add(id);
    }
    return null;
  }
}

const mismatch = (key: string) =>
  appError(
    'IDEMPOTENCY_MISMATCH',
    'this key was used for another ticket',
    key,
    'Use a new key for a new ticket.',
  );
