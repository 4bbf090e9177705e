import type { CloseReason } from './transport.ts';

/** From the page to the thread of its line. */
export type ToLine =
  /** The port comes over with the message; null: the line is a WebSocket. */
  | { readonly kind: 'start'; readonly memory: SharedArrayBuffer; readonly port: MessagePort | null }
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'close' };

/** From that thread to the page. */
export type FromLine =
  | { readonly kind: 'open' }
  /** There is something in the shared memory. */
  | { readonly kind: 'bell' }
  /** A text for which the shared memory has no room; they are numbered together. */
  | { readonly kind: 'text'; readonly seq: number; readonly text: string }
  | { readonly kind: 'closed'; readonly reason: CloseReason };
