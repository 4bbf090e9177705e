import { LineInbox } from './line-inbox.ts';
import type { FromLine, ToLine } from './line-messages.ts';
import { openWebSocket } from './open-web-socket.ts';
import { portLine } from './port-line.ts';
import { InboxReader, inboxMemory } from './shared-inbox.ts';
import type { CloseReason, OpenTextLine, TextEvents, TextLine } from './transport.ts';

/** Room for dozens of verdicts. */
const INBOX_BYTES = 1 << 20;
/** How long the frame of a question that is answered at once waits for the answer; without it, it would come a frame later. */
const FRAME_WAIT_MS = 8;

let isBroken = false;

/**
 * A line in a thread of its own: over a port that the desktop has granted, or by WebSocket without one. After a key Chromium
 * keeps every message from a page, whoever sends it, until the page has drawn a frame, so that an answer of two milliseconds is
 * seen a frame later than it could be. What this thread receives lies in shared memory instead, where the frame itself looks
 * before it is drawn. Without shared memory, or when the thread cannot be started, the line is the page's own.
 */
export function openThroughWorker(port: MessagePort | null): OpenTextLine {
  return (events) => {
    if (crossOriginIsolated && !isBroken) return startWorker(port, events);
    return port === null ? openWebSocket(events) : portLine(port)(events);
  };
}

function startWorker(port: MessagePort | null, events: TextEvents): TextLine {
  const worker = new Worker(new URL('./line-worker.ts', import.meta.url), { type: 'module', name: 'line' });
  const memory = inboxMemory(INBOX_BYTES);
  const inbox = new LineInbox(new InboxReader(memory), events.onText);
  const tell = (message: ToLine): void => worker.postMessage(message);
  let frame = 0;
  let waitsFrom: number | null = null;
  let isOver = false;

  const end = (reason: CloseReason): void => {
    if (isOver) return;
    isOver = true;
    cancelAnimationFrame(frame);
    worker.terminate();
    events.onClose(reason);
  };
  const onFrame = (): void => {
    frame = 0;
    inbox.drain();
    const until = performance.now() + FRAME_WAIT_MS;
    while (inbox.count === waitsFrom && performance.now() < until) inbox.drain();
    waitsFrom = null;
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromLine>) => {
    if (isOver) return;
    if (data.kind === 'open') return events.onOpen();
    if (data.kind === 'text') inbox.put(data.seq, data.text);
    inbox.drain();
    if (data.kind === 'closed') end(data.reason);
  });
  worker.addEventListener('error', () => {
    isBroken = true;
    end('lost');
  });
  worker.postMessage({ kind: 'start', memory, port } satisfies ToLine, port === null ? [] : [port]);
  return {
    send: (text, isQuick) => {
      tell({ kind: 'send', text });
      if (isQuick) waitsFrom = inbox.count;
      frame ||= requestAnimationFrame(onFrame);
    },
    close: () => tell({ kind: 'close' }),
  };
}
