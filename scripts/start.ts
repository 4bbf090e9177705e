import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { ENGINE_FLAGS } from './engine-flags.ts';
import { findOrInstallElectron } from './electron-binary.ts';
import { projectRoot } from './run-command.ts';
import { runShell } from './run-shell.ts';
import { parseStartArguments, type StartArguments } from './start-arguments.ts';

const commandLine = path.join(projectRoot, 'electron', 'cli', 'main.ts');

async function start(options: StartArguments): Promise<number> {
  const electron = options.browser ? undefined : await desktopBinary();
  if (!(await buildIfStale(electron === undefined ? 'renderer' : 'desktop'))) return 3;
  return electron === undefined ? runBrowserShell(options) : runDesktop(electron, options);
}

/** Electron's binary, or undefined after one sentence saying why the desk opens in the browser instead. */
async function desktopBinary(): Promise<string | undefined> {
  if (!hasDisplay()) {
    console.log('No display here, so Preflight opens in the browser.');
    return undefined;
  }
  const electron = await findOrInstallElectron();
  if (electron === undefined) {
    console.log('Electron could not be downloaded here, so Preflight opens in the browser.');
  }
  return electron;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => (name ?? '') !== '');
}

function runBrowserShell({ port, sample, store }: StartArguments): Promise<number> {
  return runShell(process.execPath, [
    ...ENGINE_FLAGS,
    ...[commandLine, 'serve'],
    ...(hasDisplay() ? ['--open'] : []),
    ...(sample ? ['--sample'] : []),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(store === undefined ? [] : ['--store', path.resolve(store)]),
  ]);
}

/** The sample without a store is a desk of its own, gone when the window closes, as in the browser shell. */
async function runDesktop(electron: string, { sample, store, keychain }: StartArguments): Promise<number> {
  const temporary =
    sample && store === undefined ? mkdtempSync(path.join(tmpdir(), 'preflight-')) : undefined;
  try {
    const file = temporary === undefined ? store && path.resolve(store) : path.join(temporary, 'desk.db');
    const loaded =
      sample && file && !existsSync(file)
        ? await runShell(process.execPath, [commandLine, 'sample', '--store', file])
        : 0;
    if (loaded !== 0) return loaded;
    // Chromium refuses its own sandbox to root.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const flags = [...(file ? [`--store=${file}`] : []), ...(keychain ? ['--keychain'] : [])];
    return await runShell(electron, [...sandbox, projectRoot, ...flags]);
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

const parsed = parseStartArguments(process.argv.slice(2));
if (typeof parsed === 'string') {
  console.error(`preflight: ${parsed}`);
  process.exitCode = 2;
} else {
  process.exitCode = await start(parsed);
}
