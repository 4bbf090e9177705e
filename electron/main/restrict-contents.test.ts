import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({ app: undefined as unknown, session: { defaultSession: {} } }));
vi.mock('electron', () => electron);
const { restrictContents } = await import('./restrict-contents.ts');

type Decide = (granted: boolean) => void;
type Handler = (...args: unknown[]) => unknown;

const ORIGIN = 'app://preflight';
let handlers: Record<string, Handler>;

/** Stands for Electron's own object: an emitter whose `set…Handler` methods keep what they are given. */
function recorder(names: readonly string[]): Record<string, (handler: Handler) => void> {
  return Object.fromEntries(
    names.map((name) => [name, (handler: Handler) => void (handlers[name] = handler)]),
  );
}

function openContents(url: string): EventEmitter {
  const methods = { getURL: () => url, ...recorder(['setWindowOpenHandler']) };
  const contents = Object.assign(new EventEmitter(), methods);
  (electron.app as EventEmitter).emit('web-contents-created', {}, contents);
  return contents;
}

beforeEach(() => {
  handlers = {};
  electron.app = new EventEmitter();
  electron.session.defaultSession = recorder([
    'setPermissionRequestHandler',
    'setPermissionCheckHandler',
    'setDevicePermissionHandler',
  ]);
  restrictContents(ORIGIN);
});

describe('restrictContents', () => {
  it.each([
    ['app://preflight/popout.html', 'allow'],
    ['app://preflight/popout.html?next=https://example.com', 'deny'],
    ['app://preflight/index.html', 'deny'],
    ['app://preflight.example/popout.html', 'deny'],
    ['https://example.com/popout.html', 'deny'],
    ['file:///etc/passwd', 'deny'],
    ['about:blank', 'deny'],
  ])('opening %s: %s', (url, action) => {
    openContents('app://preflight/');
    expect(handlers['setWindowOpenHandler']?.({ url })).toMatchObject({ action });
  });

  it.each([
    ['app://preflight/', false],
    ['app://preflight/index.html', true],
    ['https://example.com/', true],
    ['file:///etc/passwd', true],
  ])('navigating to %s is prevented: %s', (url, prevented) => {
    const preventDefault = vi.fn();
    openContents('app://preflight/').emit('will-frame-navigate', { url, preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(prevented ? 1 : 0);
  });

  it.each([
    ['app://preflight/popout.html', false],
    ['app://preflight/index.html', true],
    ['https://example.com/popout.html', true],
  ])('a window that was just opened, navigating to %s, is prevented: %s', (url, prevented) => {
    const preventDefault = vi.fn();
    openContents('').emit('will-frame-navigate', { url, preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(prevented ? 1 : 0);
  });

  it('a webview is never attached', () => {
    const preventDefault = vi.fn();
    openContents('app://preflight/').emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it.each([
    ['clipboard-sanitized-write', 'app://preflight', true],
    ['notifications', 'app://preflight', true],
    ['notifications', 'https://example.com', false],
    ['clipboard-read', 'app://preflight', false],
    ['geolocation', 'app://preflight', false],
    ['clipboard-sanitized-write', 'https://example.com', false],
    ['clipboard-sanitized-write', 'app://preflight.example', false],
  ])('permission %s for %s: %s', (permission, origin, granted) => {
    let requested: boolean | undefined;
    const decide: Decide = (value) => (requested = value);
    handlers['setPermissionRequestHandler']?.({ getURL: () => `${origin}/` }, permission, decide);
    expect(requested).toBe(granted);
    expect(handlers['setPermissionCheckHandler']?.(null, permission, `${origin}/`)).toBe(granted);
  });

  it('no device is handed out', () => {
    expect(handlers['setDevicePermissionHandler']?.({ deviceType: 'usb', origin: ORIGIN })).toBe(false);
  });
});
