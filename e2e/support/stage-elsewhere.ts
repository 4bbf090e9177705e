import type { Page } from '@playwright/test';

/** Has another client of the same desk record a decision; resolves with its id as soon as the engine has answered. */
export function stageElsewhere(page: Page, symbol: string, orderQty: string): Promise<string> {
  return page.evaluate(
    ([wanted, quantity]) =>
      new Promise<string>((resolve, reject) => {
        const ticket = { account: 'ALPHA', symbol: wanted, side: 'BUY', orderQty: quantity };
        const socket = new WebSocket(`ws://${window.location.host}/rpc`);
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ type: 'call', id: 1, method: 'tickets.validate', input: { ticket } })),
        );
        socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
          const message = JSON.parse(data) as { type: string; value?: { decisionId: string } };
          if (message.type === 'event') return;
          socket.close();
          if (message.value === undefined) reject(new Error(data));
          else resolve(message.value.decisionId);
        });
      }),
    [symbol, orderQty] as const,
  );
}
