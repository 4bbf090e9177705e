import { OctagonX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';

/** A failure: what, where, what to do, and the code to quote. */
export function ErrorNote({ error, children }: { error: AppError; children?: ReactElement }): ReactElement {
  return (
    <div className="note bad" role="alert">
      <OctagonX className="icon" size={15} aria-hidden />
      <div>
        {error.what}
        {error.where !== '' && <span className="muted"> ({error.where})</span>}. {error.todo}{' '}
        <span className="code">{error.code}</span>
        {children}
      </div>
    </div>
  );
}
