import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import type { AlertRuleRow } from '#shared/contract/procedures/alerts.ts';
import { ALERT_KINDS, KIND_FACTS, SEVERITIES, type AlertKind } from '#shared/domain/alert-rule.ts';
import { STATE_LEVELS, type StateLevel } from '#shared/domain/trading-state.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { KIND_WORDS, SEVERITY_MARKS } from './alert-words.ts';
import { readDraft, toDraft, type RuleDraft } from './rule-draft.ts';

const UNIT_WORDS: Readonly<Record<string, string>> = { FRACTION: '%', SECONDS: 's', COUNT: 'count' };

/** Makes a rule (null) or edits one; in force for the next thing that happens, recorded with who and when. */
export function RuleDialog({
  rule,
  onClose,
}: {
  rule: AlertRuleRow | null;
  onClose: () => void;
}): ReactElement {
  const [draft, setDraft] = useState(() => toDraft(rule));
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<RuleDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const read = readDraft(draft);
  const save = async (): Promise<void> => {
    if (read.rule === null || busy) return;
    setBusy(true);
    try {
      await deskClient.call('alerts.saveRule', { rule: read.rule, expectedVersion: rule?.version ?? null });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const unit = UNIT_WORDS[KIND_FACTS[draft.kind].unit] ?? '';
  const isCounted = KIND_FACTS[draft.kind].repeats === 'COUNTED';
  return (
    <Dialog
      title={rule === null ? 'New rule' : `Rule: ${rule.title}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button
            type="submit"
            form="rule-form"
            className="button primary"
            disabled={busy || read.rule === null}
          >
            Save rule
          </button>
        </>
      }
    >
      <form
        id="rule-form"
        className="alert-form rule-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field first label="Name" value={draft.title} onChange={(title) => set({ title })} />
        <div className="rule-line">
          <Choice
            label="What it looks at"
            value={draft.kind}
            disabled={rule !== null}
            options={ALERT_KINDS.map((kind) => [kind, KIND_WORDS[kind]])}
            onChange={(kind) => set({ kind: kind as AlertKind })}
          />
          <Choice
            label="Scope"
            value={draft.level}
            options={STATE_LEVELS.map((level) => [level, titleOfCode(level)])}
            onChange={(level) => set({ level: level as StateLevel })}
          />
          <Field
            label="Which (* each)"
            value={draft.level === 'FIRM' ? '*' : draft.key}
            disabled={draft.level === 'FIRM'}
            onChange={(key) => set({ key })}
          />
        </div>
        <fieldset className="rule-line">
          <legend>Raises from, {unit} (empty: not at that severity)</legend>
          {SEVERITIES.map((severity) => (
            <Field
              key={severity}
              numeric
              label={SEVERITY_MARKS[severity].word}
              value={draft.at[severity]}
              onChange={(value) => set({ at: { ...draft.at, [severity]: value } })}
            />
          ))}
        </fieldset>
        <div className="rule-line">
          <Field
            numeric
            label="Counted within, s"
            value={isCounted ? draft.withinSeconds : ''}
            disabled={!isCounted}
            onChange={(withinSeconds) => set({ withinSeconds })}
          />
          <Field
            numeric
            label="Quiet once acknowledged, s"
            value={draft.cooldownSeconds}
            onChange={(cooldownSeconds) => set({ cooldownSeconds })}
          />
        </div>
        <fieldset className="rule-line">
          <legend>One severity up (empty: never)</legend>
          <Field
            numeric
            label="After this many"
            value={draft.escalateCount}
            onChange={(escalateCount) => set({ escalateCount })}
          />
          <Field
            numeric
            label="within, s"
            value={draft.escalateSeconds}
            onChange={(escalateSeconds) => set({ escalateSeconds })}
          />
          <Field
            numeric
            label="Or unacknowledged for, s"
            value={draft.unacknowledgedSeconds}
            onChange={(unacknowledgedSeconds) => set({ unacknowledgedSeconds })}
          />
        </fieldset>
        <label className="rule-enabled">
          <input
            type="checkbox"
            checked={draft.enabled}
            onChange={({ target }) => set({ enabled: target.checked })}
          />
          In force
        </label>
        <p className="rule-problem" aria-live="polite">
          {read.problem}
        </p>
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly numeric?: boolean;
  /** Takes the keyboard when the dialog opens. */
  readonly first?: boolean;
}

function Field(props: FieldProps): ReactElement {
  const { label, value, onChange, disabled = false, numeric = false, first = false } = props;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        className={numeric ? 'input num' : 'input'}
        inputMode={numeric ? 'decimal' : 'text'}
        autoComplete="off"
        maxLength={128}
        disabled={disabled}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly (readonly [value: string, words: string])[];
}

function Choice({ label, value, onChange, options, disabled = false }: ChoiceProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        disabled={disabled}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
