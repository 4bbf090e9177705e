import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  ipcMain: undefined as unknown,
  MessageChannelMain: class {
    readonly port1 = { end: 'engine' };
    readonly port2 = { end: 'page' };
  },
}));
vi.mock('electron', () => electron);
const { grantPorts } = await import('./grant-ports.ts');

const ORIGIN = 'app://preflight';
let served: unknown[];

beforeEach(() => {
  served = [];
  electron.ipcMain = new EventEmitter();
  grantPorts(ORIGIN, (port) => served.push(port));
});

function ask(senderFrame: { parent: unknown; origin: string } | null) {
  const postMessage = vi.fn();
  const frame = senderFrame === null ? null : { ...senderFrame, postMessage };
  (electron.ipcMain as EventEmitter).emit('preflight:connect', { senderFrame: frame });
  return postMessage;
}

describe('grantPorts', () => {
  it('gives our own page one end and the engine the other', () => {
    const postMessage = ask({ parent: null, origin: ORIGIN });
    expect(served).toEqual([{ end: 'engine' }]);
    expect(postMessage).toHaveBeenCalledExactlyOnceWith('preflight:port', null, [{ end: 'page' }]);
  });

  it('a page that reloads gets a fresh port', () => {
    ask({ parent: null, origin: ORIGIN });
    ask({ parent: null, origin: ORIGIN });
    expect(served).toHaveLength(2);
  });

  it.each([
    ['a frame inside our page', { parent: {}, origin: ORIGIN }],
    ['another origin', { parent: null, origin: 'https://example.com' }],
    ['an origin that only begins like ours', { parent: null, origin: 'app://preflight.example' }],
    ['a frame that is gone', null],
  ])('%s gets nothing', (_who, frame) => {
    expect(ask(frame)).not.toHaveBeenCalled();
    expect(served).toEqual([]);
  });
});
