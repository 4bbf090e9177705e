import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findElectron } from '../../scripts/electron-binary.ts';
import { projectRoot } from '../../scripts/run-command.ts';
import { loadSample } from '../support/desk-server.ts';
import { checkRow, ticketLine, verdict } from '../support/desk-test.ts';

interface DesktopFixtures {
  /** Starts the desktop on the sample desk of this test, with what else its command line says. */
  readonly launch: (...args: readonly string[]) => Promise<ElectronApplication>;
}

const test = base.extend<DesktopFixtures>({
  // The first argument must be a pattern; this fixture needs no other.
  // oxlint-disable-next-line no-empty-pattern
  launch: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'preflight-desktop-'));
    const store = path.join(folder, 'desk.db');
    await loadSample(store);
    const running: ElectronApplication[] = [];
    await use(async (...args) => {
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const app = await _electron.launch({
        executablePath: findElectron() ?? '',
        args: [
          ...sandbox,
          projectRoot,
          `--store=${store}`,
          `--user-data-dir=${path.join(folder, 'user')}`,
          ...args,
        ],
        cwd: projectRoot,
      });
      running.push(app);
      return app;
    });
    for (const app of running) await app.close();
    await rm(folder, { recursive: true, force: true });
  },
});

async function deskOf(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await expect(ticketLine(page)).toBeVisible();
  return page;
}

test('a ticket is decided in the window and is there when it is opened again', async ({ launch }) => {
  const app = await launch();
  const desk = await deskOf(app);
  await ticketLine(desk).fill('b 12k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');
  await ticketLine(desk).press('Enter');
  await expect(checkRow(desk, 'BRLE')).toBeVisible();
  await app.close();
  await expect(checkRow(await deskOf(await launch()), 'BRLE')).toBeVisible();
});

test('the page has the desk and nothing of the machine', async ({ launch }) => {
  const desk = await deskOf(await launch());
  const reached = await desk.evaluate(() => ({
    origin: window.location.origin,
    isolated: window.crossOriginIsolated,
    machine: ['require', 'process', 'module', 'electron'].filter((name) => name in window),
  }));
  expect(reached).toEqual({ origin: 'app://preflight', isolated: true, machine: [] });
});

test('a ticket link fills the form, and nothing is recorded', async ({ launch }) => {
  const app = await launch('preflight://ticket?symbol=BRLE&side=BUY&orderQty=500&price=109.45&ordType=LIMIT');
  const desk = await deskOf(app);
  await expect(verdict(desk)).toContainText('PASS');
  await expect(checkRow(desk, 'BRLE')).toHaveCount(0);
});

test('the window opens where it was closed', async ({ launch }) => {
  const wanted = { x: 60, y: 70, width: 1_200, height: 760 };
  const bounds = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  const app = await launch();
  await deskOf(app);
  await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), wanted);
  await app.close();
  const again = await launch();
  await deskOf(again);
  expect(await bounds(again)).toEqual(wanted);
});
