import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Actor } from '#electron/core/desk/actor.ts';
import { messagePortConnection } from '#electron/rpc/message-port.ts';
import { blotterSample } from '#electron/rpc/samples/order-samples.testing.ts';
import { contractSamples } from '#electron/rpc/samples/contract-samples.testing.ts';
import { statusSample } from '#electron/rpc/samples/desk-samples.testing.ts';
import { fakeDesk, type FakeDesk } from '#electron/rpc/fake-desk.testing.ts';
import { contract, type ProcedureName } from '#shared/contract/contract.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { MAX_CALLS_IN_FLIGHT, MAX_MESSAGE_BYTES, type ServerMessage } from '#shared/contract/wire.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { startBrowserShell } from './browser-shell.ts';
import { createClientHost } from './client-host.ts';
import { signIn } from './sign-in.testing.ts';
import { systemClock } from './system-clock.ts';

/** The client's end of a transport. */
interface Client {
  send(message: unknown): void;
  /** The next message of the server, in order. */
  next(): Promise<ServerMessage>;
  readonly closed: Promise<unknown>;
  close(): void;
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Messages as they come, handed out one by one. */
function inbox() {
  const messages: ServerMessage[] = [];
  const waiting: ((message: ServerMessage) => void)[] = [];
  return {
    put(message: ServerMessage) {
      const first = waiting.shift();
      if (first === undefined) messages.push(message);
      else first(message);
    },
    next: () =>
      new Promise<ServerMessage>((resolve) => {
        const first = messages.shift();
        if (first === undefined) waiting.push(resolve);
        else resolve(first);
      }),
  };
}

function overMessagePort(desk: FakeDesk, actor: Actor, logs: string[]): Client {
  const { port1, port2 } = new MessageChannel();
  const host = createClientHost(desk, (line) => logs.push(line));
  host.serve(
    messagePortConnection(port1, (message) => message),
    { actor },
  );
  const { put, next } = inbox();
  port2.on('message', put);
  const closed = new Promise((resolve) => port2.on('close', resolve));
  cleanUps.push(
    () => host.close(),
    () => port2.close(),
  );
  return { send: (message) => port2.postMessage(message), next, closed, close: () => port2.close() };
}

async function overWebSocket(desk: FakeDesk, actor: Actor, logs: string[]): Promise<Client> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-suite-'));
  const log = (line: string): void => void logs.push(line);
  const shell = await startBrowserShell({
    desk,
    openSession: () => ({ actor }),
    clock: systemClock,
    host: '127.0.0.1',
    port: 0,
    folder,
    log,
  });
  if (!shell.ok) throw new AppErrorException(shell.error);
  const { origin, cookie } = await signIn(shell.value.issueLink());
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  const { put, next } = inbox();
  socket.on('message', (data) => put(JSON.parse((data as Buffer).toString()) as ServerMessage));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  cleanUps.push(
    () => rmSync(folder, { recursive: true }),
    () => shell.value.close(),
    () => socket.terminate(),
  );
  await new Promise((resolve) => socket.on('open', resolve));
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    next,
    closed,
    close: () => socket.close(),
  };
}

const trader: Actor = {
  user: 'okafor',
  origin: 'browser',
  capabilities: new Set(CAPABILITIES),
};
const status = { type: 'call', id: 1, method: 'desk.status', input: {} };

