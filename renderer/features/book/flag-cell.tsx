import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';

/** What is wrong with a row's data, or a quiet word that nothing is. */
export function FlagCell({ value }: { value: string }): ReactElement {
  if (value === '') return <span className="muted">Complete</span>;
  return (
    <span className="mark WARN">
      <TriangleAlert className="icon" size={12} aria-hidden /> {value}
    </span>
  );
}
