import path from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { findOrInstallElectron } from './electron-binary.ts';
import { hasDisplay, openInBrowser } from './open-in-browser.ts';
import { projectRoot } from './run-command.ts';
import { runShell } from './run-shell.ts';
import { parseStartArguments, type StartArguments } from './start-arguments.ts';

const commandLine = path.join(projectRoot, 'electron', 'cli', 'main.ts');

async function start(options: StartArguments): Promise<number> {
  const electron = options.browser ? undefined : await desktopBinary();
  if (!(await buildIfStale(electron === undefined ? 'renderer' : 'desktop'))) return 3;
  if (options.sample) {
    const code = await runShell(process.execPath, [commandLine, 'sample', ...storeArguments(options)]);
    if (code !== 0) return code;
  }
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

function runDesktop(electron: string, options: StartArguments): Promise<number> {
  // Chromium refuses its own sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const store = options.store === undefined ? [] : [`--store=${path.resolve(options.store)}`];
  return runShell(electron, [...sandbox, projectRoot, ...store]);
}

function runBrowserShell(options: StartArguments): Promise<number> {
  const port = options.port === undefined ? [] : ['--port', String(options.port)];
  let opened = false;
  return runShell(process.execPath, [commandLine, 'serve', ...port, ...storeArguments(options)], (line) => {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (opened || url === undefined) return;
    opened = true;
    openInBrowser(url);
  });
}

function storeArguments({ store }: StartArguments): string[] {
  return store === undefined ? [] : ['--store', path.resolve(store)];
}

const parsed = parseStartArguments(process.argv.slice(2));
if (typeof parsed === 'string') {
  console.error(`preflight: ${parsed}`);
  process.exitCode = 2;
} else {
  process.exitCode = await start(parsed);
}
