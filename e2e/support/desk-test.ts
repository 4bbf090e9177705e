import { test as base, expect, type Page } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paneSelector } from './pane.ts';
import { loadSample, serveDesk, type DeskServer, type ServeOptions } from './desk-server.ts';

const STORE = 'desk.db';

interface DeskFixtures {
  /** A store of this test's own. */
  readonly store: string;
  /** Starts a server on it; what still runs is stopped at the end. */
  readonly serve: (options?: Omit<ServeOptions, 'store'>) => Promise<DeskServer>;
  /** Copies a folder with a desk to the store, serves it, and opens a page at it, with the ticket ready. */
  readonly openCopy: (folder: string) => Promise<Page>;
  /** A page at the sample desk, with the ticket ready. */
  readonly desk: Page;
  /** What the page complained about: it must stay empty. */
  readonly complaints: string[];
}

interface WorkerFixtures {
  /** A folder with the sample desk, loaded once; every test gets a copy. */
  readonly sampleFolder: string;
}

export const test = base.extend<DeskFixtures, WorkerFixtures>({
  sampleFolder: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-sample-'));
      await loadSample(path.join(folder, STORE));
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // The first argument must be a pattern; this fixture needs no other.
  // oxlint-disable-next-line no-empty-pattern
  store: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-'));
    await use(path.join(folder, STORE));
    await rm(folder, { recursive: true, force: true });
  },
  serve: async ({ store }, use) => {
    const servers: DeskServer[] = [];
    await use(async (options = {}) => {
      const server = await serveDesk({ ...options, store });
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.stop();
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // A line that is lost on purpose is reported by the browser itself.
        const lost = /WebSocket connection|Failed to load resource|ERR_CONNECTION/.test(message.text());
        if (message.type() === 'error' && !lost) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  openCopy: async ({ page, serve, store }, use) => {
    await use(async (folder) => {
      await cp(folder, path.dirname(store), { recursive: true });
      const { link } = await serve();
      await page.goto(link);
      await expect(ticketLine(page)).toBeVisible();
      return page;
    });
  },
  desk: async ({ openCopy, sampleFolder }, use) => {
    await use(await openCopy(sampleFolder));
  },
});

export { expect };

const isLong = process.env['PREFLIGHT_LONG'] === '1';

/** The colours in which a part is looked at: a whole day is in the dark, so that by default the parts are in the light. */
export const COLOURS: readonly ('Dark' | 'Light')[] = isLong ? ['Dark', 'Light'] : ['Light'];

/** The colours and windows of a whole day. */
export const WINDOWS: readonly (readonly [colours: string, width: number, height: number])[] = isLong
  ? ['Dark', 'Light'].flatMap((colours) => [[colours, 1440, 900] as const, [colours, 2560, 1440] as const])
  : [['Dark', 1440, 900]];

export const ticketLine = (page: Page) => page.getByRole('textbox', { name: /^Ticket in one line/ });
export const quantity = (page: Page) => page.getByRole('textbox', { name: 'Quantity', exact: true });
export const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

const CHECKS = `${paneSelector('blotter')} [role="row"]`;

/** The rows of the checks that are in the document. */
export const CHECK_ROWS = `${CHECKS}[row-index]`;

/** A row of the checks that holds a text. */
export const checkRow = (page: Page, text: string) =>
  page.locator(CHECK_ROWS).filter({ hasText: text }).first();

/** The first row of the checks as they are shown; in the document the rows have no order. */
export const newestCheck = (page: Page) => page.locator(`${CHECKS}[row-index="0"]`);
