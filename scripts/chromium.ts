import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright';
import { findProgram } from './find-program.ts';
import { runCommand } from './run-command.ts';

/** Which Chromium the tests drive: `undefined` leaves Playwright its own. */
export interface Chromium {
  readonly executablePath: string | undefined;
}

/**
 * The Chromium to test in: the one `PREFLIGHT_CHROMIUM` names, Playwright's own, the system's. Undefined when
 * there is none.
 */
export function findChromium(): Chromium | undefined {
  const named = process.env['PREFLIGHT_CHROMIUM'];
  if (named !== undefined && named !== '') return { executablePath: named };
  if (existsSync(chromium.executablePath())) return { executablePath: undefined };
  const system = findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  return system === undefined ? undefined : { executablePath: system };
}

/**
 * Finds a Chromium, or installs one: Playwright's own build where its publisher can be reached, else the
 * distribution's package where this process may install packages. Undefined when neither was possible.
 */
export async function findOrInstallChromium(): Promise<Chromium | undefined> {
  return findChromium() ?? (await installFromPlaywright()) ?? (await installFromDebian());
}

async function installFromPlaywright(): Promise<Chromium | undefined> {
  console.log('No Chromium found: installing the one Playwright publishes ...');
  const folder = path.dirname(createRequire(import.meta.url).resolve('playwright/package.json'));
  await runCommand(process.execPath, [path.join(folder, 'cli.js'), 'install', 'chromium'], {
    timeoutMs: 180_000,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return findChromium();
}

async function installFromDebian(): Promise<Chromium | undefined> {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return undefined;
  console.log('That was not possible: installing the distribution\'s package "chromium" ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { timeoutMs: 120_000, output: 'capture', env });
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    timeoutMs: 300_000,
    output: 'capture',
    env,
  });
  return findChromium();
}
