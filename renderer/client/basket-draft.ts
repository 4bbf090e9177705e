import { z } from 'zod';
import { ticketInput, type TicketInput } from '#shared/contract/schemas/ticket.ts';
import { MAX_BASKET } from '#shared/domain/basket.ts';
import { personalDraft } from './personal-draft.ts';
import { randomKey } from './random-key.ts';

export interface BasketDraft {
  /** Tickets that nobody has asked the engine about, in the order in which they should go, at most `MAX_BASKET`. */
  readonly tickets: readonly TicketInput[];
  readonly allOrNone: boolean;
  /** One for one basket: new at every change of it, the same for every try to send it. */
  readonly idempotencyKey: string;
  /** A send of the basket as it stands whose answer this page has not seen. */
  readonly pending: boolean;
}

const kept = z
  .object({
    tickets: z.array(ticketInput).max(MAX_BASKET),
    allOrNone: z.boolean(),
    idempotencyKey: z.string(),
    pending: z.boolean(),
  })
  .partial();

export const basketDraft = personalDraft<BasketDraft>({
  name: 'basket',
  version: 2,
  empty: () => ({ tickets: [], allOrNone: false, idempotencyKey: randomKey(), pending: false }),
  read: (text) => (kept.safeParse(text).data ?? {}) as Partial<BasketDraft>,
});

/** Adds drafts below those that are there; returns how many had no room. */
export function addDrafts(added: readonly TicketInput[]): number {
  const all = [...basketDraft.getState().tickets, ...added];
  basketDraft.setState({ tickets: all.slice(0, MAX_BASKET) });
  return Math.max(0, all.length - MAX_BASKET);
}

/** The basket is another one, or its send is answered. */
export function settleBasket(): void {
  basketDraft.setState({ idempotencyKey: randomKey(), pending: false });
}
