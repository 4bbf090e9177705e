import { useSyncExternalStore } from 'react';
import type { BookRow } from '#shared/contract/schemas/book.ts';
import { BookFeed, type BookRows } from './book-feed.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

const feed = new BookFeed({
  ...deskClient,
  onOpen: (listener) => {
    const end = connectionStore.subscribe((now, before) => {
      if (now.generation !== before.generation) listener();
    });
    if (connectionStore.getState().generation > 0) listener();
    return end;
  },
});

/** What every account holds and works now. Rejects with what the desk refuses. */
export const readPositions = (): Promise<readonly BookRow[]> => feed.read();

const subscribe = (listener: () => void): (() => void) => feed.subscribe(listener);
const valueNow = (): BookRows => feed.value;

/** What every account holds and works, followed while a pane shows it. */
export const usePositions = (): BookRows => useSyncExternalStore(subscribe, valueNow);
