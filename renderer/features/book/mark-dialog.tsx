import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import type { MarkRow } from '#shared/contract/schemas/book.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatPercent, formatPrice } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';

/** From this move on the price is confirmed. */
const LARGE_MOVE = 0.1;

/** Asks for the right price and why; both are recorded with the old one. */
export function MarkDialog({ mark, onClose }: { mark: MarkRow; onClose: () => void }): ReactElement {
  const [price, setPrice] = useState('');
  const [reason, setReason] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const reasonId = useId();
  const move = mark.price === null || !(Number(price) > 0) ? null : Number(price) / mark.price - 1;
  const isLarge =
    (move !== null && Math.abs(move) > LARGE_MOVE) || error?.code === 'ACKNOWLEDGEMENT_REQUIRED';
  const blocked = busy || !(Number(price) > 0) || reason.trim() === '' || (isLarge && !confirmed);
  const correct = async (): Promise<void> => {
    if (blocked) return;
    setBusy(true);
    try {
      const { symbol } = mark;
      await deskClient.call('marks.correct', {
        symbol,
        price: price.trim(),
        reason: reason.trim(),
        confirmed,
      });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Correct the mark of ${mark.symbol}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button type="submit" form="mark-form" className="button primary" disabled={blocked}>
            Record the mark
          </button>
        </>
      }
    >
      <form
        id="mark-form"
        className="ruling-form"
        onSubmit={(event) => {
          event.preventDefault();
          void correct();
        }}
      >
        <p>
          Now <span className="num">{formatPrice(mark.price)}</span> {mark.currency} of{' '}
          {formatInstant(mark.at)}. Every position, limit and loss that looks at {mark.symbol} follows at
          once.
        </p>
        <PriceField currency={mark.currency} value={price} onChange={setPrice} />
        <p className="muted" role="status">
          {move === null ? 'A price above zero' : `Moves it by ${formatPercent(move)}`}
        </p>
        <div className="field">
          <label htmlFor={reasonId}>Reason (recorded)</label>
          <input
            id={reasonId}
            className="input"
            autoComplete="off"
            maxLength={1024}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        {isLarge && (
          <label className="note warn">
            <TriangleAlert className="icon" size={15} aria-hidden />
            <span>
              <input
                type="checkbox"
                checked={confirmed}
                onChange={({ target }) => setConfirmed(target.checked)}
              />{' '}
              This moves the mark by more than {formatPercent(LARGE_MOVE)}, and it is right
            </span>
          </label>
        )}
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

function PriceField(props: {
  currency: string;
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    input.current?.setAttribute('autofocus', '');
  }, []);
  return (
    <div className="field">
      <label htmlFor={id}>Price, {props.currency}</label>
      <input
        ref={input}
        id={id}
        className="input num"
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </div>
  );
}
