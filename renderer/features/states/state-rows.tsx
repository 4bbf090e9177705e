import { useState, type ReactElement } from 'react';
import type { StateRow } from '#shared/contract/procedures/states.ts';
import { isLooser } from '#shared/domain/trading-state.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { TradingMark } from '#renderer/components/trading-mark.tsx';
import { formatInstant } from '#renderer/format/times.ts';
import { placeText, STATE_MEANINGS, type Place } from './place.ts';

export interface StateRowsProps {
  readonly rows: readonly StateRow[];
  /** Has the form above set this place again. */
  readonly onSetAgain: (place: Place) => void;
}

/** What is not ACTIVE: since when, by whom and why, and the way back. */
export function StateRows({ rows, onSetAgain }: StateRowsProps): ReactElement {
  const [asking, setAsking] = useState<string | null>(null);
  const may = useCapability('SET_STATES');
  return (
    <ul className="state-rows" aria-label="Not active">
      {rows.map((row) => {
        const place = placeText(row);
        return (
          <li key={place}>
            <div className="line">
              <TradingMark state={row.state} />
              <strong className="num">{place}</strong>
              {!row.recorded && <span className="tag">not on record</span>}
              <span className="grow clip" title={row.reason}>
                {row.reason}
              </span>
              {!row.recorded ? (
                <button type="button" className="button small" onClick={() => onSetAgain(row)}>
                  Set it again
                </button>
              ) : (
                asking !== place && (
                  <button
                    type="button"
                    className="button small"
                    disabled={!may}
                    aria-label={`Ask to re-arm ${place}`}
                    onClick={() => setAsking(place)}
                  >
                    Ask to re-arm
                  </button>
                )
              )}
            </div>
            <p className="muted">
              by {row.actor}, {formatInstant(row.at)}
              {!row.recorded &&
                '. In force in this engine, but its record is not on disk: it would not survive a restart.'}
            </p>
            {asking === place && <RearmForm row={row} onDone={() => setAsking(null)} />}
          </li>
        );
      })}
    </ul>
  );
}

function RearmForm({ row, onDone }: { row: StateRow; onDone: () => void }): ReactElement {
  const [state, setState] = useState<StateRow['state']>('ACTIVE');
  const [reason, setReason] = useState('');
  const { busy, error, send } = useSend();
  const blocked = busy || reason.trim() === '';
  const ask = async (): Promise<void> => {
    if (blocked) return;
    const { level, key } = row;
    const rearm = await send('states.requestRearm', { level, key, state, reason: reason.trim() });
    if (rearm !== null) onDone();
  };
  return (
    <form
      className="rearm-form"
      aria-label={`Re-arm ${placeText(row)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <label className="field">
        <span className="field-label">To</span>
        <select
          className="input"
          value={state}
          onChange={(event) => setState(event.target.value as StateRow['state'])}
        >
          {(['ACTIVE', 'REDUCING'] as const)
            .filter((one) => isLooser(row.state, one))
            .map((one) => (
              <option key={one} value={one}>
                {one}: {STATE_MEANINGS[one]}
              </option>
            ))}
        </select>
      </label>
      <TextField label="Reason (recorded)" value={reason} onChange={setReason} maxLength={1024} autoFocus />
      <div className="decide">
        <button type="button" className="button" onClick={onDone}>
          Leave it {row.state}
        </button>
        <button type="submit" className="button primary" disabled={blocked}>
          Ask to re-arm {placeText(row)}
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </form>
  );
}
