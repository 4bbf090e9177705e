import type { ProcedureName } from '#shared/contract/contract.ts';
import type { ClientMessage, ServerMessage } from '#shared/contract/wire.ts';

/** `refused`: the server does not know this session; trying again cannot help. */
export type CloseReason = 'lost' | 'refused';

export interface TransportEvents {
  readonly onOpen: () => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onClose: (reason: CloseReason) => void;
}

export interface Transport {
  readonly send: (message: ClientMessage) => void;
  readonly close: () => void;
}

/** Starts one connection to the engine; every callback belongs to that connection alone. */
export type OpenTransport = (events: TransportEvents) => Transport;

export interface TextEvents {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  readonly onClose: (reason: CloseReason) => void;
}

export interface TextLine {
  /** `isQuick`: it is answered within a millisecond or two, so that what is drawn next may wait for the answer. */
  readonly send: (text: string, isQuick: boolean) => void;
  readonly close: () => void;
}

/** As `OpenTransport`, each message as a text. */
export type OpenTextLine = (events: TextEvents) => TextLine;

/** What is asked at every key, and answered from memory. */
const QUICK: ProcedureName = 'tickets.preview';

/** A transport over a line of texts: each message is a JSON text. */
export function overText(open: OpenTextLine): OpenTransport {
  return ({ onOpen, onMessage, onClose }) => {
    const line = open({
      onOpen,
      // Our own engine of the same version speaks on the other side; its router checks what it sends.
      onText: (text) => onMessage(JSON.parse(text) as ServerMessage),
      onClose,
    });
    return {
      send: (message) => line.send(JSON.stringify(message), message.method === QUICK),
      close: () => line.close(),
    };
  };
}
