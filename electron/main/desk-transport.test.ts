import { EventEmitter, once } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { Actor, LocalAccount } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { deskTransport, type DeskTransport } from './desk-transport.ts';

/** Electron's end of a channel as the transport uses it: messages arrive wrapped in an event. */
class FakePort extends EventEmitter {
  readonly start = vi.fn();
  readonly close = (): boolean => this.emit('close');
  postMessage(message: unknown): void {
    this.emit('sent', message);
  }
  async ask(message: unknown): Promise<unknown> {
    const sent = once(this, 'sent');
    this.emit('message', { data: message, ports: [] });
    return (await sent)[0];
  }
}

function setUp() {
  const unsubscribe = vi.fn();
  const desk = {
    handlers: { 'controls.catalogue': vi.fn((_input: unknown, _actor: Actor) => []) },
    openSession: (local: LocalAccount) => ({
      actor: { user: 'ann', capabilities: new Set(['VIEW']), ...local },
    }),
    subscribe: vi.fn(() => unsubscribe),
    close: vi.fn(() => Promise.resolve()),
  };
  const port = new FakePort();
  const transport = deskTransport(desk as unknown as Desk);
  transport.serve(port as unknown as Parameters<DeskTransport['serve']>[0]);
  return { desk, port, transport, unsubscribe };
}

it('answers a call of the page as the person at this desktop', async () => {
  const { desk, port } = setUp();
  const call = { type: 'call', id: 7, method: 'controls.catalogue', input: {} };
  expect(await port.ask(call)).toEqual({ type: 'result', id: 7, value: [] });
  expect(desk.handlers['controls.catalogue'].mock.calls[0]?.[1]).toMatchObject({ origin: 'desktop' });
  expect(port.start).toHaveBeenCalledOnce();
});

it('answers a call that does not exist with an error and lives on', async () => {
  const { port } = setUp();
  const call = { type: 'call', id: 8, method: '__proto__', input: {} };
  expect(await port.ask(call)).toMatchObject({ type: 'error', id: 8, error: { code: 'NOT_FOUND' } });
  expect(await port.ask({ ...call, id: 9 })).toMatchObject({ type: 'error', id: 9 });
});

it('lets go of the engine with its last page, and closes it once at the end', async () => {
  const { desk, port, transport, unsubscribe } = setUp();
  expect(desk.subscribe).toHaveBeenCalledOnce();
  port.close();
  await transport.close();
  expect(unsubscribe).toHaveBeenCalled();
  expect(desk.close).toHaveBeenCalledOnce();
});
