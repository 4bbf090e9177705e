import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';

export interface EchoOptions {
  readonly folder: string;
  /** What is sent and what comes back, as they travelled between the page and the engine. */
  readonly call: string;
  readonly answer: string;
  readonly count: number;
}

/** How long the same two messages take with no engine: a page, a bare WebSocket server of its own, one every 90 ms. */
export async function timeEcho(browser: Browser, options: EchoOptions): Promise<Float64Array> {
  const file = path.join(options.folder, 'answer.json');
  writeFileSync(file, options.answer);
  const script = fileURLToPath(new URL('./echo-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const page = await browser.newPage();
    const { call, count } = options;
    const times = await page.evaluate(echoInPage, { port: Number(port), call, count, betweenMs: 90 });
    await page.close();
    return Float64Array.from(times);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

/** Runs in the page. Both messages are made of and into objects, as the client does. */
function echoInPage(options: {
  port: number;
  call: string;
  count: number;
  betweenMs: number;
}): Promise<number[]> {
  const message = JSON.parse(options.call) as unknown;
  const socket = new WebSocket(`ws://127.0.0.1:${options.port}`);
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    let start = 0;
    const ask = (): void => {
      start = performance.now();
      socket.send(JSON.stringify(message));
    };
    socket.addEventListener('open', ask);
    socket.addEventListener('error', () => reject(new Error('the echo cannot be reached')));
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      JSON.parse(data);
      times.push(performance.now() - start);
      if (times.length === options.count) resolve(times);
      else setTimeout(ask, options.betweenMs);
    });
  });
}
