import { MAX_MESSAGE_BYTES } from '#shared/contract/wire.ts';
import type { Connection } from './connection.ts';
import { exceedsBytes } from './message-size.ts';

/** What Electron's `MessagePortMain` and the `MessagePort` of `node:worker_threads` have in common. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/**
 * A client at the other end of a message port, structured clone both ways. `unwrap` gives the message of what the
 * port's `message` listener is called with: `(event) => event.data` in Electron, the value itself in Node.
 * A message over the wire's size ends the connection unread. A port does not tell what it has buffered: 0.
 */
export function messagePortConnection(port: Port, unwrap: (received: unknown) => unknown): Connection {
  return {
    bufferedAmount: 0,
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (received) => {
        const message = unwrap(received);
        if (exceedsBytes(message, MAX_MESSAGE_BYTES)) port.close();
        else listener(message);
      });
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
