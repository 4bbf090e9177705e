import { useEffect, useMemo, useRef, useState } from 'react';
import { unpackFigures } from '#shared/contract/packed-figures.ts';
import type { PositionFigures } from '#shared/contract/schemas/book.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';

/** How soon after a change of the book they are read again, and how often at most. */
const SOON_MS = 100;
const EVERY_MS = 1_000;

export interface Figures {
  /** The last answer about this very book, kept while a newer one is on its way. */
  readonly figures: PositionFigures | null;
  readonly error: AppError | null;
}

/** The figures of an account, of all for '', read again after a change of the book; one answer is waited for at a time. */
export function useFigures(account: string): Figures {
  const { data, error, loading, reload } = useQuery('book.figures', account === '' ? {} : { account });
  const [isDue, setIsDue] = useState(false);
  const askedAt = useRef(-Infinity);
  useEffect(() => deskClient.on('book.changed', () => setIsDue(true)), []);
  useEffect(() => {
    if (!isDue || loading) return;
    const wait = Math.max(SOON_MS, askedAt.current + EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      askedAt.current = performance.now();
      setIsDue(false);
      reload();
    }, wait);
    return () => clearTimeout(timer);
  }, [isDue, loading, reload]);
  const isOfThisBook = (data?.account ?? '') === account;
  const figures = useMemo(
    () => (data !== null && isOfThisBook ? unpackFigures(data) : null),
    [data, isOfThisBook],
  );
  return { figures, error };
}
