import type { Page } from '@playwright/test';

/**
 * Makes the page believe that it is in the desktop shell, whose port is joined to the browser shell's socket. To be set up
 * before the page is opened.
 */
export const pretendDesktop = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    (window as unknown as { preflight: unknown }).preflight = {
      shell: 'desktop',
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        const url = new URL('/rpc', location.href);
        url.protocol = 'ws:';
        const socket = new WebSocket(url);
        socket.onopen = () => {
          port1.onmessage = ({ data }) => socket.send(JSON.stringify(data));
          socket.onmessage = ({ data }: MessageEvent<string>) => port1.postMessage(JSON.parse(data));
          window.postMessage('preflight:port', location.origin, [port2]);
        };
      },
    };
  });
