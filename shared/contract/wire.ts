import type { AppError } from '#shared/errors/app-error.ts';
import type { EventName, ProcedureName } from './contract.ts';

/** Messages of both transports (message port: structured clone; WebSocket: one JSON text each). */
export type ClientMessage = {
  readonly type: 'call';
  /** Unique among the calls in flight of one connection. */
  readonly id: number;
  readonly method: ProcedureName;
  readonly input: unknown;
};

export type ServerMessage =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly error: AppError & { readonly correlationId?: string };
    }
  | { readonly type: 'event'; readonly event: EventName; readonly data: unknown };

/** Calls one connection may have in flight; more are answered OVERLOADED. */
export const MAX_CALLS_IN_FLIGHT = 64;
/** Largest message either side accepts, bytes. */
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;
