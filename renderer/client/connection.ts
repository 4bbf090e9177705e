import {
  contract,
  type EventName,
  type EventOf,
  type InputOf,
  type OutputOf,
  type ProcedureName,
} from '#shared/contract/contract.ts';
import { MAX_CALLS_IN_FLIGHT, type ServerMessage } from '#shared/contract/wire.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import type { OpenTransport, Transport } from './transport.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';

export interface Connection {
  /** Rejects with an `AppErrorException`. Calls made while the line is down wait for it until their deadline. */
  readonly call: <N extends ProcedureName>(method: N, input: InputOf<N>) => Promise<OutputOf<N>>;
  /** Returns the function that ends the subscription. */
  readonly on: <E extends EventName>(event: E, listener: (data: EventOf<E>) => void) => () => void;
  readonly close: () => void;
}

interface Call {
  readonly method: ProcedureName;
  readonly input: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppErrorException) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const MAX_WAITING = 256;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;
/** The engine answers within the deadline; the rest is the way there and back. */
const TRANSIT_MS = 1_000;

/** One typed line to the engine over any transport: bounded, with deadlines, opened again when it breaks. */
export function createConnection(open: OpenTransport, onState: (state: ConnectionState) => void): Connection {
  const inFlight = new Map<number, Call>();
  const waiting = new Map<number, Call>();
  const listeners = new Map<EventName, Set<(data: unknown) => void>>();
  let transport: Transport | null = null;
  let isOpen = false;
  let closed = false;
  let refused = false;
  let nextId = 1;
  let retryMs = FIRST_RETRY_MS;

  const flush = (): void => {
    for (const [id, call] of waiting) {
      if (!isOpen || inFlight.size >= MAX_CALLS_IN_FLIGHT) return;
      waiting.delete(id);
      inFlight.set(id, call);
      transport?.send({ type: 'call', id, method: call.method, input: call.input });
    }
  };

  const settle = (id: number, settleWith: (call: Call) => void): void => {
    const call = inFlight.get(id) ?? waiting.get(id);
    if (call === undefined) return;
    clearTimeout(call.timer);
    inFlight.delete(id);
    waiting.delete(id);
    settleWith(call);
    flush();
  };
  const fail = (id: number, error: AppError): void =>
    settle(id, (call) => call.reject(new AppErrorException(error)));

  const onMessage = (message: ServerMessage): void => {
    if (message.type === 'result') settle(message.id, (call) => call.resolve(message.value));
    else if (message.type === 'error') fail(message.id, message.error);
    else for (const listener of listeners.get(message.event) ?? []) listener(message.data);
  };

  const connect = (): void => {
    onState('connecting');
    transport = open({
      onOpen: () => {
        isOpen = true;
        retryMs = FIRST_RETRY_MS;
        onState('open');
        flush();
      },
      onMessage,
      onClose: (reason) => {
        isOpen = false;
        for (const [id, call] of [...inFlight]) fail(id, lineLost(call.method));
        if (closed) return;
        refused = reason === 'refused';
        onState(reason);
        if (refused) for (const id of [...waiting.keys()]) fail(id, signedOut());
        else setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      },
    });
  };
  connect();

  return {
    call: <N extends ProcedureName>(method: N, input: InputOf<N>) =>
      new Promise<OutputOf<N>>((resolve, reject) => {
        if (refused) return reject(new AppErrorException(signedOut()));
        if (waiting.size >= MAX_WAITING) return reject(new AppErrorException(overloaded(method)));
        const id = nextId++;
        const timer = setTimeout(
          () => fail(id, late(method, inFlight.has(id))),
          contract[method].deadlineMs + TRANSIT_MS,
        );
        // The name of the method ties the value to its type; the router has checked it against the schema.
        waiting.set(id, { method, input, resolve: resolve as (value: unknown) => void, reject, timer });
        flush();
      }),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      const untyped = listener as (data: unknown) => void;
      set.add(untyped);
      return () => set.delete(untyped);
    },
    close: () => {
      closed = true;
      transport?.close();
    },
  };
}

const isCommand = (method: ProcedureName) => contract[method].kind === 'command';

const lineLost = (method: ProcedureName): AppError =>
  isCommand(method)
    ? appError(
        'COMMIT_UNKNOWN',
        'The line to the engine broke before the answer came',
        method,
        'Ask again: the same ticket is not sent twice.',
      )
    : appError(
        'NOT_READY',
        'The line to the engine broke before the answer came',
        method,
        'It is asked again when the line is back.',
      );

const late = (method: ProcedureName, sent: boolean): AppError =>
  sent && isCommand(method)
    ? appError(
        'COMMIT_UNKNOWN',
        'No answer came in time',
        method,
        'Ask again: the same ticket is not sent twice.',
      )
    : appError('DEADLINE_EXCEEDED', 'No answer came in time', method, 'Try again.');

const overloaded = (method: ProcedureName): AppError =>
  appError('OVERLOADED', 'Too many calls are waiting', method, 'Try again in a moment.');

const signedOut = (): AppError =>
  appError(
    'UNAUTHENTICATED',
    'This page is not signed in',
    '',
    'Open the link that Preflight printed when it started.',
  );
