import { useState, type ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';

type Throttle = OutputOf<'activity.throttled'>[number];

/** Strategies that executed too often in a row, until an officer lets each trade again. */
export function ThrottledRows(): ReactElement | null {
  const { data, error } = useQuery('activity.throttled', {}, ['states.changed', 'book.changed']);
  if (error !== null) return <ErrorNote error={error} />;
  if (data === null || data.length === 0) return null;
  return (
    <section>
      <h3>Throttled after executions in a row</h3>
      <ul className="state-rows" aria-label="Throttled strategies">
        {data.map((row) => (
          <ThrottledRow key={`${row.strategy} ${row.symbol} ${row.side}`} row={row} />
        ))}
      </ul>
    </section>
  );
}

function ThrottledRow({ row }: { row: Throttle }): ReactElement {
  const { strategy, symbol, side, limitIds } = row;
  const [reason, setReason] = useState('');
  const { busy, error, send } = useSend();
  const may = useCapability('SET_STATES');
  const blocked = busy || !may || reason.trim() === '';
  return (
    <li>
      <form
        className="throttled-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked) void send('activity.reenable', { strategy, symbol, side, reason: reason.trim() });
        }}
      >
        <p>
          <strong className="num">{strategy}</strong> may not {side === 'BUY' ? 'buy' : 'sell'}{' '}
          <span className="num">{symbol}</span> <span className="muted">({limitIds.join(', ')})</span>
        </p>
        <TextField
          label={may ? 'Reason (recorded)' : 'Takes the role Risk officer or Approver'}
          value={reason}
          onChange={setReason}
          disabled={!may}
          maxLength={1024}
        />
        <button type="submit" className="button" disabled={blocked}>
          Let {strategy} trade again
        </button>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
