import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitInput, LimitRow } from '#shared/contract/schemas.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatInUnit } from '#renderer/format/numbers.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { describeChange, toTyped, type LimitChange } from './limit-change.ts';

export interface LimitDialogProps {
  readonly row: LimitRow;
  readonly onClose: () => void;
  readonly onSaved: (row: LimitRow) => void;
}

/** Edits the two values of a limit: what changes, why, and for a looser limit its name typed once more. */
export function LimitDialog({ row, onClose, onSaved }: LimitDialogProps): ReactElement {
  const entry = useStore(deskStore, (slice) => slice.catalogue.get(row.control));
  const [hard, setHard] = useState(toTyped(row.hard, row.unit));
  const [soft, setSoft] = useState(row.soft === null ? '' : toTyped(row.soft, row.unit));
  const [reason, setReason] = useState('');
  const [confirmed, setConfirmed] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const change = describeChange(row, hard, soft, entry?.minimum ?? false);
  const blocked =
    busy ||
    change.problem !== null ||
    !change.changed ||
    reason.trim() === '' ||
    (change.loosens && confirmed !== row.limitId);
  const save = async (): Promise<void> => {
    if (blocked || change.hard === null || change.soft === null) return;
    setBusy(true);
    try {
      const limit = toLimitInput(row, change.hard, change.soft);
      onSaved(
        await deskClient.call('limits.save', { limit, expectedVersion: row.version, reason: reason.trim() }),
      );
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const title = `${entry?.title ?? titleOfCode(row.control)}: ${describeScope(row.scope)}${row.group === null ? '' : `, ${row.group}`}`;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button
            type="submit"
            form="limit-form"
            className={`button ${change.loosens ? 'danger' : 'primary'}`}
            disabled={blocked}
          >
            {change.loosens ? 'Loosen: propose version' : 'Save version'} {row.version + 1}
          </button>
        </>
      }
    >
      <form
        id="limit-form"
        className="limit-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="muted">
          <span className="num">{row.limitId}</span> version {row.version}.{' '}
          {entry?.formula.replaceAll('*', '×')}
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {row.unit === 'FRACTION' ? 'In percent' : (row.currency ?? titleOfCode(row.unit))}
              </th>
              <th scope="col">Now</th>
              <th scope="col">New</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            <ValueRow
              name="Hard"
              now={formatInUnit(row.effectiveHard, row.unit)}
              value={hard}
              onChange={setHard}
              change={change.hardChange}
              first
            />
            <ValueRow
              name="Soft"
              now={formatInUnit(row.effectiveSoft, row.unit)}
              value={soft}
              onChange={setSoft}
              change={change.softChange}
              placeholder={entry?.minimum === true ? '1.25 × hard' : '0.8 × hard'}
            />
          </tbody>
        </table>
        <p className="limit-finding" aria-live="polite">
          <Finding change={change} />
        </p>
        <LabelledInput label="Reason (recorded)" value={reason} onChange={setReason} />
        <LabelledInput
          label={change.loosens ? `Type ${row.limitId} to loosen it` : 'Confirmation: not needed to tighten'}
          value={confirmed}
          onChange={setConfirmed}
          disabled={!change.loosens}
        />
        {error !== null && (
          <ErrorNote error={error}>
            {error.code === 'CONFLICT' ? (
              <p>
                Someone else changed this limit meanwhile. Close this, look at the new version, and edit that
                one.
              </p>
            ) : (
              <></>
            )}
          </ErrorNote>
        )}
      </form>
    </Dialog>
  );
}

interface ValueRowProps {
  readonly name: string;
  readonly now: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly change: number | null;
  readonly placeholder?: string;
  /** Takes the keyboard when the dialog opens. */
  readonly first?: boolean;
}

const signedPercent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

function ValueRow(props: ValueRowProps): ReactElement {
  const { name, now, value, onChange, change, placeholder, first = false } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{now}</td>
      <td>
        <input
          ref={input}
          onFocus={(event) => event.target.select()}
          className="input num"
          aria-label={`New ${name.toLowerCase()} value`}
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </td>
      <td className="num">{change === null ? '–' : signedPercent.format(change)}</td>
    </tr>
  );
}

function LabelledInput(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        maxLength={1024}
        disabled={props.disabled}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}

function Finding({ change }: { change: LimitChange }): ReactElement {
  if (change.problem !== null) return <span className="bad">{change.problem}</span>;
  if (!change.changed) return <span className="muted">Nothing is changed yet.</span>;
  if (!change.loosens)
    return (
      <span>
        This tightens the limit: in force for the very next ticket, then a second officer reviews it.
      </span>
    );
  return (
    <span className="loosens">
      <TriangleAlert className="icon" size={14} aria-hidden /> This loosens the limit: it is proposed, and
      waits for a second officer.
    </span>
  );
}

const toLimitInput = (row: LimitRow, hard: string, soft: string): LimitInput => ({
  limitId: row.limitId,
  control: row.control,
  scope: row.scope,
  unit: row.unit,
  hard,
  ...(soft === '' ? {} : { soft }),
  action: row.action,
  params: row.params,
  ...(row.group === null ? {} : { group: row.group }),
  ...(row.filter.length === 0 ? {} : { filter: row.filter }),
  ...(row.currency === null ? {} : { currency: row.currency }),
  ...(row.effectiveTo === null ? {} : { effectiveTo: new Date(row.effectiveTo).toISOString() }),
});
