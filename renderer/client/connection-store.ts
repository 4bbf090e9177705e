import { create } from 'zustand';
import type { ConnectionState } from './connection.ts';

export interface ConnectionSlice {
  readonly state: ConnectionState;
  /** Counts the times the line was opened: what was read before may be old after it changes. */
  readonly generation: number;
}

export const connectionStore = create<ConnectionSlice>(() => ({ state: 'connecting', generation: 0 }));
