import { randomUUID } from 'node:crypto';
import type { MessagePortMain } from 'electron';
import type { Desk } from '#electron/core/desk/desk.ts';
import { createEventHub } from '#electron/rpc/event-hub.ts';
import { messagePortConnection, type Port } from '#electron/rpc/message-port.ts';
import { createRouter } from '#electron/rpc/router.ts';
import { serveConnection } from '#electron/rpc/serve-connection.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { nodeTimers } from '#electron/server/node-timers.ts';

/** The engine as the desktop shell sees it: it serves the pages' ports and is closed once, at the end. */
export interface DeskTransport {
  readonly serve: (port: MessagePortMain) => void;
  readonly close: () => Promise<void>;
}

/** Serves the contract over Electron's message ports: every page as whoever runs this process, or signed in last. */
export function deskTransport(desk: Desk): DeskTransport {
  const session = desk.openSession({ osAccount: localAccount(), origin: 'desktop' });
  const events = createEventHub(desk, nodeTimers);
  const router = createRouter({
    handlers: desk.handlers,
    timers: nodeTimers,
    newCorrelationId: randomUUID,
    logBug: (correlationId, method, error) => console.error(`bug ${correlationId} in ${method}:`, error),
  });
  return {
    serve(port: Port) {
      const connection = messagePortConnection(port, (received) => (received as { data: unknown }).data);
      const logBug = (error: unknown): void => console.error('bug in a message:', error);
      serveConnection(connection, { session: router.openSession(session), events, logBug });
    },
    close() {
      events.close();
      return desk.close();
    },
  };
}
