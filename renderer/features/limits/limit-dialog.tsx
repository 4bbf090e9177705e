import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { DraftFinding } from './draft-finding.tsx';
import { dropDraft, keepDraft, keptDraftOf } from './draft-store.ts';
import { Impact } from './impact-panel.tsx';
import { TextField } from './labelled-field.tsx';
import { readDraft, startDraft, type LimitDraft } from './limit-draft.ts';
import { LimitPlace } from './limit-place.tsx';
import { LimitTerms } from './limit-terms.tsx';
import { LimitValues } from './limit-values.tsx';
import type { Editing } from './limits-store.ts';

export interface LimitDialogProps {
  readonly editing: Editing;
  /** Limits that there are, so that a new one is none of them. */
  readonly taken: readonly LimitRow[];
  readonly onClose: () => void;
  readonly onSaved: (row: LimitRow) => void;
}

/** Writes a draft of a version: what changes, what it would have done, why; then it is proposed, or tightens at once. */
export function LimitDialog({ editing, taken, onClose, onSaved }: LimitDialogProps): ReactElement {
  const before = editing.kind === 'EDIT' ? editing.row : null;
  const currency = useStore(deskStore, ({ accounts }) => accounts[0]?.baseCurrency ?? 'USD');
  const [resumed, setResumed] = useState(() => keptDraftOf(editing) !== null);
  const [draft, setDraft] = useState<LimitDraft>(() => keptDraftOf(editing) ?? startDraft(editing, currency));
  const entry = useStore(deskStore, (slice) => slice.catalogue.get(draft.control));
  const [confirmed, setConfirmed] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [now] = useState(() => Date.now());
  const reading = readDraft(draft, before, entry, now);
  const isTaken = before === null && taken.some(({ limitId }) => limitId === draft.limitId);
  const loosens = reading.looser.length > 0;
  const version = (before?.version ?? 0) + 1;
  const blocked = busy || isTaken || reading.limit === null || !reading.changed || draft.reason.trim() === '';
  const change = (part: Partial<LimitDraft>): void => setDraft((old) => ({ ...old, ...part }));
  useEffect(() => {
    const isUntouched = JSON.stringify(draft) === JSON.stringify(startDraft(editing, currency));
    if (!isUntouched) keepDraft(editing, draft);
  }, [draft, editing, currency]);
  const send = async (method: 'limits.propose' | 'limits.tighten'): Promise<void> => {
    if (blocked || reading.limit === null) return;
    setBusy(true);
    try {
      const row = await deskClient.call(method, {
        limit: reading.limit,
        expectedVersion: before?.version ?? 0,
        reason: draft.reason.trim(),
      });
      dropDraft();
      onSaved(row);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const isUnconfirmed = loosens && confirmed !== draft.limitId;
  return (
    <Dialog
      title={titleOf(editing)}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {before === null ? 'Leave it' : 'Leave as it is'}
          </button>
          <button
            type="button"
            className="button"
            disabled={blocked || loosens || reading.isLater}
            title="In force for the very next ticket; another officer reviews it after"
            onClick={() => void send('limits.tighten')}
          >
            Tighten at once
          </button>
          <button
            type="submit"
            form="limit-form"
            className={`button ${loosens ? 'danger' : 'primary'}`}
            disabled={blocked || isUnconfirmed}
          >
            {loosens ? 'Loosen: propose' : 'Propose'} version {version}
          </button>
        </>
      }
    >
      <form
        id="limit-form"
        className="limit-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isUnconfirmed) void send('limits.propose');
        }}
      >
        {resumed && (
          <p className="note">
            <span>
              This is the draft that you left.{' '}
              <button
                type="button"
                className="button small"
                onClick={() => {
                  dropDraft();
                  setDraft(startDraft(editing, currency));
                  setResumed(false);
                }}
              >
                Start over
              </button>
            </span>
          </p>
        )}
        {before === null ? (
          <LimitPlace draft={draft} entry={entry} onChange={change} />
        ) : (
          <p className="muted">
            <span className="num">{before.limitId}</span> version {before.version}.{' '}
            {entry?.formula.replaceAll('*', '×')}
          </p>
        )}
        <LimitValues
          draft={draft}
          before={before}
          change={reading.change}
          minimum={entry?.minimum ?? false}
          onChange={change}
        />
        <LimitTerms draft={draft} entry={entry} onChange={change} />
        <p className="limit-finding" aria-live="polite">
          <DraftFinding reading={reading} isNew={before === null} isTaken={isTaken} />
        </p>
        <TextField label="Reason (recorded)" value={draft.reason} onChange={(reason) => change({ reason })} />
        <TextField
          label={loosens ? `Type ${draft.limitId} to loosen it` : 'Confirmation: not needed to tighten'}
          value={confirmed}
          onChange={setConfirmed}
          disabled={!loosens}
        />
        {error !== null && (
          <ErrorNote error={error}>
            {error.code === 'CONFLICT' ? (
              <p>Another version was written meanwhile. Close this, look at it, and edit that one.</p>
            ) : (
              <></>
            )}
          </ErrorNote>
        )}
        <Impact
          request={reading.limit === null || !reading.changed ? null : { draft: reading.limit }}
          onLeave={onClose}
        />
      </form>
    </Dialog>
  );
}

function titleOf({ kind, row }: Editing): string {
  if (row === null) return 'New limit';
  const group = row.group === null ? '' : `, ${row.group}`;
  const name = `${controlTitle(row.control)}: ${describeScope(row.scope)}${group}`;
  return kind === 'COPY' ? `New limit like ${row.limitId}` : name;
}
