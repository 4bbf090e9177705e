import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { randomKey } from '#renderer/client/random-key.ts';

export interface BasketSlice {
  readonly allOrNone: boolean;
  /** One for one basket: new at every change of it, the same for every try to send it. */
  readonly idempotencyKey: string;
  /** A send of the basket as it stands whose answer this page has not seen. */
  readonly pending: boolean;
}

/** What must outlive a reload besides the drafts themselves. */
export const basketStore = create<BasketSlice>()(
  persist<BasketSlice>(() => ({ allOrNone: false, idempotencyKey: randomKey(), pending: false }), {
    name: 'preflight.basket',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** The basket is another one, or its send is answered. */
export function settleBasket(): void {
  basketStore.setState({ idempotencyKey: randomKey(), pending: false });
}
