import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_CALLS_IN_FLIGHT, type ClientMessage } from '#shared/contract/wire.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import { createConnection, type ConnectionState } from './connection.ts';
import type { TransportEvents } from './transport.ts';

/** A transport whose other side is the test. */
function createLine() {
  const sent: ClientMessage[] = [];
  const opened: TransportEvents[] = [];
  const states: ConnectionState[] = [];
  const connection = createConnection(
    (events) => {
      opened.push(events);
      return { send: (message) => sent.push(message), close: () => events.onClose('lost') };
    },
    (state) => states.push(state),
  );
  const line = () => opened.at(-1) as TransportEvents;
  return { connection, sent, opened, states, line };
}

const codeOf = (thrown: unknown) =>
  thrown instanceof AppErrorException ? thrown.error.code : String(thrown);

describe('createConnection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('answers each call with its own result, whatever the order', async () => {
    const { connection, sent, line } = createLine();
    line().onOpen();
    const first = connection.call('book.rows', {});
    const second = connection.call('limits.list', {});
    line().onMessage({ type: 'result', id: sent[1]?.id ?? -1, value: ['limits'] });
    line().onMessage({ type: 'result', id: sent[0]?.id ?? -1, value: ['rows'] });
    expect(await Promise.all([first, second])).toEqual([['rows'], ['limits']]);
  });

  it('rejects with the error of the engine', async () => {
    const { connection, sent, line } = createLine();
    line().onOpen();
    const call = connection.call('decisions.get', { decisionId: 'x' }).catch(codeOf);
    line().onMessage({
      type: 'error',
      id: sent[0]?.id ?? -1,
      error: appError('NOT_FOUND', 'No such decision'),
    });
    expect(await call).toBe('NOT_FOUND');
  });

  it('keeps calls until the line is open, and never has more in flight than the engine takes', () => {
    const { connection, sent, line } = createLine();
    for (let count = 0; count < MAX_CALLS_IN_FLIGHT + 5; count++) void connection.call('desk.status', {});
    expect(sent).toHaveLength(0);
    line().onOpen();
    expect(sent).toHaveLength(MAX_CALLS_IN_FLIGHT);
    line().onMessage({ type: 'result', id: sent[0]?.id ?? -1, value: null });
    expect(sent).toHaveLength(MAX_CALLS_IN_FLIGHT + 1);
  });

  it('says that the end of a command is unknown when the line breaks, and that a query may be asked again', async () => {
    const { connection, line } = createLine();
    line().onOpen();
    const command = connection.call('tickets.cancel', { clOrdId: 'a' }).catch(codeOf);
    const query = connection.call('book.rows', {}).catch(codeOf);
    line().onClose('lost');
    expect(await command).toBe('COMMIT_UNKNOWN');
    expect(await query).toBe('NOT_READY');
  });

  it('opens the line again, and sends then what waited', async () => {
    const { connection, sent, opened, states, line } = createLine();
    line().onOpen();
    line().onClose('lost');
    const call = connection.call('book.rows', {});
    await vi.advanceTimersByTimeAsync(1_000);
    expect(opened).toHaveLength(2);
    line().onOpen();
    line().onMessage({ type: 'result', id: sent[0]?.id ?? -1, value: 'rows' });
    expect(await call).toBe('rows');
    expect(states).toEqual(['connecting', 'open', 'lost', 'connecting', 'open']);
  });

  it('gives up a call at its deadline and ignores the late answer', async () => {
    const { connection, sent, line } = createLine();
    line().onOpen();
    const query = connection.call('book.rows', {}).catch(codeOf);
    const command = connection.call('tickets.cancel', { clOrdId: 'a' }).catch(codeOf);
    await vi.advanceTimersByTimeAsync(6_001);
    expect([await query, await command]).toEqual(['DEADLINE_EXCEEDED', 'COMMIT_UNKNOWN']);
    expect(() => line().onMessage({ type: 'result', id: sent[0]?.id ?? -1, value: 1 })).not.toThrow();
  });

  it('stops when the session is refused: nothing is tried again', async () => {
    const { connection, opened, states, line } = createLine();
    const waiting = connection.call('book.rows', {}).catch(codeOf);
    line().onClose('refused');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toHaveLength(1);
    expect(states.at(-1)).toBe('refused');
    expect(await waiting).toBe('UNAUTHENTICATED');
    expect(await connection.call('book.rows', {}).catch(codeOf)).toBe('UNAUTHENTICATED');
  });

  it('hands an event to its listeners until they leave', () => {
    const { connection, line } = createLine();
    const seen: unknown[] = [];
    const end = connection.on('book.changed', (data) => seen.push(data));
    line().onMessage({ type: 'event', event: 'book.changed', data: { account: 'A' } });
    line().onMessage({ type: 'event', event: 'limits.changed', data: {} });
    end();
    line().onMessage({ type: 'event', event: 'book.changed', data: { account: 'B' } });
    expect(seen).toEqual([{ account: 'A' }]);
  });

  it('refuses calls beyond what may wait', async () => {
    const { connection } = createLine();
    const calls = Array.from({ length: 257 }, () => connection.call('desk.status', {}).catch(codeOf));
    expect(await calls[256]).toBe('OVERLOADED');
  });
});
