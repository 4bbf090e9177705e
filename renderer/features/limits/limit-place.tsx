import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { SCOPE_LEVELS } from '#shared/domain/limit.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { ChoiceField } from '#renderer/components/choice-field.tsx';
import { TextField } from './labelled-field.tsx';
import type { LimitDraft } from './limit-draft.ts';

export interface LimitPlaceProps {
  readonly draft: LimitDraft;
  readonly entry: CatalogueEntry | undefined;
  readonly onChange: (part: Partial<LimitDraft>) => void;
}

/** What a new limit is called, what it measures, and whose it is. */
export function LimitPlace({ draft, entry, onChange }: LimitPlaceProps): ReactElement {
  const catalogue = useStore(deskStore, (slice) => slice.catalogue);
  const controls = [...catalogue.values()]
    .filter(({ units }) => units.length > 0)
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
  return (
    <>
      <div className="fields">
        <TextField
          first
          label="Name of the limit"
          value={draft.limitId}
          onChange={(limitId) => onChange({ limitId })}
        />
        <ChoiceField
          label="Control"
          value={draft.control}
          choices={controls.map(({ code, title }) => [code, title])}
          onChange={(control) =>
            onChange({
              control,
              unit: catalogue.get(control)?.units[0] ?? draft.unit,
              group: '',
              params: {},
            })
          }
        />
        <ChoiceField
          label="Whose"
          value={draft.level}
          choices={SCOPE_LEVELS.map((level) => [level, titleOfCode(level)])}
          onChange={(level) => onChange({ level, key: '*' })}
        />
        <TextField
          label="Name"
          hint="(* for each)"
          value={draft.key}
          disabled={draft.level === 'FIRM'}
          onChange={(key) => onChange({ key })}
        />
        <ChoiceField
          label="Unit"
          value={draft.unit}
          choices={(entry?.units ?? [draft.unit]).map((unit) => [unit, titleOfCode(unit)])}
          onChange={(unit) => onChange({ unit })}
        />
        {entry?.grouped === true && (
          <TextField
            label="Group"
            hint="(* for each)"
            value={draft.group}
            onChange={(group) => onChange({ group })}
          />
        )}
      </div>
      <p className="muted">{entry?.formula.replaceAll('*', '×')}</p>
    </>
  );
}
