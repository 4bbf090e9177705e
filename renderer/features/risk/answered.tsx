import type { ReactElement, ReactNode } from 'react';
import type { Query } from '#renderer/client/use-query.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';

/** An answer once it is there, with the failure of a newer one above it; one moment before. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}): ReactElement {
  const { data, error } = query;
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {data !== null && children(data)}
      {data === null && error === null && (
        <EmptyState title="Measuring the book ...">
          The first time after a start the desk is read once more for it, some seconds with thousands of
          symbols.
        </EmptyState>
      )}
    </>
  );
}
