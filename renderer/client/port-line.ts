import type { OpenTextLine } from './transport.ts';

/** A line over a port that the desktop shell has granted; a port carries the messages themselves. */
export const portLine =
  (port: MessagePort): OpenTextLine =>
  (events) => {
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
      events.onText(JSON.stringify(data)),
    );
    port.addEventListener('close', () => events.onClose('lost'));
    port.start();
    // As of a socket, not before whoever opens it has the line.
    queueMicrotask(events.onOpen);
    return {
      send: (text) => port.postMessage(JSON.parse(text)),
      close: () => {
        port.close();
        // Its own end tells the other side only.
        events.onClose('lost');
      },
    };
  };
