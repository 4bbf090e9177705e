import type { ReactElement, ReactNode } from 'react';

/** What would fill an empty pane, and how to get it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
