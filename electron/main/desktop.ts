import path from 'node:path';
import { app, BrowserWindow, dialog, Menu } from 'electron';
import { APP_ORIGIN, registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { applicationMenu } from './application-menu.ts';
import { grantPorts } from './grant-ports.ts';
import { mainWindow } from './main-window.ts';
import { restrictContents } from './restrict-contents.ts';
import type { DeskTransport } from './desk-transport.ts';

/**
 * Runs the desktop shell: one instance, one engine in this process, one window that may be closed and opened
 * again while the engine lives. Starting it a second time brings the first to the front. An engine that cannot
 * be opened is said in a dialog and ends the app: there is no ticket before the engine is ready.
 */
export function desktop(openTransport: (storeFile: string | undefined) => Promise<DeskTransport>): void {
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', showWindow);
  app.whenReady().then(() => run(openTransport), fail);
}

async function run(openTransport: (storeFile: string | undefined) => Promise<DeskTransport>): Promise<void> {
  const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  const origin = developmentUrl ?? APP_ORIGIN;
  restrictContents(origin);
  serveAppScheme(path.join(import.meta.dirname, '../renderer'));
  Menu.setApplicationMenu(applicationMenu(process.platform, !app.isPackaged));
  try {
    const storeFile = app.commandLine.getSwitchValue('store');
    const transport = await openTransport(storeFile === '' ? undefined : storeFile);
    closeBeforeQuit(transport);
    grantPorts(origin, transport.serve);
    mainWindow(origin);
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) mainWindow(origin);
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
  } catch (error) {
    fail(error);
  }
}

/** Holds the end of the process back until the engine has closed its store. */
function closeBeforeQuit(transport: DeskTransport): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void transport
      .close()
      .catch((error: unknown) => console.error(error))
      .then(() => {
        closed = true;
        app.quit();
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

function fail(error: unknown): void {
  dialog.showErrorBox('Preflight cannot start', error instanceof Error ? error.message : String(error));
  app.exit(3);
}
