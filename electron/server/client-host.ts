import { randomUUID } from 'node:crypto';
import type { Caller } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { Connection } from '#electron/rpc/connection.ts';
import { createEventHub } from '#electron/rpc/event-hub.ts';
import { createRouter } from '#electron/rpc/router.ts';
import { serveConnection } from '#electron/rpc/serve-connection.ts';
import { nodeTimers } from './node-timers.ts';

/** Serves a desk to clients of any transport. */
export interface ClientHost {
  /** Answers the client until it leaves; it acts as the caller's actor, whatever it says. */
  serve(connection: Connection, caller: Caller): void;
  /** No event reaches any client from now on. */
  close(): void;
}

/** The host of an open desk: one router and one event hub for all its clients. Bugs are logged, one text each. */
export function createClientHost(
  desk: Pick<Desk, 'handlers' | 'subscribe' | 'gauges'>,
  log: (text: string) => void,
): ClientHost {
  const router = createRouter({
    handlers: desk.handlers,
    timers: nodeTimers,
    newCorrelationId: randomUUID,
    logBug: (correlationId, method, error) => log(`bug ${correlationId} in ${method}: ${textOf(error)}`),
  });
  const events = createEventHub(desk, nodeTimers);
  let clients = 0;
  const unshow = desk.gauges.add(() => [{ code: 'CLIENTS', value: clients, bound: null }]);
  return {
    serve(connection, caller) {
      clients++;
      connection.onClose(() => void clients--);
      serveConnection(connection, {
        session: router.openSession(caller),
        events,
        logBug: (error) => log(`bug in a message: ${textOf(error)}`),
      });
    },
    close() {
      unshow();
      events.close();
    },
  };
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
