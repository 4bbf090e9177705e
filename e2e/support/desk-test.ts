import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callDesk } from './call-desk.ts';
import { IS_LONG } from './is-long.ts';
import { paneSelector } from './pane.ts';
import { sampleFolderOfRun, STORE } from './sample-folder.ts';
import { serveDesk, type DeskServer, type ServeOptions } from './desk-server.ts';

interface DeskFixtures {
  /** A store of this test's own. */
  readonly store: string;
  /** Starts a server on it; what still runs is stopped at the end. */
  readonly serve: (options?: Omit<ServeOptions, 'store'>) => Promise<DeskServer>;
  /** Copies a folder with a desk to the store, serves it, and opens a page at it, with the ticket ready. */
  readonly openCopy: (folder: string) => Promise<Page>;
  /** A page at the sample desk, with the ticket ready. */
  readonly desk: Page;
  /** The same page at a desk that other tests look at, too: for a test that has nothing recorded, which is checked. */
  readonly sharedDesk: Page;
  /** What the page complained about: it must stay empty. */
  readonly complaints: string[];
}

interface WorkerFixtures {
  /** A folder with the sample desk, loaded once for the run; every test gets a copy. */
  readonly sampleFolder: string;
  /** The sample desk, served once for the tests that only look at it. */
  readonly sharedServer: SharedServer;
}

interface SharedServer {
  readonly url: string;
  /** What its one-time link gave, so that every test is let in. */
  readonly cookies: Cookies;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

export const test = base.extend<DeskFixtures, WorkerFixtures>({
  sampleFolder: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => use(sampleFolderOfRun()),
    { scope: 'worker' },
  ],
  sharedServer: [
    async ({ sampleFolder, playwright }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-shared-'));
      await cp(sampleFolder, folder, { recursive: true });
      const server = await serveDesk({ store: path.join(folder, STORE) });
      const visitor = await playwright.request.newContext();
      await visitor.get(server.link);
      const { cookies } = await visitor.storageState();
      await visitor.dispose();
      await use({ url: new URL('/', server.link).href, cookies });
      await server.stop();
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
        // A line that is lost on purpose is reported by the browser itself, and a pane that is still fetched when its page is
        // left; the client asks its socket before it sends, a line through a test does not.
        const lost =
          /WebSocket (connection|is already in CLOSING)|Failed to (load resource|fetch dynamically)|Unable to preload CSS|ERR_CONNECTION/.test(
            message.text(),
          );
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
      await expectDesk(page);
      return page;
    });
  },
  desk: async ({ openCopy, sampleFolder }, use) => {
    await use(await openCopy(sampleFolder));
  },
  sharedDesk: async ({ page, context, sharedServer }, use) => {
    await context.addCookies(sharedServer.cookies);
    await page.goto(sharedServer.url);
    await expectDesk(page);
    const before = await newestRecord(page);
    await use(page);
    expect(await newestRecord(page), 'A test of the shared desk had something recorded').toBe(before);
  },
});

export { expect };

async function newestRecord(page: Page): Promise<number | undefined> {
  return (await callDesk(page, 'audit.records', { limit: 1 })).records[0]?.seq;
}

/** The colours in which a part is looked at: a whole day is in the dark, so that by default the parts are in the light. */
export const COLOURS: readonly ('Dark' | 'Light')[] = IS_LONG ? ['Dark', 'Light'] : ['Light'];

/** The colours and windows of a whole day. */
export const WINDOWS: readonly (readonly [colours: string, width: number, height: number])[] = IS_LONG
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

/** The ticket is there first; what is pressed for a pane that is still being fetched goes nowhere, so wait for one. */
async function expectDesk(page: Page): Promise<void> {
  await expect(ticketLine(page)).toBeVisible();
  await expect(page.locator(`${paneSelector('blotter')} .grid-host`)).toBeVisible();
}
