import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatPercent } from '#renderer/format/numbers.ts';
import { ImpactReport } from './impact-report.tsx';

type Report = OutputOf<'limits.replay'>;
export type ImpactRequest = InputOf<'limits.replay'>;

/** Beyond this, progress is worth a look and a way out. */
const SHOW_PROGRESS_MS = 300;

/** Replays the past tickets in a dialog of its own, from the moment it opens. */
export function ImpactPanel(props: {
  readonly title: string;
  readonly request: ImpactRequest;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Impact request={props.request} onLeave={props.onClose} atOnce />
    </Dialog>
  );
}

export interface ImpactProps {
  /** null: there is nothing that can be replayed yet. */
  readonly request: ImpactRequest | null;
  /** Before another pane is shown. */
  readonly onLeave: () => void;
  readonly atOnce?: boolean;
}

/** What a proposal or a draft would have changed: asked for, with progress and a way to cancel. */
export function Impact({ request, onLeave, atOnce = false }: ImpactProps): ReactElement {
  const [report, setReport] = useState<{ readonly of: string; readonly report: Report } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const running = useRef(false);
  const asked = JSON.stringify(request);
  const run = async (): Promise<void> => {
    if (request === null || running.current) return;
    running.current = true;
    setError(null);
    const shown = setTimeout(() => setProgress((now) => now ?? 0), SHOW_PROGRESS_MS);
    const end = deskClient.on('limits.replay', ({ progress: share }) =>
      setProgress((now) => (now === null ? null : share)),
    );
    try {
      setReport({ of: asked, report: await deskClient.call('limits.replay', request) });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      clearTimeout(shown);
      end();
      running.current = false;
      setProgress(null);
    }
  };
  const cancel = (): void => void deskClient.call('limits.cancelReplay', {}).catch(() => undefined);
  const begin = useRef(run);
  useEffect(() => {
    if (atOnce) void begin.current();
    return () => {
      if (running.current) cancel();
    };
  }, [atOnce]);
  return (
    <section className="impact" aria-label="Impact on past tickets">
      <div className="impact-head">
        <button
          type="button"
          className="button small"
          disabled={request === null || progress !== null}
          onClick={() => void run()}
        >
          {report === null ? 'Replay past tickets' : 'Replay again'}
        </button>
        {progress !== null && (
          <>
            <progress aria-label="Replayed" value={progress} />
            <span className="num">{formatPercent(progress)}</span>
            <button type="button" className="button small" onClick={cancel}>
              Cancel
            </button>
          </>
        )}
        {report === null && progress === null && (
          <span className="muted">
            Which past tickets flip, and what is held beyond it. Nothing is changed.
          </span>
        )}
        {report !== null && report.of !== asked && (
          <span className="muted">The draft changed since: replay again.</span>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
      {report !== null && <ImpactReport report={report.report} onLeave={onLeave} />}
    </section>
  );
}
