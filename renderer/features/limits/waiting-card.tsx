import { ArrowDownToLine, ArrowUpFromLine, CircleOff, Plus, type LucideIcon } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useStore } from 'zustand';
import type { WaitingVersion } from '#shared/contract/procedures/limits.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { DiffTable } from './diff-table.tsx';
import { LimitStatusMark } from './limit-status.tsx';
import { showHistory } from './limits-store.ts';

export interface WaitingCardProps {
  readonly waiting: WaitingVersion;
  readonly onApprove: () => void;
  readonly onReject: () => void;
  readonly onImpact: () => void;
}

export function WaitingCard({ waiting, onApprove, onReject, onImpact }: WaitingCardProps): ReactElement {
  const { version, before, loosens } = waiting;
  const status = useStore(deskStore, (slice) => slice.status);
  const isOwn = status?.actor === version.createdBy;
  const mayApprove = !isOwn && (status?.capabilities.includes('APPROVE_LIMITS') ?? false);
  const mayWithdraw =
    isOwn && !version.awaitingReview && (status?.capabilities.includes('MANAGE_LIMITS') ?? false);
  const mayReplay = !version.awaitingReview && version.change !== 'RETIRE';
  const why = isOwn
    ? 'You wrote this version: another officer has to decide about it.'
    : 'Your roles do not let you approve limits.';
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === 'a' && mayApprove) onApprove();
    else if (key === 'r' && (mayApprove || mayWithdraw)) onReject();
    else if (key === 'i' && mayReplay) onImpact();
    else return;
    event.preventDefault();
  };
  return (
    <article
      className="limit-card"
      // The card itself takes the keys that its buttons show.
      tabIndex={0}
      aria-label={`${version.limitId} version ${version.version}`}
      onKeyDown={onKeyDown}
    >
      <header>
        <EffectMark waiting={waiting} />
        <strong>{controlTitle(version.control)}</strong>
        <span>{describeScope(version.scope)}</span>
        <button type="button" className="button quiet small num" onClick={() => showHistory(version.limitId)}>
          {version.limitId}
        </button>
        <span className="grow" />
        <LimitStatusMark row={version} />
      </header>
      {version.change === 'RETIRE' ? (
        <p>Proposed to end: nothing takes its place.</p>
      ) : (
        <DiffTable before={before} after={version} />
      )}
      {loosens !== '' && version.change !== 'RETIRE' && <p className="loosens">Loosens {loosens}.</p>}
      <p className="muted">
        {version.createdBy}, {formatInstant(version.createdAt)}: {version.reason}
      </p>
      <footer>
        <button type="button" className="button small" disabled={!mayApprove} onClick={onApprove}>
          {version.awaitingReview ? 'Keep' : 'Approve'} <KeyHint keys="A" />
        </button>
        <button
          type="button"
          className="button small"
          disabled={!mayApprove && !mayWithdraw}
          onClick={onReject}
        >
          {mayWithdraw ? 'Withdraw' : version.awaitingReview ? 'Take back' : 'Reject'} <KeyHint keys="R" />
        </button>
        {mayReplay && (
          <button type="button" className="button small" onClick={onImpact}>
            Impact ... <KeyHint keys="I" />
          </button>
        )}
        {!mayApprove && <span className="muted">{why}</span>}
      </footer>
    </article>
  );
}

/** What it does to what may go, as icon and word. */
function EffectMark({ waiting: { version, before, loosens } }: { waiting: WaitingVersion }): ReactElement {
  const [words, mark, Icon]: readonly [string, string, LucideIcon] =
    version.change === 'RETIRE'
      ? ['ENDS', 'BLOCK', CircleOff]
      : loosens !== ''
        ? ['LOOSENS', 'BLOCK', ArrowUpFromLine]
        : before === null
          ? ['NEW', 'PASS', Plus]
          : ['TIGHTENS', 'PASS', ArrowDownToLine];
  return (
    <span className={`mark ${mark}`}>
      <Icon className="icon" size={13} aria-hidden />
      {words}
    </span>
  );
}
