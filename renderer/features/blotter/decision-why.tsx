import { CircleCheck, CircleHelp, OctagonX } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';

type Answer = OutputOf<'decisions.recompute'>;
type State =
  | { readonly name: 'IDLE' }
  | { readonly name: 'BUSY'; readonly progress: number }
  | { readonly name: 'DONE'; readonly answer: Answer }
  | { readonly name: 'FAILED'; readonly error: AppError };

/** Makes the decision again from what is on record, and says whether it comes out the same to the byte. */
export function DecisionWhy({ decisionId }: { decisionId: string }): ReactElement {
  const [state, setState] = useState<State>({ name: 'IDLE' });
  const busy = useRef(false);
  useEffect(
    () =>
      deskClient.on('decisions.recompute', ({ progress }) => {
        if (busy.current) setState({ name: 'BUSY', progress });
      }),
    [],
  );
  const ask = async (): Promise<void> => {
    busy.current = true;
    setState({ name: 'BUSY', progress: 0 });
    let next: State;
    try {
      next = { name: 'DONE', answer: await deskClient.call('decisions.recompute', { decisionId }) };
    } catch (thrown) {
      next = { name: 'FAILED', error: toAppError(thrown) };
    }
    busy.current = false;
    setState(next);
  };
  return (
    <div className="decision-why">
      {state.name === 'BUSY' ? (
        <>
          <label>
            Reading the log <progress value={state.progress} max={1} />{' '}
            <span className="num">{Math.round(state.progress * 100)} %</span>
          </label>
          <button
            type="button"
            className="button small"
            onClick={() => void deskClient.call('decisions.cancelRecompute', {})}
          >
            Cancel
          </button>
        </>
      ) : (
        <button type="button" className="button small" onClick={() => void ask()}>
          {state.name === 'IDLE' ? 'Recompute it' : 'Recompute it again'}
        </button>
      )}
      {state.name === 'IDLE' && (
        <span className="muted">Made again from its recorded inputs, compared to the byte.</span>
      )}
      {state.name === 'DONE' && <Result answer={state.answer} />}
      {state.name === 'FAILED' && <ErrorNote error={state.error} />}
    </div>
  );
}

function Result({ answer: { result, difference } }: { answer: Answer }): ReactElement {
  const Icon = { EQUAL: CircleCheck, DIFFERENT: OctagonX, OTHER_VERSION: CircleHelp }[result];
  const tone = { EQUAL: 'good', DIFFERENT: 'bad', OTHER_VERSION: 'muted' }[result];
  return (
    <span className={`why-result ${tone}`} role="status">
      <Icon className="icon" size={14} aria-hidden />
      {result === 'EQUAL' && 'Equal to the byte: the same inputs give the same decision.'}
      {result === 'DIFFERENT' &&
        `Different: ${difference ?? 'other bytes'}. Tell the risk desk: the log or the engine was changed.`}
      {result === 'OTHER_VERSION' &&
        'Made by another version of the engine or stress ladder, which need not agree.'}
    </span>
  );
}
