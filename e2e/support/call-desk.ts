import type { Page } from '@playwright/test';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import type { ServerMessage } from '#shared/contract/wire.ts';

/** Calls the desk on a line of its own in the page's session: what another person at this machine would do meanwhile. */
export async function callDesk<N extends ProcedureName>(
  page: Page,
  method: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const message = await page.evaluate(
    (call) =>
      new Promise<ServerMessage>((resolve) => {
        const url = new URL('/rpc', location.href);
        url.protocol = 'ws:';
        const socket = new WebSocket(url);
        socket.addEventListener('open', () => socket.send(JSON.stringify(call)));
        socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
          const answer = JSON.parse(data) as ServerMessage;
          if (answer.type === 'event') return;
          socket.close();
          resolve(answer);
        });
      }),
    { type: 'call', id: 1, method, input },
  );
  if (message.type === 'result') return message.value as OutputOf<N>;
  throw new Error(`${method}: ${JSON.stringify(message)}`);
}
