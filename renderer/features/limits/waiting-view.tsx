import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { WaitingVersion } from '#shared/contract/procedures/limits.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import type { Query } from '#renderer/client/use-query.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { ImpactPanel } from './impact-panel.tsx';
import { say, showView } from './limits-store.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { WaitingCard } from './waiting-card.tsx';

interface Asked {
  readonly what: 'APPROVE' | 'REJECT' | 'IMPACT';
  readonly waiting: WaitingVersion;
}

/** As many as one answer holds. */
const MOST = 500;

/** What waits for a second officer, and what they may do about it. A approves, R rejects, I replays. */
export function WaitingView({ data, error }: Query<readonly WaitingVersion[]>): ReactElement {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  if (data === null) return <>{error !== null && <ErrorNote error={error} />}</>;
  if (data.length === 0) {
    return (
      <EmptyState title="Nothing waits for a second officer">
        <p>A limit that is proposed, or tightened by one officer, stands here until another one decides.</p>
        <button type="button" className="button" onClick={() => showView('table')}>
          To the limits
        </button>
      </EmptyState>
    );
  }
  const first = asked?.waiting.version;
  const name = `${first?.limitId ?? ''} version ${first?.version ?? ''}`;
  return (
    <div className="limits-list" onKeyDown={moveByArrows}>
      {data.length >= MOST && <p className="muted">The first {MOST} are shown.</p>}
      {data.map((waiting) => (
        <WaitingCard
          key={`${waiting.version.limitId} ${waiting.version.version}`}
          waiting={waiting}
          onApprove={() => setAsked({ what: 'APPROVE', waiting })}
          onReject={() => setAsked({ what: 'REJECT', waiting })}
          onImpact={() => setAsked({ what: 'IMPACT', waiting })}
        />
      ))}
      {asked !== null && asked.what !== 'IMPACT' && first !== undefined && (
        <ReasonDialog
          title={`${asked.what === 'APPROVE' ? 'Approve' : 'Reject'} ${name}?`}
          action={asked.what === 'APPROVE' ? 'Approve' : 'Reject'}
          danger={asked.what === 'REJECT' || asked.waiting.loosens !== ''}
          onClose={close}
          onConfirm={async (reason) => {
            const { limitId, version } = first;
            const method = asked.what === 'APPROVE' ? 'limits.approve' : 'limits.reject';
            await deskClient.call(method, { limitId, version, reason });
            say(`${name}: ${asked.what === 'APPROVE' ? 'approved' : 'rejected'}`);
          }}
        >
          <p>{meaningOf(asked)}</p>
        </ReasonDialog>
      )}
      {asked?.what === 'IMPACT' && first !== undefined && (
        <ImpactPanel
          title={`What ${name} would change`}
          request={{ limitIds: [first.limitId] }}
          onClose={close}
        />
      )}
    </div>
  );
}

function meaningOf({ what, waiting: { version, loosens } }: Asked): string {
  const isReview = version.awaitingReview;
  if (what === 'REJECT')
    return isReview
      ? 'The tightening is taken back: the version below it is in force for the very next ticket.'
      : 'The proposal is dropped; what is in force stays.';
  if (isReview) return 'The tightening is kept.';
  if (version.change === 'RETIRE') return 'The limit ends: its protection is gone for the very next ticket.';
  return loosens === ''
    ? 'It is in force for the very next ticket.'
    : `It loosens (${loosens}): more may go from the very next ticket on.`;
}

/** Arrows, Home and End walk the cards; Tab goes on to the buttons of the one that has the keyboard. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.limit-card')];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: cards.length - 1 }[event.key];
  if (at < 0 || target === undefined) return;
  event.preventDefault();
  cards[Math.min(Math.max(target, 0), cards.length - 1)]?.focus();
}
