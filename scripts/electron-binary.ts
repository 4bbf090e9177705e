import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runCommand } from './run-command.ts';

const electronFolder = path.join(projectRoot, 'node_modules', 'electron');
const failureFile = path.join(projectRoot, '.build', 'electron-not-installed');

/**
 * Electron's own binary, or undefined where it was never downloaded. Reads what the installer left behind:
 * importing the package instead could start the download.
 */
export function findElectron(folder = electronFolder): string | undefined {
  try {
    const distribution = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist');
    const binary = path.join(distribution, readFileSync(path.join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds Electron's binary, or tries once to download it: a failure is remembered, so that the next start does
 * not wait for it again. Deleting `.build` or a new version of Electron makes it try again.
 */
export async function findOrInstallElectron(): Promise<string | undefined> {
  const found = findElectron();
  if (found !== undefined) return found;
  const version = installedVersion();
  if (existsSync(failureFile) && readFileSync(failureFile, 'utf8') === version) return undefined;
  await download(version);
  const installed = findElectron();
  if (installed === undefined) {
    mkdirSync(path.dirname(failureFile), { recursive: true });
    writeFileSync(failureFile, version);
  }
  return installed;
}

/** The installer's own output is dropped: what went wrong is said by whoever does without Electron then. */
async function download(version: string): Promise<void> {
  const what = `Downloading Electron ${version} (once, at most a minute) ...`;
  if (!process.stdout.isTTY) console.log(what);
  const start = performance.now();
  const progress = setInterval(() => {
    if (!process.stdout.isTTY) return;
    process.stdout.write(`\r${what} ${Math.round((performance.now() - start) / 1000)} s\r`);
  }, 1000);
  await runCommand(process.execPath, [path.join(electronFolder, 'install.js')], {
    timeoutMs: 60_000,
    output: 'silent',
  });
  clearInterval(progress);
}

function installedVersion(): string {
  const text = readFileSync(path.join(electronFolder, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
