import type { BrowserWindow } from 'electron';
import { TICKET_CHANNEL } from '#electron/preload/bridge.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { linkAmong, parseTicketLink } from './ticket-link.ts';

/** Hands ticket links to the page. */
export interface LinkDelivery {
  /** A link, or a command line that may hold one; what is no ticket link is dropped. */
  readonly open: (...args: readonly string[]) => void;
  /** The window that drafts go to from now on. */
  readonly deliverTo: (window: Pick<BrowserWindow, 'webContents'>) => void;
}

/** Keeps the newest draft until the page has loaded; an older one that nobody saw is replaced by it. */
export function deliverLinks(): LinkDelivery {
  let waiting: TicketInput | null = null;
  let page: BrowserWindow['webContents'] | null = null;
  const deliver = (): void => {
    if (waiting === null || page === null || page.isDestroyed() || page.isLoading()) return;
    page.send(TICKET_CHANNEL, waiting);
    waiting = null;
  };
  return {
    open(...args) {
      const link = linkAmong(args);
      waiting = (link === undefined ? null : parseTicketLink(link)) ?? waiting;
      deliver();
    },
    deliverTo({ webContents }) {
      page = webContents;
      page.on('did-finish-load', deliver);
    },
  };
}
