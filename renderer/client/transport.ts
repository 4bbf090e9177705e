import type { ClientMessage, ServerMessage } from '#shared/contract/wire.ts';

export interface TransportEvents {
  readonly onOpen: () => void;
  readonly onMessage: (message: ServerMessage) => void;
  /** `refused`: the server does not know this session; trying again cannot help. */
  readonly onClose: (reason: 'lost' | 'refused') => void;
}

export interface Transport {
  readonly send: (message: ClientMessage) => void;
  readonly close: () => void;
}

/** Starts one connection to the engine; every callback belongs to that connection alone. */
export type OpenTransport = (events: TransportEvents) => Transport;
