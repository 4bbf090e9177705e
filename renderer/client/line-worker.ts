import type { FromLine, ToLine } from './line-messages.ts';
import { LineOutbox } from './line-outbox.ts';
import { openWebSocket } from './open-web-socket.ts';
import { portLine } from './port-line.ts';
import { InboxWriter } from './shared-inbox.ts';
import type { TextLine } from './transport.ts';

/* The thread of the page's line to the engine; see open-through-worker.ts. */

let line: TextLine | null = null;

const tell = (message: FromLine): void => postMessage(message);

function start(memory: SharedArrayBuffer, port: MessagePort | null): TextLine {
  const outbox = new LineOutbox(new InboxWriter(memory), tell);
  const open = port === null ? openWebSocket : portLine(port);
  return open({
    onOpen: () => tell({ kind: 'open' }),
    onText: (text) => {
      if (!outbox.put(text)) line?.close();
    },
    onClose: (reason) => tell({ kind: 'closed', reason }),
  });
}

addEventListener('message', ({ data }: MessageEvent<ToLine>) => {
  if (data.kind === 'start') line = start(data.memory, data.port);
  else if (data.kind === 'send') line?.send(data.text, false);
  else line?.close();
});
