import { parentPort, type Worker } from 'node:worker_threads';
import { expose, proxy, releaseProxy, wrap, type Endpoint, type Remote } from 'comlink';

/** What a worker and the port to its parent have in common. */
interface Port {
  postMessage(message: unknown, transfer: never): void;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  off(event: 'message', listener: (data: unknown) => void): unknown;
}

interface PortEvent {
  readonly data: unknown;
}
/** As comlink declares it, which it does with the browser's own types. */
type Listener = ((event: PortEvent) => void) | { handleEvent(event: PortEvent): void };

/**
 * A worker thread's port as comlink knows ports from browsers: a message arrives as an event with `data`. The only
 * place that knows comlink; a call made through it has no deadline of its own.
 */
function endpointOf(port: Port): Endpoint {
  const listeners = new Map<Listener, (data: unknown) => void>();
  return {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer as never),
    addEventListener(_type, listener: Listener) {
      const onMessage = (data: unknown): void => {
        if (typeof listener === 'function') listener({ data });
        else listener.handleEvent({ data });
      };
      listeners.set(listener, onMessage);
      port.on('message', onMessage);
    },
    removeEventListener(_type, listener: Listener) {
      const onMessage = listeners.get(listener);
      if (onMessage === undefined) return;
      port.off('message', onMessage);
      listeners.delete(listener);
    },
  };
}

/** In a worker thread: answers the calls of whoever started it. Throws outside of one. */
export function exposeToParent(api: object): void {
  if (parentPort === null) throw new Error('exposeToParent is for worker threads');
  expose(api, endpointOf(parentPort));
}

/** The API that a worker exposes, every call a promise; those open when the worker ends never settle. */
export const wrapWorker = <Api>(worker: Worker): Remote<Api> => wrap<Api>(endpointOf(worker));

/** A function that stays on this side and can be called from the other. */
export const asCallback = <F extends (...args: never[]) => unknown>(callback: F) => proxy(callback);

/** Closes the way back to a callback of the other side: while it is open this thread does not end by itself. */
export function releaseCallback(callback: object): void {
  (callback as { readonly [releaseProxy]?: () => void })[releaseProxy]?.();
}