describe.each([
  ['message port', overMessagePort],
  ['WebSocket', overWebSocket],
])('the contract over a %s', (_, connect) => {
  async function setUp(actor: Actor = trader) {
    const desk = fakeDesk();
    const logs: string[] = [];
    const client = await connect(desk, actor, logs);
    const call = async (method: string, input: unknown, id = 1): Promise<ServerMessage> => {
      client.send({ type: 'call', id, method, input });
      return client.next();
    };
    return { desk, logs, client, call };
  }

  it('reaches every procedure, whose answer keeps its schema', async () => {
    const { desk, call } = await setUp();
    for (const [id, name] of (Object.keys(contract) as ProcedureName[]).entries()) {
      const { input, output } = contractSamples[name];
      const reply = await call(name, input, id);
      expect(reply).toEqual({ type: 'result', id, value: output });
      expect(contract[name].output.safeParse((reply as { value: unknown }).value).success).toBe(true);
    }
    expect(desk.calls.map(({ name }) => name)).toEqual(Object.keys(contract));
  });

  it('takes the actor from the session, never from the message', async () => {
    const { desk, client, call } = await setUp({ ...trader, capabilities: new Set(['VIEW']) });
    client.send({ ...status, id: 2, actor: { user: 'root' } });
    expect(await client.next()).toMatchObject({ type: 'error', id: 2, error: { code: 'INVALID_INPUT' } });
    expect(await call('desk.status', { actor: 'root' })).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    const { input } = contractSamples['tickets.send'];
    expect(await call('tickets.send', input)).toMatchObject({ error: { code: 'FORBIDDEN' } });
    await call('desk.status', {});
    expect(desk.calls.map(({ actor }) => actor.user)).toEqual(['okafor']);
  });

  it('answers what is wrong with a call and goes on', async () => {
    const { client, call } = await setUp();
    const error = (code: string, where?: string) => ({
      error: where === undefined ? { code } : { code, where },
    });
    expect(await call('__proto__', {})).toMatchObject(error('NOT_FOUND', '__proto__'));
    expect(await call('desk.status', null)).toMatchObject(error('INVALID_INPUT', 'desk.status'));
    expect(await call('tickets.cancel', { clOrdId: 7 })).toMatchObject(
      error('INVALID_INPUT', 'tickets.cancel clOrdId'),
    );
    for (const wrong of [{ type: 'cast' }, { method: 7 }, { method: 'x'.repeat(65) }, { extra: true }]) {
      client.send({ ...status, ...wrong });
      expect(await client.next()).toMatchObject(error('INVALID_INPUT'));
    }
    expect(await call('desk.status', {})).toMatchObject({ type: 'result' });
  });

  it.each<[string, unknown]>([
    ['no call', 'desk.status'],
    ['null', null],
    ['without an id', { ...status, id: undefined }],
    ['with a negative id', { ...status, id: -1 }],
    ['with a text for an id', { ...status, id: '1' }],
  ])('ends the connection on a message that is %s', async (_name, message) => {
    const { client, desk } = await setUp();
    client.send(message);
    await client.closed;
    expect(desk.calls).toEqual([]);
  });

  it('ends the connection on an id that is still in flight', async () => {
    const { client, desk } = await setUp();
    desk.on('book.rows', () => new Promise(() => undefined));
    client.send({ ...status, method: 'book.rows' });
    client.send({ ...status });
    await client.closed;
    expect(desk.calls.map(({ name }) => name)).toEqual(['book.rows']);
  });

  it('ends the connection on a message larger than the wire allows', async () => {
    const { client, desk } = await setUp();
    client.send({ ...status, input: { text: 'x'.repeat(MAX_MESSAGE_BYTES) } });
    await client.closed;
    expect(desk.calls).toEqual([]);
  });

  it('answers OVERLOADED to one call too many', async () => {
    const { client, desk } = await setUp();
    desk.on('book.rows', () => new Promise(() => undefined));
    for (let id = 0; id < MAX_CALLS_IN_FLIGHT; id++) client.send({ ...status, id, method: 'book.rows' });
    client.send({ ...status, id: 1_000 });
    expect(await client.next()).toMatchObject({ type: 'error', id: 1_000, error: { code: 'OVERLOADED' } });
  });

  it('passes an expected failure as it is and a bug as INTERNAL with an id', async () => {
    const { desk, logs, call } = await setUp();
    const error = appError('NOT_FOUND', 'no such decision', 'D-9', 'Look in the blotter.');
    desk.on('decisions.get', () => Promise.reject(new AppErrorException(error)));
    desk.on('book.rows', () => Promise.reject(new RangeError('at /home/okafor/engine.ts')));
    expect(await call('decisions.get', { decisionId: 'D-9' })).toEqual({ type: 'error', id: 1, error });
    const bug = (await call('book.rows', {})) as { error: { code: string; correlationId: string } };
    expect(bug.error.code).toBe('INTERNAL');
    expect(JSON.stringify(bug)).not.toContain('engine.ts');
    expect(logs.join()).toContain(bug.error.correlationId);
    expect(logs.join()).toContain('engine.ts');
  });

  it('answers in the order the calls finish', async () => {
    const { client, desk } = await setUp();
    let end: (rows: unknown[]) => void = () => undefined;
    desk.on('book.rows', () => new Promise((resolve) => (end = resolve)));
    client.send({ ...status, id: 1, method: 'book.rows' });
    client.send({ ...status, id: 2 });
    expect(await client.next()).toMatchObject({ id: 2 });
    end([]);
    expect(await client.next()).toMatchObject({ id: 1, value: [] });
  });

  it('delivers events, coalesced and as this session', async () => {
    const { client, desk, call } = await setUp();
    await call('desk.status', {});
    desk.emit('blotter.rows', { rows: [blotterSample] });
    desk.emit('blotter.rows', { rows: [{ ...blotterSample, cumQty: 40, leavesQty: 60 }] });
    desk.emit('desk.status', statusSample);
    expect(await client.next()).toEqual({
      type: 'event',
      event: 'blotter.rows',
      data: { rows: [{ ...blotterSample, cumQty: 40, leavesQty: 60 }] },
    });
    expect(await client.next()).toMatchObject({ event: 'desk.status', data: { actor: 'okafor' } });
  });

  it('survives a client that leaves with calls in flight and events on the way', async () => {
    const { client, desk, logs } = await setUp();
    const handled = new Promise<(rows: unknown[]) => void>((started) => {
      desk.on('book.rows', () => new Promise((resolve) => started(resolve)));
    });
    client.send({ ...status, method: 'book.rows' });
    const end = await handled;
    client.close();
    await client.closed;
    desk.emit('limits.changed', {});
    end([]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(logs).toEqual([]);
  });
});
