import { useEffect, useId, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { fillInTargets, FILL_INS, type FillIn } from './fill-in-targets.ts';
import { parseTargets } from './parse-targets.ts';
import { readRules } from './read-rules.ts';
import { runRebalance } from './rebalance-run.ts';
import { AMOUNT_KINDS, typeRebalance, whatifStore, type AmountKind } from './whatif-store.ts';

const KINDS: Readonly<Record<AmountKind, string>> = {
  WEIGHT: 'weights',
  QUANTITY: 'shares',
  VALUE: 'money',
};
const PROBLEMS_SHOWN = 5;

/** The targets as a sheet, what may be traded for them, and the start of the plan. */
export function TargetsForm({ busy }: { busy: boolean }): ReactElement {
  const typed = useStore(whatifStore, (slice) => slice.rebalance);
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const account = typed.account === '' ? (accounts[0]?.account ?? '') : typed.account;
  const [filling, setFilling] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const id = useId();
  useEffect(() => setError(null), [typed.pasted]);
  const { targets, problems } = parseTargets(typed.pasted, account, typed.kind);
  const rules = readRules(typed);
  const ready =
    !busy && !filling && targets.length > 0 && problems.length === 0 && rules.problems.length === 0;
  const fillIn = async (how: FillIn): Promise<void> => {
    setFilling(true);
    setError(null);
    try {
      const { text, note: said } = await fillInTargets(how, account);
      typeRebalance({ pasted: text });
      setNote(said);
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setFilling(false);
  };
  return (
    <form
      className="targets-form"
      aria-label="Targets"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void runRebalance({ targets: [...targets], rules: rules.rules });
      }}
    >
      <div className="form-line">
        <div className="field grow">
          <label htmlFor={`${id}-account`}>Account</label>
          <select
            id={`${id}-account`}
            className="input"
            value={account}
            onChange={(event) => typeRebalance({ account: event.target.value })}
          >
            {accounts.map((one) => (
              <option key={one.account}>{one.account}</option>
            ))}
          </select>
        </div>
        <div className="field grow">
          <label htmlFor={`${id}-kind`}>Plain numbers are</label>
          <select
            id={`${id}-kind`}
            className="input"
            value={typed.kind}
            onChange={(event) => typeRebalance({ kind: event.target.value as AmountKind })}
          >
            {AMOUNT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KINDS[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="field targets-text">
        <label htmlFor={`${id}-text`}>Targets, pasted from a sheet</label>
        <textarea
          id={`${id}-text`}
          className="input num"
          spellCheck={false}
          placeholder={'BRLE\t2.5 %\nDOHO\t-1 %'}
          aria-invalid={problems.length > 0}
          aria-describedby={`${id}-read`}
          value={typed.pasted}
          onChange={(event) => {
            setNote(null);
            typeRebalance({ pasted: event.target.value.slice(0, 400_000) });
          }}
        />
      </div>
      <div id={`${id}-read`} className="targets-read" aria-live="polite">
        {problems.length === 0 ? (
          <span className="muted">
            {note ??
              (targets.length === 0 ? 'Or from the holdings:' : `${formatCount(targets.length)} targets`)}
          </span>
        ) : (
          <ul className="bad">
            {problems.slice(0, PROBLEMS_SHOWN).map(({ line, sentence }) => (
              <li key={line}>
                {line > 0 && `Line ${line}: `}
                {sentence}
              </li>
            ))}
            {problems.length > PROBLEMS_SHOWN && <li>and {problems.length - PROBLEMS_SHOWN} more</li>}
          </ul>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
      <div className="form-line" role="group" aria-label="Fill in from the holdings">
        {FILL_INS.map(({ how, title }) => (
          <button
            key={how}
            type="button"
            className="button small"
            disabled={busy || filling}
            onClick={() => void fillIn(how)}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="form-line">
        {(
          [
            ['turnover', 'Turnover, % NAV', 'any'],
            ['band', 'Band, % NAV', '0'],
            ['minTrade', 'Least trade', '0'],
          ] as const
        ).map(([name, label, placeholder]) => (
          <div key={name} className="field grow">
            <label htmlFor={`${id}-${name}`} className="clip" title={label}>
              {label}
            </label>
            <input
              id={`${id}-${name}`}
              className="input num"
              autoComplete="off"
              maxLength={40}
              placeholder={placeholder}
              aria-invalid={rules.problems.includes(name)}
              value={typed[name]}
              onChange={(event) => typeRebalance({ [name]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <div className="form-line">
        <div className="field grow">
          <label htmlFor={`${id}-over`}>Where that is over</label>
          <select
            id={`${id}-over`}
            className="input"
            disabled={typed.turnover.trim() === ''}
            value={typed.overTurnover}
            onChange={(event) =>
              typeRebalance({ overTurnover: event.target.value as typeof typed.overTurnover })
            }
          >
            <option value="SCALE">shrink all alike</option>
            <option value="DROP_SMALLEST">drop the smallest</option>
          </select>
        </div>
        <button type="submit" className="button primary run" disabled={!ready}>
          Plan the trades
        </button>
      </div>
    </form>
  );
}
