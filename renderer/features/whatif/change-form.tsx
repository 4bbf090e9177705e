import { useState, type FormEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import { ticketInput } from '#shared/contract/schemas/ticket.ts';
import { usePositions } from '#renderer/client/desk-positions.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { describeChange, parseMove } from './change-words.ts';

const KINDS = {
  MARKET: 'The market moves',
  SECTOR: 'A sector moves',
  SYMBOL: 'A symbol moves',
  FILLED: 'The ticket is filled',
  WORKING: 'The ticket is working',
  REMOVE: 'A position is gone',
} as const;
type Kind = keyof typeof KINDS;

export interface ChangeFormProps {
  /** True when it was saved. */
  readonly onAdd: (change: BranchChange) => Promise<boolean>;
  readonly ready: boolean;
}

/** One more change: a move of prices in percent, or the ticket of the form. */
export function ChangeForm({ onAdd, ready }: ChangeFormProps): ReactElement {
  const ticket = useStore(workspaceStore, (slice) => slice.ticketDraft);
  const positions = usePositions().rows ?? [];
  const [kind, setKind] = useState<Kind>('MARKET');
  const [what, setWhat] = useState('');
  const [move, setMove] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const sectors = [...new Set(positions.map(({ sector }) => sector))].filter((one) => one !== '').toSorted();
  const held = positions.map(({ account, symbol }) => ({ account, symbol }));
  const isMove = kind === 'MARKET' || kind === 'SECTOR' || kind === 'SYMBOL';

  const read = (): BranchChange | string => {
    if (kind === 'FILLED' || kind === 'WORKING')
      return ticket === null
        ? 'The ticket needs an account, a side and a symbol first.'
        : { kind: 'ADD_TICKET', as: kind, ticket: ticketInput.parse(ticket) };
    if (kind === 'REMOVE') {
      const [account = '', symbol = ''] = what.split(' / ');
      return held.some((one) => one.account === account && one.symbol === symbol)
        ? { kind: 'REMOVE_POSITION', account, symbol }
        : 'Choose the position.';
    }
    const factor = parseMove(move);
    if (typeof factor === 'string') return factor;
    if (kind === 'SYMBOL')
      return what.trim() === ''
        ? 'Type the symbol.'
        : { kind: 'SHOCK_SYMBOL', symbol: what.trim().toUpperCase(), factor };
    if (kind === 'SECTOR')
      return sectors.includes(what) ? { kind: 'SHOCK_SECTOR', sector: what, factor } : 'Choose the sector.';
    return { kind: 'SHOCK_BY_BETA', index: 'SPY', factor };
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const change = read();
    if (typeof change === 'string') return setProblem(change);
    setProblem(null);
    if (await onAdd(change)) {
      setMove('');
      setWhat('');
    }
  };
  const options = kind === 'SECTOR' ? sectors : held.map(({ account, symbol }) => `${account} / ${symbol}`);
  return (
    <form className="change-form" onSubmit={(event) => void add(event)}>
      <div className="form-line">
        <select
          className="input"
          aria-label="What changes"
          value={kind}
          onChange={(event) => {
            setKind(event.target.value as Kind);
            setWhat('');
            setProblem(null);
          }}
        >
          {(Object.keys(KINDS) as Kind[]).map((one) => (
            <option key={one} value={one}>
              {KINDS[one]}
            </option>
          ))}
        </select>
        {kind === 'SYMBOL' && (
          <input
            className="input num"
            aria-label="Symbol that moves"
            placeholder="Symbol"
            autoComplete="off"
            maxLength={64}
            value={what}
            onChange={(event) => setWhat(event.target.value)}
          />
        )}
        {(kind === 'SECTOR' || kind === 'REMOVE') && (
          <select
            className="input"
            aria-label={kind === 'SECTOR' ? 'Sector that moves' : 'Position that is gone'}
            value={what}
            onChange={(event) => setWhat(event.target.value)}
          >
            <option value="">choose</option>
            {options.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        {isMove && (
          <span className="with-unit">
            <input
              className="input num"
              aria-label="Move in percent"
              placeholder="-5"
              autoComplete="off"
              maxLength={20}
              value={move}
              onChange={(event) => setMove(event.target.value)}
            />
            %
          </span>
        )}
        {(kind === 'FILLED' || kind === 'WORKING') && (
          <span className="muted clip grow">
            {ticket === null
              ? 'the ticket is not complete'
              : describeChange({ kind: 'ADD_TICKET', as: kind, ticket: ticketInput.parse(ticket) })}
          </span>
        )}
        <button type="submit" className="button small fit" disabled={!ready}>
          Add
        </button>
      </div>
      {problem !== null && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
