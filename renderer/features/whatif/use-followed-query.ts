import { useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery, type Query } from '#renderer/client/use-query.ts';

type Asked = 'whatif.compareMethods' | 'whatif.curve';

/** A pause in typing, and the least time between two answers about an unchanged question. */
const PAUSE_MS = 150;
const AGAIN_MS = 3_000;

/**
 * A what-if about one ticket: asked when typing pauses, and again when the book or the limits have changed, though not more
 * often than every three seconds, since each change has the desk read once more. Nothing is asked while it is not shown.
 */
export function useFollowedQuery<N extends Asked>(
  method: N,
  input: InputOf<N> | null,
  shown: boolean,
): Query<OutputOf<N>> {
  const key = JSON.stringify(input);
  const [settled, setSettled] = useState<string>('null');
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setSettled(key), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, shown]);
  const query = useQuery(method, JSON.parse(settled) as InputOf<N> | null);
  const { reload } = query;
  const changed = useRef(false);
  useEffect(() => {
    const note = (): void => {
      changed.current = true;
    };
    const ends = [deskClient.on('book.changed', note), deskClient.on('limits.changed', note)];
    return () => ends.forEach((end) => end());
  }, []);
  useEffect(() => {
    if (!shown) return;
    const again = (): void => {
      if (changed.current) reload();
      changed.current = false;
    };
    again();
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [shown, reload]);
  return query;
}
