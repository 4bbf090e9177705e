import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The application menu: the platform's own roles; the app's commands live in the renderer's palette. */
export function applicationMenu(platform: NodeJS.Platform, developer: boolean): Menu {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    ...(developer ? [{ role: 'toggleDevTools' } as const] : []),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return Menu.buildFromTemplate([
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ]);
}
