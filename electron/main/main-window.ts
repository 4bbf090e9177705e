import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { readBounds, saveBounds } from './window-bounds.ts';

/** Opens the desk's window on `origin` where it was when it was closed, shown once it has something to show. */
export function mainWindow(origin: string): BrowserWindow {
  const file = path.join(app.getPath('userData'), 'window.json');
  const kept = readBounds(
    file,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    width: kept?.width ?? 1600,
    height: kept?.height ?? 1000,
    ...(kept !== null && { x: kept.x, y: kept.y }),
    minWidth: 960,
    minHeight: 640,
    show: false,
    backgroundColor: '#14181d',
    title: 'Preflight',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  if (kept?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    saveBounds(file, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  void window.loadURL(`${origin}/`);
  return window;
}
