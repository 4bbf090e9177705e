import { CircleCheck, Lock, LockOpen, OctagonX, Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { WarningReason } from '#renderer/components/warning-reason.tsx';
import { useBlotterRow } from '#renderer/client/use-blotter-row.ts';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import { formatQuantity } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import type { Stage } from './ticket-stage.ts';

export interface ActionBarProps {
  readonly stage: Stage;
  readonly ready: boolean;
  readonly denied: boolean;
  readonly armed: boolean;
  readonly hint: string | null;
  readonly onValidate: () => void;
  readonly onSend: () => void;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
  readonly onArm: () => void;
  /** Whether another person may be asked to let the denied ticket pass. */
  readonly mayAsk: boolean;
  readonly onAsk: () => void;
}

/** What can be done with the ticket now, and what became of it. Two lines, always of the same height. */
export function ActionBar(props: ActionBarProps): ReactElement {
  const { stage, ready, denied, armed, onValidate, onSend, onArm } = props;
  const busy = stage.name === 'BUSY';
  return (
    <div className="action-bar">
      <div className="actions">
        {stage.name === 'REASON' ? (
          <WarningReason
            className="reason"
            placeholder="Reason for sending past the warning (recorded)"
            onReason={props.onReason}
            onBack={props.onBack}
          />
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

function Message({ stage, hint, ready, denied, mayAsk, onAsk }: ActionBarProps): ReactElement {
  switch (stage.name) {
    case 'SENT':
      return (
        <p className="message good" role="status">
          <CircleCheck className="icon" size={14} aria-hidden />
          <span className="clip">
            {stage.replayed ? 'Sent before, answered again' : 'Sent'}: {describeTicket(stage.ticket)} as{' '}
            <b className="num">{stage.decision.clOrdId}</b>,{' '}
            <Lifecycle decisionId={stage.decision.decisionId} />
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
          {mayAsk && <AskButton onAsk={onAsk} />}
        </p>
      );
    case 'BUSY':
      return (
        <p className="message" role="status">
          {BUSY_WORDS[stage.doing]}
        </p>
      );
    case 'FAILED':
      return (
        <p className="message bad" role="alert">
          <OctagonX className="icon" size={14} aria-hidden />
          <span className="clip" title={`${stage.error.what}. ${stage.error.todo}`}>
            {stage.error.what}. {stage.error.todo} <span className="num">{stage.error.code}</span>
          </span>
          <button type="button" className="button small" onClick={stage.retry}>
            Ask again
          </button>
        </p>
      );
    case 'UNSENT':
      return (
        <p className="message bad" role="alert">
          <OctagonX className="icon" size={14} aria-hidden />
          <span className="clip">
            Not sent: the page was reloaded before the desk had the ticket, and nothing is on record. Send it
            again if it should go.
          </span>
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
          <span className="clip grow">{hint ?? (ready && !denied ? DEFAULT_HINT : '\u00a0')}</span>
          {mayAsk && <AskButton onAsk={onAsk} />}
        </p>
      );
  }
}

const AskButton = ({ onAsk }: { onAsk: () => void }): ReactElement => (
  <button type="button" className="button small" onClick={onAsk}>
    Ask for an override <KeyHint keys="Alt+v" />
  </button>
);

/** Where the order of a sent ticket stands now. */
function Lifecycle({ decisionId }: { decisionId: string }): ReactElement {
  const row = useBlotterRow(decisionId);
  if (row === undefined || row.state === null || row.state === 'SENT')
    return <>reserved until filled or cancelled</>;
  const { state, cumQty, leavesQty } = row;
  const filled = `${formatQuantity(cumQty)} filled, ${formatQuantity(leavesQty)} left`;
  return <>{`now ${titleOfCode(state).toLowerCase()}: ${filled}`}</>;
}

const BUSY_WORDS = {
  staging: 'Recording the decision ...',
  sending: 'Sending ...',
  recalling: 'Asking the desk what became of this ticket ...',
} as const;

const DEFAULT_HINT = 'Enter records the decision without sending. A sent ticket reserves its limits.';
