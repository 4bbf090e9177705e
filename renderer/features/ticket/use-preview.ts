import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

export interface Preview {
  /** The last verdict, kept on the screen while a newer one is on its way. */
  readonly decision: DecisionOutput | null;
  readonly error: AppError | null;
  /** Whether `decision` answers the ticket as it stands. */
  readonly current: boolean;
  readonly roundTripMs: number | null;
}

interface Answer extends Omit<Preview, 'current'> {
  readonly key: string;
}

const REFRESH_MS = 150;
const NOTHING: Answer = { key: '', decision: null, error: null, roundTripMs: null };

/**
 * The live verdict of a ticket; asked again when the book, the limits or other tickets change. One question is on its way
 * at a time: what is typed meanwhile waits for its answer, which is dropped if it is stale.
 */
export function usePreview(ticket: TicketInput | null): Preview {
  const key = ticket === null ? '' : JSON.stringify(ticket);
  const generation = useStore(connectionStore, (slice) => slice.generation);
  const [answer, setAnswer] = useState(NOTHING);
  const [refresh, setRefresh] = useState(0);
  const asked = useRef(0);
  const line = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    const mine = ++asked.current;
    if (key === '' || generation === 0) return;
    const ask = async (): Promise<void> => {
      if (mine !== asked.current) return;
      const start = performance.now();
      try {
        const decision = await deskClient.call('tickets.preview', { ticket: JSON.parse(key) as TicketInput });
        const roundTripMs = performance.now() - start;
        if (mine === asked.current) setAnswer({ key, decision, error: null, roundTripMs });
      } catch (thrown) {
        if (mine !== asked.current) return;
        setAnswer((before) => ({ ...before, key, error: toAppError(thrown), roundTripMs: null }));
      }
    };
    line.current = line.current.then(ask);
  }, [key, generation, refresh]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        setRefresh((count) => count + 1);
      }, REFRESH_MS);
    };
    const ends = [
      deskClient.on('book.changed', soon),
      deskClient.on('limits.changed', soon),
      deskClient.on('blotter.rows', soon),
    ];
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const end of ends) end();
    };
  }, []);

  return { ...answer, current: key !== '' && answer.key === key };
}
