import { CircleCheck, Lock, LockOpen, OctagonX, Send } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { TicketInput } from '#shared/contract/schemas.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatExact } from '#renderer/format/numbers.ts';
import { QUANTITY_PLACES, toQuantity } from '#shared/domain/decimal.ts';
import type { Stage } from './use-ticket-actions.ts';

export interface ActionBarProps {
  readonly stage: Stage;
  readonly ready: boolean;
  readonly denied: boolean;
  readonly armed: boolean;
  readonly hint: string | null;
  readonly onValidate: () => void;
  readonly onSend: () => void;
  readonly onReason: (reason: string) => void;
  readonly onRetry: () => void;
  readonly onBack: () => void;
  readonly onArm: () => void;
}

/** What can be done with the ticket now, and what became of it. Two lines, always of the same height. */
export function ActionBar(props: ActionBarProps): ReactElement {
  const { stage, ready, denied, armed, onValidate, onSend, onArm } = props;
  const busy = stage.name === 'BUSY';
  return (
    <div className="action-bar">
      <div className="actions">
        {stage.name === 'REASON' ? (
          <ReasonField {...props} />
        ) : (
          <>
            <button
              type="button"
              className="button"
              disabled={!ready || busy || stage.name === 'STAGED'}
              onClick={onValidate}
            >
              Stage <KeyHint keys="Enter" />
            </button>
            {denied ? (
              <span className="denied">
                <OctagonX className="icon" size={14} aria-hidden /> Denied: this ticket cannot be sent
              </span>
            ) : (
              <button type="button" className="button primary" disabled={!ready || busy} onClick={onSend}>
                <Send size={13} aria-hidden /> Send <KeyHint keys="Control+Enter" />
              </button>
            )}
            <span className="grow" />
            <button
              type="button"
              className={`button small ${armed ? 'armed' : 'quiet'}`}
              aria-pressed={armed}
              title="While off, Ctrl+Enter does not send; the button always does"
              onClick={onArm}
            >
              {armed ? <LockOpen size={12} aria-hidden /> : <Lock size={12} aria-hidden />}
              Send key {armed ? 'ARMED' : 'off'} <KeyHint keys="Alt+a" />
            </button>
          </>
        )}
      </div>
      <Message {...props} />
    </div>
  );
}

function ReasonField({ onReason, onBack }: ActionBarProps): ReactElement {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // It appears because the person asked to send: the answer to that question is typed next.
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="reason"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onReason(reason.trim());
      }}
    >
      <input
        ref={field}
        className="input"
        aria-label="Reason for sending past a warning"
        placeholder="Reason for sending past the warning (recorded)"
        maxLength={1024}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={reason.trim() === ''}>
        Send anyway <KeyHint keys="Enter" />
      </button>
      <button type="button" className="button quiet" onClick={onBack}>
        Back <KeyHint keys="Escape" />
      </button>
    </form>
  );
}

function Message({ stage, hint, ready, denied, onRetry }: ActionBarProps): ReactElement {
  switch (stage.name) {
    case 'SENT':
      return (
        <p className="message good" role="status">
          <CircleCheck className="icon" size={14} aria-hidden />
          <span className="clip">
            {stage.replayed ? 'Sent before, answered again' : 'Sent'}: {describe(stage.ticket)} as{' '}
            <b className="num">{stage.decision.clOrdId}</b>, reserved until filled or cancelled
          </span>
        </p>
      );
    case 'STAGED':
      return (
        <p className="message" role="status">
          <CircleCheck className="icon" size={14} aria-hidden />
          <span className="clip">
            Decision <b className="num">{stage.decision.decisionId}</b> is recorded. An edit starts a new
            ticket.
          </span>
        </p>
      );
    case 'BUSY':
      return (
        <p className="message">{stage.doing === 'sending' ? 'Sending ...' : 'Recording the decision ...'}</p>
      );
    case 'FAILED':
      return (
        <p className="message bad" role="alert">
          <OctagonX className="icon" size={14} aria-hidden />
          <span className="clip" title={`${stage.error.what}. ${stage.error.todo}`}>
            {stage.error.what}. {stage.error.todo} <span className="num">{stage.error.code}</span>
          </span>
          <button type="button" className="button small" onClick={onRetry}>
            Ask again
          </button>
        </p>
      );
    case 'REASON':
      return (
        <p className="message" aria-live="polite">
          <span className="clip">A warning is sent only with a reason, which is recorded with it.</span>
        </p>
      );
    case 'EDITING':
      return (
        <p className="message" aria-live="polite">
          <span className="clip">{hint ?? (ready && !denied ? DEFAULT_HINT : '\u00a0')}</span>
        </p>
      );
  }
}

const DEFAULT_HINT = 'Enter records the decision without sending. A sent ticket reserves its limits.';

const SIDE_WORDS: Readonly<Record<string, string>> = { BUY: 'buy', SELL: 'sell', SELL_SHORT: 'sell short' };

function describe(ticket: TicketInput): string {
  const quantity = toQuantity(ticket.orderQty);
  const shown = typeof quantity === 'number' ? formatExact(quantity, QUANTITY_PLACES) : ticket.orderQty;
  const price = ticket.price === undefined ? 'at market' : `@ ${ticket.price}`;
  return `${SIDE_WORDS[ticket.side] ?? ticket.side} ${shown} ${ticket.symbol} ${price} for ${ticket.account}`;
}
