import type { ReactElement } from 'react';
import { EmptyState } from './empty-state.tsx';

/** A filter that leaves no row, and the way back to all of them. */
export function NothingFound({ text, onClear }: { text: string; onClear: () => void }): ReactElement {
  return (
    <EmptyState title={`Nothing matches "${text}"`}>
      <button type="button" className="button" onClick={onClear}>
        Show all rows
      </button>
    </EmptyState>
  );
}
