import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { STATE_LEVELS, type StateLevel } from '#shared/domain/trading-state.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { Combobox, type ComboboxOption } from '#renderer/components/combobox.tsx';
import { FIRM, LEVEL_WORDS, type Place } from './place.ts';

/** The scope of a state: a level, and which one of it; the firm is one. */
export function PlaceField(props: { place: Place; onChange: (place: Place) => void }): ReactElement {
  const { place, onChange } = props;
  const options = useOptions(place);
  const level = useRef<HTMLSelectElement>(null);
  // The dialog opens after this, and gives the keyboard to the element that asks for it.
  useEffect(() => level.current?.setAttribute('autofocus', ''), []);
  const setKey = (key: string): void => onChange({ ...place, key });
  return (
    <>
      <label className="field">
        <span className="field-label">Scope</span>
        <select
          ref={level}
          className="input"
          value={place.level}
          onChange={(event) => {
            const chosen = event.target.value as StateLevel;
            onChange(chosen === 'FIRM' ? FIRM : { level: chosen, key: '' });
          }}
        >
          {STATE_LEVELS.map((one) => (
            <option key={one} value={one}>
              {LEVEL_WORDS[one]}
            </option>
          ))}
        </select>
      </label>
      {place.level === 'FIRM' ? (
        <div className="field">
          <span className="field-label">Which</span>
          <span className="fixed-value">every account, trader and symbol</span>
        </div>
      ) : (
        <Combobox
          label={`Which ${LEVEL_WORDS[place.level].toLowerCase()}`}
          value={place.key}
          options={options}
          onChange={setKey}
          onPick={setKey}
        />
      )}
    </>
  );
}

const MOST_SHOWN = 20;

/** What the desk knows of that level; traders and strategies are whatever tickets name. */
function useOptions({ level, key }: Place): readonly ComboboxOption[] {
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const text = key.trim();
  const [shown, setShown] = useState<readonly ComboboxOption[]>([]);
  const { data } = useQuery(
    'instruments.search',
    level === 'SYMBOL' && text !== '' ? { text, limit: 8 } : null,
  );
  if (level === 'SYMBOL') {
    const found = data?.map(({ symbol, name }) => ({ value: symbol, detail: name }));
    if (found !== undefined && JSON.stringify(found) !== JSON.stringify(shown)) setShown(found);
    return found ?? shown;
  }
  if (level !== 'ACCOUNT' && level !== 'DESK') return [];
  const all =
    level === 'ACCOUNT'
      ? accounts.map(({ account, desk }) => ({ value: account, detail: desk }))
      : [...new Set(accounts.map(({ desk }) => desk))].map((desk) => ({ value: desk, detail: '' }));
  const lower = text.toLowerCase();
  return all.filter(({ value }) => value.toLowerCase().includes(lower)).slice(0, MOST_SHOWN);
}
