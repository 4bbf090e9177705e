import path from 'node:path';
import { app, BrowserWindow, dialog, Menu } from 'electron';
import { APP_ORIGIN, registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { deliverLinks, type LinkDelivery } from './deliver-links.ts';
import { applicationMenu } from './application-menu.ts';
import { grantPorts } from './grant-ports.ts';
import { mainWindow } from './main-window.ts';
import { LINK_SCHEME } from './ticket-link.ts';
import { restrictContents } from './restrict-contents.ts';
import type { DeskTransport } from './desk-transport.ts';

/**
 * Runs the desktop shell: one instance, one engine in this process, one window that may be closed and opened
 * again while the engine lives. Starting it a second time brings the first to the front; a ticket link fills its form. An engine that cannot
 * be opened is said in a dialog and ends the app: there is no ticket before the engine is ready.
 */
export function desktop(openTransport: (storeFile: string | undefined) => Promise<DeskTransport>): void {
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const links = deliverLinks();
  links.open(...process.argv);
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  app.on('second-instance', (_event, args) => {
    showWindow();
    links.open(...args);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.open(url);
  });
  app.whenReady().then(() => run(openTransport, links), fail);
}

async function run(
  openTransport: (storeFile: string | undefined) => Promise<DeskTransport>,
  links: LinkDelivery,
): Promise<void> {
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
    links.deliverTo(mainWindow(origin));
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) links.deliverTo(mainWindow(origin));
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
