import { useEffect, useRef, type ReactElement } from 'react';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { formatInUnit, UNKNOWN } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { formatChange } from './diff-table.tsx';
import type { LimitChange } from './limit-change.ts';
import type { LimitDraft } from './limit-draft.ts';
import { describeTightened } from './limit-words.ts';

export interface LimitValuesProps {
  readonly draft: LimitDraft;
  /** null: a new limit. */
  readonly before: LimitRow | null;
  readonly change: LimitChange;
  readonly minimum: boolean;
  readonly onChange: (part: Partial<LimitDraft>) => void;
}

/** Hard and soft: now, new, and by how much. */
export function LimitValues({ draft, before, change, minimum, onChange }: LimitValuesProps): ReactElement {
  const unit = draft.unit === 'MONEY' ? draft.currency : titleOfCode(draft.unit);
  const tightened = before === null ? '' : describeTightened(before);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{draft.unit === 'FRACTION' ? 'In percent' : unit}</th>
            <th scope="col">Now</th>
            <th scope="col">New</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          <ValueRow
            name="Hard"
            now={before === null ? UNKNOWN : formatInUnit(Number(before.hard), before.unit)}
            value={draft.hard}
            onChange={(hard) => onChange({ hard })}
            change={change.hardChange}
            first={before !== null}
          />
          <ValueRow
            name="Soft"
            now={softOf(before)}
            value={draft.soft}
            onChange={(soft) => onChange({ soft })}
            change={change.softChange}
            placeholder={minimum ? '1.25 × hard' : '0.8 × hard'}
          />
        </tbody>
      </table>
      {before !== null && tightened !== '' && (
        <p className="muted">
          In force now: hard {formatInUnit(before.effectiveHard, before.unit)}, soft{' '}
          {formatInUnit(before.effectiveSoft, before.unit)}, because {tightened}.
        </p>
      )}
    </>
  );
}

function softOf(before: LimitRow | null): string {
  if (before === null) return UNKNOWN;
  if (before.soft !== null) return formatInUnit(Number(before.soft), before.unit);
  return before.tightened === null ? formatInUnit(before.effectiveSoft, before.unit) : 'by default';
}

interface ValueRowProps {
  readonly name: string;
  readonly now: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly change: number | null;
  readonly placeholder?: string;
  /** Takes the keyboard when the dialog opens. */
  readonly first?: boolean;
}

function ValueRow(props: ValueRowProps): ReactElement {
  const { name, now, value, onChange, change, placeholder, first = false } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{now}</td>
      <td>
        <input
          ref={input}
          onFocus={(event) => event.target.select()}
          className="input num"
          aria-label={`New ${name.toLowerCase()} value`}
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </td>
      <td className="num">{formatChange(change)}</td>
    </tr>
  );
}
