import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import { AlertFeed } from './alert-feed.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

type Standing = Pick<OutputOf<'alerts.list'>, 'counts' | 'gauges'>;

/** How many alerts wait for somebody. */
export const alertStore = create<Standing>(() => ({
  counts: { INFO: 0, WARNING: 0, CRITICAL: 0 },
  gauges: { open: 0, unwritten: 0, coalesced: 0, faults: 0 },
}));

/** The page's one feed; the pane may come and go. */
export const deskAlerts = new AlertFeed(
  {
    ...deskClient,
    onOpen: (listener) => {
      connectionStore.subscribe((now, before) => {
        if (now.generation !== before.generation) listener();
      });
      if (connectionStore.getState().generation > 0) listener();
    },
  },
  () => alertStore.setState({ counts: deskAlerts.counts, gauges: deskAlerts.gauges }),
);
