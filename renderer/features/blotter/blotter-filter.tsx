import { ListFilter } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { STATUSES } from '#shared/domain/decision.ts';
import { TICKET_STATES } from '#shared/domain/ticket.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { Popover } from '#renderer/components/popover.tsx';
import { titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';
import { NO_FILTER, type BlotterFilter } from './filter-rows.ts';

export interface BlotterFilterMenuProps {
  readonly filter: BlotterFilter;
  readonly onChange: (filter: BlotterFilter) => void;
}

/** Which rows are shown, by verdict, account and state; the button says which. */
export function BlotterFilterMenu({ filter, onChange }: BlotterFilterMenuProps): ReactElement {
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const used = [
    filter.verdict === '' ? '' : VERDICT_WORDS[filter.verdict],
    filter.account,
    filter.state === '' ? '' : nameOfState(filter.state),
  ].filter((word) => word !== '');
  return (
    <Popover
      title={used.length === 0 ? 'Filter the checks' : `Filter the checks, now ${used.join(', ')}`}
      className={used.length === 0 ? '' : 'active'}
      label={
        <>
          <ListFilter size={13} aria-hidden /> {used.length === 0 ? 'Filter' : used.join(', ')}
        </>
      }
    >
      <fieldset className="blotter-filter">
        <legend>Show only</legend>
        <Choice
          label="Verdict"
          value={filter.verdict}
          options={STATUSES.map((status) => [status, VERDICT_WORDS[status]])}
          onChange={(verdict) => onChange({ ...filter, verdict: verdict as BlotterFilter['verdict'] })}
        />
        <Choice
          label="Account"
          value={filter.account}
          options={accounts.map(({ account }) => [account, account])}
          onChange={(account) => onChange({ ...filter, account })}
        />
        <Choice
          label="State"
          value={filter.state}
          options={['WORKING', 'CHECKED', ...TICKET_STATES].map((state) => [state, nameOfState(state)])}
          onChange={(state) => onChange({ ...filter, state: state as BlotterFilter['state'] })}
        />
        <button
          type="button"
          className="button small"
          disabled={used.length === 0}
          onClick={() => onChange(NO_FILTER)}
        >
          Show all
        </button>
      </fieldset>
    </Popover>
  );
}

const nameOfState = (state: string): string => (state === 'CHECKED' ? 'Checked only' : titleOfCode(state));

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">All</option>
        {options.map(([one, title]) => (
          <option key={one} value={one}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
