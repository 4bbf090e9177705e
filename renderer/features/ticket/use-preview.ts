import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas.ts';
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

const DEBOUNCE_MS = 25;
const REFRESH_MS = 150;
const NOTHING: Answer = { key: '', decision: null, error: null, roundTripMs: null };

/** The live verdict of a ticket; asked again when the book, the limits or other tickets change. Stale answers are dropped. */
export function usePreview(ticket: TicketInput | null): Preview {
  const key = ticket === null ? '' : JSON.stringify(ticket);
  const generation = useStore(connectionStore, (slice) => slice.generation);
  const [answer, setAnswer] = useState(NOTHING);
  const [refresh, setRefresh] = useState(0);
  const asked = useRef(0);

  useEffect(() => {
    const mine = ++asked.current;
    if (key === '' || generation === 0) return;
    const timer = setTimeout(() => {
      const start = performance.now();
      deskClient.call('tickets.preview', { ticket: JSON.parse(key) as TicketInput }).then(
        (decision) =>
          mine === asked.current &&
          setAnswer({ key, decision, error: null, roundTripMs: performance.now() - start }),
        (thrown: unknown) =>
          mine === asked.current &&
          setAnswer((before) => ({ ...before, key, error: toAppError(thrown), roundTripMs: null })),
      );
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
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
