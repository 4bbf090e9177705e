import { Dices, X } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { deskClient } from '#renderer/client/desk-client.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { Simulation } from './overview-figures.ts';
import { bookOf, riskView } from './risk-view.ts';

const DRAWS = 50_000;
/** A message that is not of this page's own simulation comes from another one. */
type Run = { readonly progress: number } | null;

/** Simulates the VaR when asked: how far it is, and a way to stop it. */
export function SimulateLine({ onDone }: { onDone: (simulation: Simulation | null) => void }): ReactElement {
  const [run, setRun] = useState<Run>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(
    () =>
      deskClient.on('risk.progress', ({ progress }) => setRun((now) => (now === null ? null : { progress }))),
    [],
  );
  const start = async (): Promise<void> => {
    const view = riskView.getState();
    setError(null);
    setRun({ progress: 0 });
    try {
      const asked = { ...bookOf(view), confidence: view.confidence, draws: DRAWS };
      const simulation = await deskClient.call('risk.simulate', asked);
      if (riskView.getState() === view) onDone(simulation);
    } catch (thrown) {
      const failure = toAppError(thrown);
      if (failure.code !== 'CANCELLED') setError(failure);
    }
    setRun(null);
  };
  return (
    <>
      {run === null ? (
        <button type="button" className="button small" onClick={() => void start()}>
          <Dices size={13} aria-hidden /> Simulate {formatCount(DRAWS)} draws
        </button>
      ) : (
        <span className="simulating">
          <progress aria-label="Draws simulated" value={run.progress} />
          <span className="num">{formatCount(Math.round(run.progress * DRAWS))}</span>
          <button
            type="button"
            className="button small"
            onClick={() => void deskClient.call('risk.cancel', {})}
          >
            <X size={13} aria-hidden /> Cancel
          </button>
        </span>
      )}
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
