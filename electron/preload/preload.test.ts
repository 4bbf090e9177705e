import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { CONNECT_CHANNEL, PORT_CHANNEL, TICKET_CHANNEL, type DesktopBridge } from './bridge.ts';

const electron = vi.hoisted(() => ({
  exposed: {} as Record<string, unknown>,
  ipcRenderer: undefined as unknown,
  contextBridge: {
    exposeInMainWorld(name: string, value: unknown) {
      electron.exposed[name] = value;
    },
  },
}));
vi.mock('electron', () => electron);

const page = { postMessage: vi.fn(), location: { origin: 'app://preflight' } };
const send = vi.fn();
let main: EventEmitter;

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('window', page);
  page.postMessage.mockReset();
  send.mockReset();
  main = Object.assign(new EventEmitter(), { send });
  electron.ipcRenderer = main;
  electron.exposed = {};
  await import('./preload.ts');
});

it('page_gets_one_door_and_nothing_of_electron', () => {
  expect(Object.keys(electron.exposed)).toEqual(['preflight']);
  const bridge = electron.exposed['preflight'] as DesktopBridge;
  expect(Object.keys(bridge).toSorted()).toEqual(['connect', 'shell']);
  bridge.connect();
  expect(send.mock.calls).toEqual([[CONNECT_CHANNEL]]);
});

it('port_and_ticket_reach_our_own_origin_alone', () => {
  const ports = [{}];
  main.emit(PORT_CHANNEL, { ports });
  main.emit(TICKET_CHANNEL, {}, { symbol: 'ACME' });
  expect(page.postMessage.mock.calls).toEqual([
    [PORT_CHANNEL, 'app://preflight', ports],
    [{ channel: TICKET_CHANNEL, ticket: { symbol: 'ACME' } }, 'app://preflight'],
  ]);
});
