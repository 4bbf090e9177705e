import type { Page } from '@playwright/test';
import type { ClientMessage, ServerMessage } from '#shared/contract/wire.ts';

export interface BrokenLine {
  /** The next call of the method never reaches the desk. */
  readonly dropNext: (method: ClientMessage['method']) => void;
  /** The next call of the method reaches the desk, whose answer never reaches the page. */
  readonly muteNext: (method: ClientMessage['method']) => void;
  /** How often the page called it, dropped ones included. */
  readonly calls: (method: ClientMessage['method']) => number;
}

/**
 * A line between page and desk that loses what a test says. To be set up before the page is opened, whose line it then is:
 * the thread that would have it cannot be started.
 */
export async function breakLine(page: Page): Promise<BrokenLine> {
  const dropping = new Set<string>();
  const muting = new Set<string>();
  const counts = new Map<string, number>();
  await page.route(/line-worker/, (route) => route.abort());
  await page.routeWebSocket('**/rpc', (socket) => {
    const desk = socket.connectToServer();
    const silent = new Set<number>();
    socket.onMessage((text) => {
      const { id, method } = JSON.parse(String(text)) as ClientMessage;
      counts.set(method, (counts.get(method) ?? 0) + 1);
      if (dropping.delete(method)) return;
      if (muting.delete(method)) silent.add(id);
      desk.send(text);
    });
    desk.onMessage((text) => {
      const message = JSON.parse(String(text)) as ServerMessage;
      if (message.type === 'event' || !silent.delete(message.id)) socket.send(text);
    });
  });
  return {
    dropNext: (method) => void dropping.add(method),
    muteNext: (method) => void muting.add(method),
    calls: (method) => counts.get(method) ?? 0,
  };
}
