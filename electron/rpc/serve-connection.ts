import { z } from 'zod';
import type { ServerMessage } from '#shared/contract/wire.ts';
import type { Connection } from './connection.ts';
import { describeIssue } from './describe-issue.ts';
import type { EventHub, EventMessage } from './event-hub.ts';
import type { Session } from './router.ts';

export interface ServeOptions {
  readonly session: Session;
  readonly events: EventHub;
  /** A message that could not be sent, which only a bug can cause. */
  readonly logBug: (error: unknown) => void;
}

/** A client that has let this much pile up is disconnected: it may come back and read the present state. */
export const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

const envelope = z.object({ id: z.number().int().nonnegative() });
const callMessage = z.strictObject({
  type: z.literal('call'),
  id: z.number().int().nonnegative(),
  method: z.string().max(64),
  input: z.unknown(),
});

/**
 * Serves one client over any transport until it closes: answers its calls in the order they finish and passes the
 * events on. A message without a readable id cannot be answered, nor one whose id is still in flight: both end the
 * connection. Whoever the message says it is from does not matter: the actor is the session's.
 */
export function serveConnection(connection: Connection, { session, events, logBug }: ServeOptions): void {
  const inFlight = new Set<number>();
  let open = true;

  const send = (message: ServerMessage): void => {
    if (!open) return;
    if (connection.bufferedAmount > MAX_BUFFERED_BYTES) {
      close();
      connection.close('SLOW');
      return;
    }
    try {
      connection.send(message);
    } catch (error) {
      logBug(error);
      close();
      connection.close('PROTOCOL_ERROR');
    }
  };
  const unsubscribe = events.subscribe((message) => send(addressedTo(session, message)));
  const close = (): void => {
    open = false;
    unsubscribe();
  };

  connection.onClose(close);
  connection.onMessage((message) => {
    if (!open) return;
    const id = envelope.safeParse(message).data?.id;
    if (id === undefined || inFlight.has(id)) {
      close();
      connection.close('PROTOCOL_ERROR');
      return;
    }
    const call = callMessage.safeParse(message);
    if (!call.success) {
      send({ type: 'error', id, error: describeIssue(call.error, 'message') });
      return;
    }
    inFlight.add(id);
    void session.call(call.data.method, call.data.input).then((reply) => {
      inFlight.delete(id);
      send(reply.ok ? { type: 'result', id, value: reply.value } : { type: 'error', id, error: reply.error });
    });
  });
}

/** The status event names who is connected: each client is told its own session, never another's. */
function addressedTo(session: Session, message: EventMessage): EventMessage {
  if (message.event !== 'desk.status') return message;
  const { actor } = session;
  const data = { ...(message.data as object), actor: actor.user, capabilities: [...actor.capabilities] };
  return { ...message, data };
}
