import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskTransport } from './desk-transport.ts';

/** Stands for the electron module: what the shell calls is noted, what Electron would tell it the test tells. */
const electron = vi.hoisted(() => ({
  app: undefined as unknown,
  BrowserWindow: undefined as unknown,
  MessageChannelMain: undefined as unknown,
  dialog: { showErrorBox: vi.fn() },
  ipcMain: { on: vi.fn() },
  Menu: {
    buildFromTemplate: (template: unknown) => template,
    setApplicationMenu: vi.fn(),
  },
  protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  session: {
    defaultSession: {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
    },
  },
}));
vi.mock('electron', () => electron);
const { desktop } = await import('./desktop.ts');

class FakeApp extends EventEmitter {
  isFirst = true;
  isPackaged = true;
  readonly calls: string[] = [];
  readonly commandLine = { getSwitchValue: () => '' };
  readonly #userData: string;
  constructor(userData: string) {
    super();
    this.#userData = userData;
  }
  requestSingleInstanceLock = (): boolean => this.isFirst;
  setAsDefaultProtocolClient = (scheme: string): void => void this.calls.push(`handles ${scheme}`);
  whenReady = (): Promise<void> => Promise.resolve();
  getPath = (): string => this.#userData;
  quit = (): void => void this.calls.push('quit');
  exit = (code: number): void => void this.calls.push(`exit ${code}`);
}

class FakeContents extends EventEmitter {
  readonly send = vi.fn();
  isDestroyed = (): boolean => false;
  isLoading = (): boolean => false;
}

class FakeWindow extends EventEmitter {
  static readonly all: FakeWindow[] = [];
  static readonly getAllWindows = (): FakeWindow[] => FakeWindow.all;
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  readonly options: Record<string, unknown>;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
  }
  loadURL = (url: string): Promise<void> => Promise.resolve(void this.calls.push(`load ${url}`));
  show = (): void => void this.calls.push('show');
  focus = (): void => void this.calls.push('focus');
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => true;
  maximize = (): void => void this.calls.push('maximize');
  getNormalBounds = () => ({ x: 40, y: 50, width: 1200, height: 800 });
}

let folder: string;
let app: FakeApp;
const close = vi.fn(() => Promise.resolve());
const transport: DeskTransport = { serve: () => undefined, close };
const opened = vi.fn((_store: string | undefined) => Promise.resolve(transport));
/** Until what was started has had its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-desktop-'));
  app = new FakeApp(folder);
  electron.app = app;
  electron.BrowserWindow = FakeWindow;
  FakeWindow.all.length = 0;
  vi.clearAllMocks();
});
afterEach(() => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);
  rmSync(folder, { recursive: true, force: true });
});

describe('the desktop shell', () => {
  it('a second instance ends before it opens anything, and the first comes to the front with its link', async () => {
    app.isFirst = false;
    desktop(opened);
    await settle();
    expect([app.calls, opened.mock.calls, FakeWindow.all]).toEqual([['quit'], [], []]);

    app = electron.app = new FakeApp(folder);
    desktop(opened);
    await settle();
    app.emit('second-instance', {}, ['preflight', 'preflight://ticket?symbol=ACME']);
    const [window] = FakeWindow.all;
    expect(window?.calls).toContain('focus');
    expect(window?.webContents.send).toHaveBeenCalledWith(
      'preflight:ticket',
      expect.objectContaining({ symbol: 'ACME' }),
    );
  });

  it('opens one sandboxed window that shows itself once it has something to show', async () => {
    desktop(opened);
    await settle();
    expect(FakeWindow.all).toHaveLength(1);
    const [window] = FakeWindow.all;
    expect(window?.options['webPreferences']).toMatchObject({
      ...{ contextIsolation: true, sandbox: true, nodeIntegration: false },
      preload: expect.stringMatching(/preload\.cjs$/),
    });
    expect(window?.calls).toEqual(['load app://preflight/']);
    window?.emit('ready-to-show');
    expect(window?.calls).toEqual(['load app://preflight/', 'show']);
  });

  it('opens the next window where the last one was closed', async () => {
    desktop(opened);
    await settle();
    FakeWindow.all[0]?.emit('close');
    FakeWindow.all.length = 0;
    app.emit('activate');
    expect(FakeWindow.all[0]?.options).toMatchObject({ x: 40, y: 50, width: 1200, height: 800 });
    expect(FakeWindow.all[0]?.calls).toContain('maximize');
  });

  it('an engine that cannot be opened is said and ends the app, without a window', async () => {
    opened.mockRejectedValueOnce(new Error('the store is of a newer version'));
    desktop(opened);
    await settle();
    expect(electron.dialog.showErrorBox).toHaveBeenCalledWith(
      'Preflight cannot start',
      'the store is of a newer version',
    );
    expect([app.calls.at(-1), FakeWindow.all]).toEqual(['exit 3', []]);
  });

  it('ends only once the engine has closed its store', async () => {
    let closed: () => void = () => undefined;
    close.mockReturnValueOnce(new Promise((resolve) => (closed = resolve)));
    desktop(opened);
    await settle();
    const preventDefault = vi.fn();
    app.emit('will-quit', { preventDefault });
    await settle();
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(app.calls).not.toContain('quit');
    closed();
    await settle();
    expect(app.calls).toContain('quit');
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('serves app:// as a secure scheme, and the tools of a developer only in development', async () => {
    desktop(opened);
    await settle();
    expect(electron.protocol.registerSchemesAsPrivileged.mock.calls[0]?.[0]).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const handle = electron.protocol.handle.mock.calls[0]?.[1] as (request: { url: string }) => Response;
    expect(handle({ url: 'app://elsewhere/index.html' }).status).toBe(404);
    const menu = (): string => JSON.stringify(electron.Menu.setApplicationMenu.mock.lastCall);
    expect(menu()).not.toContain('toggleDevTools');
    app = electron.app = new FakeApp(folder);
    app.isPackaged = false;
    desktop(opened);
    await settle();
    expect(menu()).toContain('toggleDevTools');
  });
});
