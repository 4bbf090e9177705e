import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { PresetName } from '#shared/domain/limit-governance.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { formatMoney, formatPercent } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { ErrorNote } from './error-note.tsx';
import './preset-form.css';

type Preset = OutputOf<'limits.presets'>[number];
type Scope = InputOf<'limits.instantiate'>['scope'];

const FIRM: Scope = { level: 'FIRM', key: '*' };

/** Gives the firm or one account a delivered set of limits. A desk's first set is in force at once. */
export function PresetForm({ account = null }: { account?: string | null }): ReactElement {
  const presets = useQuery('limits.presets', {}).data;
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const may = useCapability('MANAGE_LIMITS');
  const [name, setName] = useState<PresetName>('MODERATE');
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { busy, error, send } = useSend();
  const key = chosen ?? account ?? '*';
  const scope: Scope = key === '*' ? FIRM : { level: 'ACCOUNT', key };
  const where = key === '*' ? 'every account' : key;
  const preset = presets?.find((one) => one.name === name);
  const take = async (): Promise<void> => {
    const written = await send('limits.instantiate', { preset: name, scope });
    if (written === null) return;
    setDone(
      written.status === 'ACTIVE'
        ? `${written.written} limits are in force for ${where}.`
        : `${written.written} limits are proposed for ${where}: a second officer approves them in Limits.`,
    );
  };
  return (
    <form
      className="preset-form"
      aria-label="Limits from a preset"
      onSubmit={(event) => {
        event.preventDefault();
        if (may && !busy) void take();
      }}
    >
      <label>
        <span className="visually-hidden">Preset</span>
        <select
          className="input"
          value={name}
          onChange={(event) => setName(event.target.value as PresetName)}
        >
          {presets?.map((one) => (
            <option key={one.name} value={one.name}>
              {titleOfCode(one.name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">For</span>
        <select className="input" value={key} onChange={(event) => setChosen(event.target.value)}>
          <option value="*">every account</option>
          {accounts.map((one) => (
            <option key={one.account} value={one.account}>
              {one.account}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button primary" disabled={busy || !may || preset === undefined}>
        Take {titleOfCode(name)} for {where}
      </button>
      <p className="muted" aria-live="polite">
        {done ??
          (may
            ? describe(preset, accounts[0]?.baseCurrency ?? '')
            : 'This takes the role Risk officer: ask one, or sign in as one at the top of the window.')}
      </p>
      {error !== null && <ErrorNote error={error} />}
    </form>
  );
}

/** What a set allows, by the three limits that every account must have and the weight of one position. */
function describe(preset: Preset | undefined, currency: string): string {
  if (preset === undefined) return '';
  const money = (control: string): string | null => {
    const limit = preset.limits.find((one) => one.control === control && one.unit === 'MONEY');
    return limit === undefined ? null : `${formatMoney(Number(limit.hard))} ${currency}`;
  };
  const weight = preset.limits.find((one) => one.control === 'POSITION_WEIGHT');
  const parts = [
    `${preset.limits.length} limits`,
    textOf('an order up to', money('MAX_ORDER_NOTIONAL')),
    textOf('a position up to', money('MAX_POSITION_NOTIONAL')),
    textOf('and', weight === undefined ? null : `${formatPercent(Number(weight.hard))} of NAV`),
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

const textOf = (lead: string, value: string | null): string => (value === null ? '' : `${lead} ${value}`);
