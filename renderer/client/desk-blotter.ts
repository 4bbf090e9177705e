import { BlotterFeed } from './blotter-feed.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

/** The page's one feed; the pane may come and go. */
export const deskBlotter = new BlotterFeed({
  ...deskClient,
  nextFrame: (callback) => requestAnimationFrame(callback),
  onOpen: (listener) => {
    connectionStore.subscribe((now, before) => {
      if (now.generation !== before.generation) listener();
    });
    if (connectionStore.getState().generation > 0) listener();
  },
});
