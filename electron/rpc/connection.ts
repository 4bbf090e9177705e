import type { ServerMessage } from '#shared/contract/wire.ts';

/** Why we end a connection; a client that is SLOW may come back and read again what it missed. */
export type CloseReason = 'GOING_AWAY' | 'PROTOCOL_ERROR' | 'TOO_LARGE' | 'SLOW';

/** One client as every transport shows it: decoded messages in, messages out, in order. */
export interface Connection {
  send(message: ServerMessage): void;
  /** Any value a client may have sent: nothing about it has been checked but its size. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number;
  close(reason: CloseReason): void;
}
