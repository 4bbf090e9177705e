import { FilterX } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { AUDIT_OBJECTS, RECORD_KINDS, type AuditObjectType, type RecordKind } from '#shared/domain/audit.ts';
import { SearchField } from '#renderer/components/search-field.tsx';
import { isFiltering, NO_FILTER, type FilterFields } from './audit-filter.ts';
import { describeKind, OBJECT_WORDS } from './record-words.ts';

export interface FilterBarProps {
  readonly fields: FilterFields;
  readonly onChange: (fields: FilterFields) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Who, what, about what, which words, and when. */
export function FilterBar({ fields, onChange, searchRef }: FilterBarProps): ReactElement {
  const set = (change: Partial<FilterFields>): void => onChange({ ...fields, ...change });
  return (
    <div className="toolbar audit-filter" role="search" aria-label="Filter of the log">
      <SearchField
        inputRef={searchRef}
        label="Text in a record"
        value={fields.text}
        onChange={(text) => set({ text })}
      />
      <input
        className="input"
        aria-label="Who"
        placeholder="Who"
        autoComplete="off"
        maxLength={256}
        value={fields.actor}
        onChange={({ target }) => set({ actor: target.value })}
      />
      <select
        className="input"
        aria-label="What"
        value={fields.kind}
        onChange={({ target }) => set({ kind: target.value as RecordKind | '' })}
      >
        <option value="">All kinds</option>
        {RECORD_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {describeKind(kind)}
          </option>
        ))}
      </select>
      <span className="joined">
        <select
          className="input"
          aria-label="About which kind of object"
          value={fields.type}
          onChange={({ target }) => set({ type: target.value as AuditObjectType })}
        >
          {AUDIT_OBJECTS.map((type) => (
            <option key={type} value={type}>
              {OBJECT_WORDS[type]}
            </option>
          ))}
        </select>
        <input
          className="input"
          aria-label={`${OBJECT_WORDS[fields.type]} it is about`}
          placeholder="any"
          autoComplete="off"
          maxLength={128}
          value={fields.key}
          onChange={({ target }) => set({ key: target.value })}
        />
      </span>
      <span className="joined">
        <input
          className="input"
          type="datetime-local"
          aria-label="From"
          title="From"
          value={fields.from}
          onChange={({ target }) => set({ from: target.value })}
        />
        <input
          className="input"
          type="datetime-local"
          aria-label="Until"
          title="Until"
          value={fields.until}
          onChange={({ target }) => set({ until: target.value })}
        />
      </span>
      <button
        type="button"
        className="button small"
        disabled={!isFiltering(fields)}
        onClick={() => onChange(NO_FILTER)}
      >
        <FilterX size={13} aria-hidden /> All records
      </button>
    </div>
  );
}
