import { Component, type ReactNode } from 'react';
import { appError } from '#shared/errors/app-error.ts';
import { ErrorNote } from './error-note.tsx';

interface Caught {
  readonly message: string | null;
}

/** A pane that fails to draw says so in its own place; the others go on. */
export class PaneBoundary extends Component<{ children: ReactNode; onAgain: () => void }, Caught> {
  override state: Caught = { message: null };

  static getDerivedStateFromError(thrown: unknown): Caught {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div className="pane failed">
        <ErrorNote error={appError('INTERNAL', 'This pane could not be drawn', message)} />
        <button
          type="button"
          className="button"
          onClick={() => {
            this.props.onAgain();
            this.setState({ message: null });
          }}
        >
          Draw it again
        </button>
      </div>
    );
  }
}
