import type { OutputOf } from '#shared/contract/contract.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

type Page = OutputOf<'whatif.more'>;
type Lists = Omit<Page, 'more'>;

/**
 * Characters of JSON in one page: even where each takes three bytes, with what is around them, within the wire's 2 MiB. A
 * single row that is longer goes alone.
 */
export const PAGE_CHARACTERS = 640 * 1024;
/** Answers that are kept for their pages, the oldest given up first. */
const MOST_KEPT = 4;

/** Long answers in pages that a connection can carry; a user's answer is kept until they ask another question. */
export class AnswerPages {
  readonly #newId: () => string;
  readonly #byUser = new Map<string, { readonly answerId: string; readonly lists: Lists }>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** The first page of a new answer. */
  first(user: string, lists: Lists): Page {
    const answerId = this.#newId();
    const page = pageOf(answerId, lists, 0);
    this.#byUser.delete(user);
    if (page.more !== null) this.#byUser.set(user, { answerId, lists });
    const [oldest] = this.#byUser.keys();
    if (this.#byUser.size > MOST_KEPT && oldest !== undefined) this.#byUser.delete(oldest);
    return page;
  }

  /** The page from a row on; the same one as often as it is asked for. NOT_FOUND: the answer is not kept any more. */
  more(user: string, { answerId, from }: { readonly answerId: string; readonly from: number }): Result<Page> {
    const kept = this.#byUser.get(user);
    if (kept?.answerId === answerId) return ok(pageOf(answerId, kept.lists, from));
    return err(
      appError('NOT_FOUND', 'this answer is not kept any more', 'answerId', 'Ask the question again.'),
    );
  }
}

/** As many rows as fit from the `from`th of all lists on, at least one; rebalances first, then targets, then tickets. */
function pageOf(answerId: string, lists: Lists, from: number): Page {
  const page: Lists = { rebalances: [], targets: [], tickets: [] };
  let left = PAGE_CHARACTERS;
  let place = 0;
  let next = from;
  const take = <T>(rows: readonly T[], into: T[]): void => {
    for (let i = Math.max(0, from - place); i < rows.length && left > 0; i++) {
      const row = rows[i] as T;
      left -= JSON.stringify(row).length + 1;
      if (left < 0 && next > from) break;
      into.push(row);
      next++;
    }
    place += rows.length;
  };
  take(lists.rebalances, page.rebalances);
  take(lists.targets, page.targets);
  take(lists.tickets, page.tickets);
  return { ...page, more: next < place ? { answerId, from: next } : null };
}
