import type { ReactElement } from 'react';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { LIMIT_ACTIONS } from '#shared/domain/limit.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { ChoiceField } from '#renderer/components/choice-field.tsx';
import { TextField } from './labelled-field.tsx';
import type { LimitDraft } from './limit-draft.ts';

export interface LimitTermsProps {
  readonly draft: LimitDraft;
  readonly entry: CatalogueEntry | undefined;
  readonly onChange: (part: Partial<LimitDraft>) => void;
}

/** What happens beyond hard, when it holds, for which tickets, and how the control measures. */
export function LimitTerms({ draft, entry, onChange }: LimitTermsProps): ReactElement {
  return (
    <>
      <div className="fields">
        <ChoiceField
          label="Beyond hard"
          value={draft.action}
          choices={LIMIT_ACTIONS.map((action) => [action, titleOfCode(action)])}
          onChange={(action) => onChange({ action })}
        />
        <TextField
          label="From"
          hint="(empty: now)"
          type="datetime-local"
          value={draft.from}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          label="Until"
          hint="(empty: for good)"
          type="datetime-local"
          value={draft.to}
          onChange={(to) => onChange({ to })}
        />
        {entry?.params.map(({ name, unit, fallback, required }) => (
          <TextField
            key={name}
            label={titleOfCode(name.replaceAll(/([A-Z])/g, '_$1'))}
            hint={`(${unit})`}
            placeholder={fallback ?? (required ? 'must be said' : 'none')}
            value={draft.params[name] ?? ''}
            onChange={(text) => onChange({ params: { ...draft.params, [name]: text } })}
          />
        ))}
      </div>
      <div className="fields two">
        <TextField
          label="Only for"
          hint="(field in values; ...)"
          placeholder="side in BUY; ordType notIn MARKET"
          value={draft.filter}
          onChange={(filter) => onChange({ filter })}
        />
        <TextField
          label="Tightens with"
          hint="(metric value:factor ...)"
          placeholder="STRESS_LEVEL 0:1 1:0.5"
          value={draft.rule}
          onChange={(rule) => onChange({ rule })}
        />
      </div>
    </>
  );
}
