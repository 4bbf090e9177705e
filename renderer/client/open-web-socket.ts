import type { OpenTextLine } from './transport.ts';

/** The browser shell's line: same origin, the session is a cookie that the page cannot read. */
export const openWebSocket: OpenTextLine = (events) => {
  const url = new URL('/rpc', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  let opened = false;
  socket.addEventListener('open', () => {
    opened = true;
    events.onOpen();
  });
  socket.addEventListener('message', (event: MessageEvent<string>) => events.onText(event.data));
  socket.addEventListener('close', () => {
    if (opened) events.onClose('lost');
    else void isSignedOut().then((signedOut) => events.onClose(signedOut ? 'refused' : 'lost'));
  });
  return {
    // On a line that is closing nothing arrives; its end fails the call, and the browser need not complain.
    send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
    close: () => socket.close(),
  };
};

/** A WebSocket hides the status it was refused with; the page itself is refused for the same reason. */
async function isSignedOut(): Promise<boolean> {
  try {
    const response = await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return response.status === 401 || response.status === 403;
  } catch {
    return false;
  }
}
