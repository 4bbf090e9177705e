import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { TextField } from './labelled-field.tsx';
import { say } from './limits-store.ts';

/** The level that dynamic limits follow: one officer raises it, lowering it takes two. */
export function StressDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { data } = useQuery('limits.stressLevel', {}, ['limits.changed']);
  const status = useStore(deskStore, (slice) => slice.status);
  const mayManage = status?.capabilities.includes('MANAGE_LIMITS') ?? false;
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const level = /^(0|1|0?\.\d+|[01]\.\d+)$/.test(typed.trim()) ? Number(typed) : NaN;
  const isRead = level >= 0 && level <= 1;
  const present = data?.level ?? null;
  const proposal = data?.proposal ?? null;
  const raises = present !== null && level >= present;
  const meaning = !isRead
    ? 'A level is from 0, calm, to 1, the worst day.'
    : raises
      ? 'It counts for the very next ticket.'
      : proposal !== null && proposal.by !== status?.actor
        ? `${proposal.by} asked for ${proposal.level}: it falls to ${Math.max(level, proposal.level)} now.`
        : 'You ask for it: it falls when a second officer asks, too.';
  const set = async (): Promise<void> => {
    if (busy || !isRead || reason.trim() === '' || !mayManage) return;
    setBusy(true);
    try {
      const now = await deskClient.call('limits.setStressLevel', { level, reason: reason.trim() });
      say(
        now.proposal === null
          ? `Stress level ${String(now.level)}: in force`
          : `Stress level ${now.proposal.level} asked for: a second officer has to ask, too`,
      );
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="Stress level"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button
            type="submit"
            form="stress-form"
            className="button primary"
            disabled={busy || !isRead || reason.trim() === '' || !mayManage}
          >
            {raises || !isRead ? 'Set it' : 'Ask to lower it'}
          </button>
        </>
      }
    >
      <form
        id="stress-form"
        className="limit-form"
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <p>
          Now{' '}
          <strong className="num">
            {present === null ? 'not set: limits that follow it are at their tightest' : present}
          </strong>
          {proposal !== null && `; ${proposal.by} asked for ${proposal.level}`}
        </p>
        <TextField first label="New level" hint="(0 to 1)" value={typed} onChange={setTyped} />
        <p className="limit-finding muted" aria-live="polite">
          {mayManage ? meaning : 'Your roles do not let you set the level.'}
        </p>
        <TextField label="Reason (recorded)" value={reason} onChange={setReason} />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
