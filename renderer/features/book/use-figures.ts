import { useEffect, useState } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery, type Query } from '#renderer/client/use-query.ts';

const EVERY_MS = 1_000;

/** The figures of an account or of all, read again after a change of the book, at most once a second. */
export function useFigures(account: string): Query<OutputOf<'book.figures'>> {
  const query = useQuery('book.figures', account === '' ? {} : { account });
  const { reload } = query;
  const [changes, setChanges] = useState(0);
  useEffect(() => deskClient.on('book.changed', () => setChanges((count) => count + 1)), []);
  const due = changes > 0;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => {
      setChanges(0);
      reload();
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [due, reload]);
  return query;
}
