import type { WebSocket } from 'ws';
import type { CloseReason, Connection } from '#electron/rpc/connection.ts';
import type { ServerMessage } from '#shared/contract/wire.ts';

const CLOSE_CODES: Readonly<Record<CloseReason, number>> = {
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  TOO_LARGE: 1009,
  SLOW: 1013,
};

/** An event is the same object for every client: it is written as text once. */
const texts = new WeakMap<ServerMessage, string>();

/**
 * A client behind a WebSocket, one JSON text a message. What is not JSON text ends the connection; the size is
 * bounded by the server's `maxPayload`. A client that is too slow is cut off rather than asked to say goodbye.
 */
export function webSocketConnection(socket: WebSocket): Connection {
  // The close that follows an error is what counts.
  socket.on('error', () => undefined);
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(textOf(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : parseJson((data as Buffer).toString('utf8'));
        if (message === undefined) socket.close(CLOSE_CODES.PROTOCOL_ERROR);
        else listener(message);
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close(reason) {
      socket.close(CLOSE_CODES[reason]);
      if (reason === 'SLOW') socket.terminate();
    },
  };
}

function textOf(message: ServerMessage): string {
  if (message.type !== 'event') return JSON.stringify(message);
  const text = texts.get(message) ?? JSON.stringify(message);
  texts.set(message, text);
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
