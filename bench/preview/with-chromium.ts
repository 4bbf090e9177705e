import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { findChromium } from '../../scripts/chromium.ts';

/** Runs `measure` with the pages built, a browser and a folder of its own. Error saying what this machine lacks. */
export async function withChromium<T>(measure: (browser: Browser, folder: string) => Promise<T>): Promise<T> {
  const found = findChromium();
  if (found === undefined)
    throw new Error('No Chromium: put one on the path, or name it in PREFLIGHT_CHROMIUM.');
  if (!(await buildIfStale('renderer', 'silent')))
    throw new Error('The pages cannot be built: npm run build.');
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  const { executablePath } = found;
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-dev-shm-usage'],
  });
  try {
    return await measure(browser, folder);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
