import { CircleCheck, OctagonX } from 'lucide-react';
import type { ReactElement } from 'react';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { WarningReason } from '#renderer/components/warning-reason.tsx';
import { STATUSES } from '#shared/domain/decision.ts';
import type { BasketAnswer, BasketStage } from './use-basket.ts';

export interface BasketMessageProps {
  readonly stage: BasketStage;
  readonly checked: BasketAnswer | null;
  readonly allOrNone: boolean;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
}

const BUSY_WORDS = {
  checking: 'Deciding on every ticket ...',
  sending: 'Sending ...',
  recalling: 'Asking the desk what became of this basket ...',
} as const;

/** What can be said of the basket now, always in the same place. */
export function BasketMessage(props: BasketMessageProps): ReactElement | null {
  const { stage, checked, allOrNone } = props;
  switch (stage.name) {
    case 'DRAFT':
      return null;
    case 'BUSY':
      return (
        <p className="note" role="status">
          {BUSY_WORDS[stage.doing]}
        </p>
      );
    case 'CHECKED':
      return (
        <p className="note" role="status">
          {checked !== null && <Tally answer={checked} />}
          {checked?.allowed === false && (
            <span>
              {allOrNone ? 'All or none: nothing of it may go.' : 'Nothing of it may go.'} Take a line into
              the ticket with Enter, or remove it with Del.
            </span>
          )}
          <span className="muted">
            What reduces is decided first; each verdict counts those that may go before it. All are recorded.
          </span>
        </p>
      );
    case 'REASON':
      return (
        <WarningReason
          className="note warn reason-line"
          placeholder="Reason for sending past the warnings (recorded)"
          onReason={props.onReason}
          onBack={props.onBack}
        />
      );
    case 'SENT': {
      const { sent, tickets } = stage.answer;
      return (
        <p className={`note ${sent === 0 ? 'bad' : ''}`} role="status">
          {sent === 0 ? (
            <OctagonX className="icon" size={15} aria-hidden />
          ) : (
            <CircleCheck className="icon" size={15} aria-hidden />
          )}
          <span>
            {sent} of {tickets.length} sent.{sent < tickets.length && ' What was denied stays a draft.'}
          </span>
        </p>
      );
    }
    case 'UNSENT':
      return (
        <p className="note bad" role="alert">
          <OctagonX className="icon" size={15} aria-hidden />
          Not sent: the page was reloaded before the desk had the basket, and nothing is on record. Check it
          and send it again if it should go.
        </p>
      );
    case 'FAILED':
      return (
        <ErrorNote error={stage.error}>
          <button type="button" className="button small" onClick={stage.retry}>
            Ask again
          </button>
        </ErrorNote>
      );
  }
}

function Tally({ answer }: { answer: BasketAnswer }): ReactElement {
  const counts = STATUSES.map((status) => ({
    status,
    count: answer.tickets.filter(({ verdict }) => verdict === status).length,
  }));
  return (
    <span className="tally">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ status, count }) => (
          <span key={status}>
            <span className="num">{count}</span> <StatusMark status={status} />
          </span>
        ))}
      {answer.net !== null && (
        <span>
          as a whole <StatusMark status={answer.net.verdict} />
        </span>
      )}
    </span>
  );
}
