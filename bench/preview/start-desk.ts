import type { Browser, Page } from 'playwright';
import { serveDesk, type DeskServer } from '../../e2e/support/desk-server.ts';
import { holdMessages, installProbe } from './page-probe.ts';

export interface StartedDesk {
  readonly server: DeskServer;
  readonly page: Page;
  /** From the start of the engine's process to its link. */
  readonly engineMs: number;
  /** To a ticket that can be typed into, its account filled in. */
  readonly startMs: number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the browser shell on a desk file and opens it in a browser that has never seen it. `holdMs` keeps every message from
 * the engine back for so long: only a test of the bench does that.
 */
export async function startDesk(browser: Browser, store: string, holdMs: number): Promise<StartedDesk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(installProbe);
  if (holdMs > 0) await page.addInitScript(holdMessages, holdMs);
  const started = performance.now();
  const server = await serveDesk({ store });
  const engineMs = performance.now() - started;
  await page.goto(server.link, { waitUntil: 'commit' });
  await page.getByRole('textbox', { name: /^Ticket in one line/ }).waitFor();
  await page.waitForFunction(
    () => (document.querySelector('.ticket-form select') as HTMLSelectElement).value !== '',
  );
  const startMs = performance.now() - started;
  return {
    server,
    page,
    engineMs,
    startMs,
    stop: async () => {
      await context.close();
      await server.stop();
    },
  };
}
