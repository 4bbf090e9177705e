import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { EventName, InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

export interface Query<T> {
  /** The last answer, kept while a newer one is on its way. */
  readonly data: T | null;
  readonly error: AppError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

const COALESCE_MS = 100;

/**
 * Reads with `method` when `input` changes, when the line is opened again and when one of `events` says that the
 * answer may have changed. A null input asks nothing. Answers to older questions are dropped.
 */
export function useQuery<N extends ProcedureName>(
  method: N,
  input: InputOf<N> | null,
  events: readonly EventName[] = [],
): Query<OutputOf<N>> {
  const generation = useStore(connectionStore, (slice) => slice.generation);
  const [answer, setAnswer] = useState<Omit<Query<OutputOf<N>>, 'reload'>>({
    data: null,
    error: null,
    loading: false,
  });
  const [tick, setTick] = useState(0);
  const asked = useRef(0);
  const key = JSON.stringify(input);
  const eventKey = events.join(' ');
  const reload = useCallback(() => setTick((count) => count + 1), []);

  useEffect(() => {
    const mine = ++asked.current;
    if (key === 'null' || generation === 0) {
      if (key === 'null') setAnswer({ data: null, error: null, loading: false });
      return;
    }
    setAnswer((before) => ({ ...before, loading: true }));
    deskClient.call(method, JSON.parse(key) as InputOf<N>).then(
      (data) => mine === asked.current && setAnswer({ data, error: null, loading: false }),
      (thrown: unknown) =>
        mine === asked.current &&
        setAnswer((before) => ({ ...before, error: toAppError(thrown), loading: false })),
    );
  }, [method, key, generation, tick]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        reload();
      }, COALESCE_MS);
    };
    const names = eventKey === '' ? [] : (eventKey.split(' ') as EventName[]);
    const ends = names.map((event) => deskClient.on(event, soon));
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [eventKey, reload]);

  return { ...answer, reload };
}
