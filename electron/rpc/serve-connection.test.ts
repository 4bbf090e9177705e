import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '#shared/contract/wire.ts';
import type { CloseReason } from './connection.ts';
import type { EventMessage } from './event-hub.ts';
import { MAX_BUFFERED_BYTES, serveConnection } from './serve-connection.ts';

function setUp() {
  const sent: ServerMessage[] = [];
  const closed: CloseReason[] = [];
  const bugs: unknown[] = [];
  const listeners = new Set<(message: EventMessage) => void>();
  const state = { bufferedAmount: 0, sendFails: false };
  let receive: (message: unknown) => void = () => undefined;
  let hangUp: () => void = () => undefined;
  serveConnection(
    {
      get bufferedAmount() {
        return state.bufferedAmount;
      },
      send: (message) => {
        if (state.sendFails) throw new Error('cannot be cloned');
        sent.push(message);
      },
      onMessage: (listener) => (receive = listener),
      onClose: (listener) => (hangUp = listener),
      close: (reason) => closed.push(reason),
    },
    {
      session: {
        actor: { user: 'okafor', origin: 'desktop', capabilities: new Set(['VIEW']) },
        call: () => Promise.resolve({ ok: true, value: 1 }),
      },
      events: {
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close: () => undefined,
      },
      logBug: (error) => bugs.push(error),
    },
  );
  const push = (message: EventMessage): void => {
    for (const listener of listeners) listener(message);
  };
  return {
    sent,
    closed,
    bugs,
    listeners,
    state,
    push,
    receive: (m: unknown) => receive(m),
    hangUp: () => hangUp(),
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const event: EventMessage = { type: 'event', event: 'limits.changed', data: {} };
const call = { type: 'call', id: 1, method: 'desk.status', input: {} };

describe('a served connection', () => {
  it('is evicted when more than the bound is waiting to leave, and told nothing more', async () => {
    const { sent, closed, listeners, state, push, receive } = setUp();
    state.bufferedAmount = MAX_BUFFERED_BYTES;
    push(event);
    expect(sent).toEqual([event]);
    state.bufferedAmount++;
    receive(call);
    push(event);
    await settle();
    expect(closed).toEqual(['SLOW']);
    expect(sent).toEqual([event]);
    expect(listeners.size).toBe(0);
  });

  it('forgets its client when the client leaves, answers on the way included', async () => {
    const { sent, closed, listeners, receive, hangUp } = setUp();
    receive(call);
    hangUp();
    receive({ ...call, id: 2 });
    await settle();
    expect(sent).toEqual([]);
    expect(closed).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it('tells each client of its own session in the status', () => {
    const { sent, push } = setUp();
    push({
      type: 'event',
      event: 'desk.status',
      data: { version: '1', actor: 'someone', capabilities: ['TRADE'] },
    });
    expect(sent).toMatchObject([{ data: { version: '1', actor: 'okafor', capabilities: ['VIEW'] } }]);
  });

  it('ends when an answer cannot be sent, which is logged', async () => {
    const { closed, bugs, state, receive } = setUp();
    state.sendFails = true;
    receive(call);
    await settle();
    expect(closed).toEqual(['PROTOCOL_ERROR']);
    expect(bugs).toHaveLength(1);
  });
});
