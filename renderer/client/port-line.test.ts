import { describe, expect, it, vi } from 'vitest';
import { portLine } from './port-line.ts';
import type { CloseReason } from './transport.ts';

/** A port whose other side is the test; Node's own has another `close`. */
function createPort() {
  const port = Object.assign(new EventTarget(), {
    start: vi.fn<() => void>(),
    postMessage: vi.fn<(message: unknown) => void>(),
    close: vi.fn<() => void>(),
  });
  const events = {
    onOpen: vi.fn<() => void>(),
    onText: vi.fn<(text: string) => void>(),
    onClose: vi.fn<(reason: CloseReason) => void>(),
  };
  const line = portLine(port as unknown as MessagePort)(events);
  return { port, events, line };
}

describe('portLine', () => {
  it('is open once whoever opened it has it', async () => {
    const { port, events } = createPort();
    expect(port.start).toHaveBeenCalledOnce();
    expect(events.onOpen).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(events.onOpen).toHaveBeenCalledOnce();
  });

  it('carries the messages themselves over the port, and texts of them beyond it', () => {
    const { port, events, line } = createPort();
    line.send('{"type":"call","id":1}', true);
    expect(port.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'call', id: 1 });
    port.dispatchEvent(new MessageEvent('message', { data: { type: 'result', id: 1, value: null } }));
    expect(events.onText).toHaveBeenCalledExactlyOnceWith('{"type":"result","id":1,"value":null}');
  });

  it('is lost when the shell closes the port, and when it is closed here', () => {
    const { port, events, line } = createPort();
    port.dispatchEvent(new Event('close'));
    expect(events.onClose).toHaveBeenCalledExactlyOnceWith('lost');
    line.close();
    expect(port.close).toHaveBeenCalledOnce();
    expect(events.onClose).toHaveBeenCalledTimes(2);
  });
});
