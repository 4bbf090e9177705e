import { useCallback, useSyncExternalStore } from 'react';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { deskBlotter } from './desk-blotter.ts';

/** One row of the checks as it stands; undefined until it is pushed. */
export function useBlotterRow(decisionId: string | null): BlotterRow | undefined {
  const subscribe = useCallback((listener: () => void) => deskBlotter.subscribe(listener), []);
  return useSyncExternalStore(subscribe, () =>
    decisionId === null ? undefined : deskBlotter.rows.get(decisionId),
  );
}
