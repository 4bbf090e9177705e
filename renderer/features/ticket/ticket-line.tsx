import { useEffect, useState, type ReactElement } from 'react';
import { parseTicketLine } from '#renderer/format/parse-ticket-line.ts';
import { editTicket } from './ticket-draft.ts';

export interface TicketLineProps {
  readonly accounts: readonly string[];
  /** Counts the tickets sent from here: each one empties the line. */
  readonly sentCount: number;
  readonly onHint: (sentence: string | null) => void;
  /** The key that walks down from an empty line: to the recent tickets. */
  readonly onDown: () => void;
}

/** The whole ticket in one line; it fills the form below while it is typed. */
export function TicketLine({ accounts, sentCount, onHint, onDown }: TicketLineProps): ReactElement {
  const [text, setText] = useState('');
  useEffect(() => setText(''), [sentCount]);
  const change = (next: string): void => {
    setText(next);
    if (next.trim() === '') return onHint(null);
    const parsed = parseTicketLine(next);
    const { account, ...line } = parsed.line;
    const known = accounts.find((one) => one.toLowerCase() === account?.toLowerCase());
    const named = { ...line, ...(account === undefined ? {} : { account: known ?? account }) };
    if (Object.keys(named).length > 0) editTicket(named);
    onHint(parsed.ok ? null : parsed.sentence);
  };
  return (
    <input
      className="input num ticket-line"
      aria-label="Ticket in one line: side quantity symbol, at price, type, time in force, account"
      placeholder="b 10k BRLE @ 109.45 limit day ALPHA"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' && text === '') {
          event.preventDefault();
          onDown();
        }
        if (event.key === 'Escape' && text !== '') {
          event.stopPropagation();
          setText('');
          onHint(null);
        }
      }}
    />
  );
}
