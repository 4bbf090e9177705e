import { useState, type ReactElement } from 'react';
import type { AlertRuleRow } from '#shared/contract/procedures/alerts.ts';
import { ALERT_KINDS, KIND_FACTS, SEVERITIES } from '#shared/domain/alert-rule.ts';
import { STATE_LEVELS } from '#shared/domain/trading-state.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { ChoiceField } from '#renderer/components/choice-field.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField, type TextFieldProps } from '#renderer/components/text-field.tsx';
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
        <TextField
          maxLength={128}
          first
          label="Name"
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        <div className="rule-line">
          <ChoiceField
            label="What it looks at"
            value={draft.kind}
            disabled={rule !== null}
            choices={ALERT_KINDS.map((kind) => [kind, KIND_WORDS[kind]])}
            onChange={(kind) => set({ kind })}
          />
          <ChoiceField
            label="Scope"
            value={draft.level}
            choices={STATE_LEVELS.map((level) => [level, titleOfCode(level)])}
            onChange={(level) => set({ level })}
          />
          <TextField
            maxLength={128}
            label="Which (* each)"
            value={draft.level === 'FIRM' ? '*' : draft.key}
            disabled={draft.level === 'FIRM'}
            onChange={(key) => set({ key })}
          />
        </div>
        <fieldset className="rule-line">
          <legend>Raises from, {unit} (empty: not at that severity)</legend>
          {SEVERITIES.map((severity) => (
            <TextField
              maxLength={128}
              key={severity}
              className="num"
              inputMode="decimal"
              label={SEVERITY_MARKS[severity].word}
              value={draft.at[severity]}
              onChange={(value) => set({ at: { ...draft.at, [severity]: value } })}
            />
          ))}
        </fieldset>
        <div className="rule-line">
          <AmountField
            label="Counted within, s"
            value={isCounted ? draft.withinSeconds : ''}
            disabled={!isCounted}
            onChange={(withinSeconds) => set({ withinSeconds })}
          />
          <AmountField
            label="Quiet once acknowledged, s"
            value={draft.cooldownSeconds}
            onChange={(cooldownSeconds) => set({ cooldownSeconds })}
          />
        </div>
        <fieldset className="rule-line">
          <legend>One severity up (empty: never)</legend>
          <AmountField
            label="After this many"
            value={draft.escalateCount}
            onChange={(escalateCount) => set({ escalateCount })}
          />
          <AmountField
            label="within, s"
            value={draft.escalateSeconds}
            onChange={(escalateSeconds) => set({ escalateSeconds })}
          />
          <AmountField
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

const AmountField = (props: TextFieldProps): ReactElement => (
  <TextField maxLength={128} className="num" inputMode="decimal" {...props} />
);
