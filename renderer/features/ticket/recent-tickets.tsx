import { Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { repeatTicket } from '#renderer/client/repeat-ticket.ts';
import { useBlotterRow } from '#renderer/client/use-blotter-row.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import { formatClock } from '#renderer/format/times.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { recentTickets } from './pick-recent.ts';

export interface RecentTicketsProps {
  readonly onClose: () => void;
  readonly onFailure: (sentence: string) => void;
}

/** The last tickets of this person, or of the desk when there is none: Enter repeats one, R reverses it. */
export function RecentTickets({ onClose, onFailure }: RecentTicketsProps): ReactElement {
  const [rows] = useState(() => recentTickets(deskBlotter.list(), deskStore.getState().status?.actor ?? ''));
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('.recent-row')?.focus(), []);
  const take = async ({ decisionId }: BlotterRow, reversed: boolean): Promise<void> => {
    onClose();
    const error = await repeatTicket(decisionId, reversed);
    if (error !== null) onFailure(`${error.what}. ${error.todo}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // No key here is one of the ticket's: least of all the one that sends.
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.recent-row') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const row = rows[at];
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') onClose();
    else if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.altKey && row !== undefined)
      void take(row, true);
    else if (target !== undefined) buttons[Math.min(Math.max(target, 0), buttons.length - 1)]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <section
      className="recent"
      aria-label="Recent tickets"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      {rows.length === 0 ? (
        <p className="muted">
          No ticket was decided yet. What is staged or sent can be repeated and reversed here.
        </p>
      ) : (
        <ul ref={list}>
          {rows.map((row) => (
            <RecentRow
              key={row.decisionId}
              row={row}
              onRepeat={() => void take(row, false)}
              onReverse={() => void take(row, true)}
            />
          ))}
        </ul>
      )}
      <footer className="muted">
        <KeyHint keys="Enter" /> repeats <KeyHint keys="r" /> reverses the side <KeyHint keys="Escape" />{' '}
        closes; nothing is sent
      </footer>
    </section>
  );
}

interface RecentRowProps {
  readonly row: BlotterRow;
  readonly onRepeat: () => void;
  readonly onReverse: () => void;
}

function RecentRow({ row, onRepeat, onReverse }: RecentRowProps): ReactElement {
  // Its order may be filled or cancelled while the list is open.
  const { side, orderQty, symbol, price, account, state, verdict, at } = useBlotterRow(row.decisionId) ?? row;
  const what = `${titleOfCode(side)} ${formatQuantity(orderQty)} ${symbol}`;
  return (
    <li>
      <button type="button" className="recent-row" onClick={onRepeat}>
        <span className="num muted">{formatClock(at)}</span>
        <span className="clip strong">{what}</span>
        <span className="num r">{price === null ? 'market' : formatPrice(price)}</span>
        <span className="clip">{account}</span>
        <span className="clip muted">{state === null ? 'Checked only' : titleOfCode(state)}</span>
        <StatusMark status={verdict} />
      </button>
      <button
        type="button"
        className="button quiet small"
        tabIndex={-1}
        aria-label={`Reverse: ${what}`}
        onClick={onReverse}
      >
        <Undo2 size={12} aria-hidden />
      </button>
    </li>
  );
}
