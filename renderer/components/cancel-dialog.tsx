import { useState, type ReactElement } from 'react';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatQuantity } from '#renderer/format/numbers.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';

/** What the dialog tells of the ticket. */
type Working = Pick<
  BlotterRow,
  'clOrdId' | 'account' | 'symbol' | 'side' | 'orderQty' | 'cumQty' | 'leavesQty'
>;

/** Asks once more before a working ticket gives its reservation back. */
export function CancelDialog({ row, onClose }: { row: Working; onClose: () => void }): ReactElement {
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const cancel = async (): Promise<void> => {
    setBusy(true);
    try {
      await deskClient.call('tickets.cancel', { clOrdId: row.clOrdId });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Cancel ${row.clOrdId}?`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Keep it working
          </button>
          <button type="button" className="button danger" disabled={busy} onClick={() => void cancel()}>
            Cancel {formatQuantity(row.leavesQty)} {row.symbol}
          </button>
        </>
      }
    >
      <p>
        {row.side === 'BUY' ? 'Buy' : row.side === 'SELL' ? 'Sell' : 'Sell short'}{' '}
        {formatQuantity(row.orderQty)} {row.symbol} for {row.account}: {formatQuantity(row.cumQty)} filled,{' '}
        {formatQuantity(row.leavesQty)} left. What is left is cancelled and its reservation is freed at once.
      </p>
      {error !== null && <ErrorNote error={error} />}
    </Dialog>
  );
}
