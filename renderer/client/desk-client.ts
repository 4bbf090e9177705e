import type { EventName, EventOf, InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import { createConnection } from './connection.ts';
import { connectionStore } from './connection-store.ts';
import { openDesktopLine } from './open-desktop-line.ts';
import { openThroughWorker } from './open-through-worker.ts';
import { overText } from './transport.ts';

const bridge = window.preflight;

const connection = createConnection(
  overText(bridge === undefined ? openThroughWorker(null) : openDesktopLine(bridge)),
  (state) =>
    connectionStore.setState((before) => ({
      state,
      generation: state === 'open' ? before.generation + 1 : before.generation,
    })),
);

/** The page's one line to the engine. */
export const deskClient: {
  readonly call: <N extends ProcedureName>(method: N, input: InputOf<N>) => Promise<OutputOf<N>>;
  readonly on: <E extends EventName>(event: E, listener: (data: EventOf<E>) => void) => () => void;
} = connection;
