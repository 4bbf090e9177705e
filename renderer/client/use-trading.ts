import { useStore } from 'zustand';
import type { TradingState } from '#shared/domain/reference.ts';
import { connectionStore } from './connection-store.ts';
import { deskStore } from './desk-store.ts';

/** The strictest trading state anywhere and where it is; UNKNOWN while the line to the engine is down. */
export function useTrading(): { readonly state: TradingState | 'UNKNOWN'; readonly where: string } {
  const line = useStore(connectionStore, (slice) => slice.state);
  const trading = useStore(deskStore, (slice) => slice.status?.trading);
  if (line !== 'open' || trading === undefined) return { state: 'UNKNOWN', where: '' };
  return { state: trading.state, where: trading.state === 'ACTIVE' ? '' : trading.scope };
}
