import { useState, type ReactElement } from 'react';
import { addDrafts } from '#renderer/client/basket-draft.ts';
import { parseBasket, type BasketProblem } from '#renderer/format/parse-basket.ts';

const MAX_NAMED = 50;

export interface Pasted {
  readonly taken: number;
  readonly problems: readonly BasketProblem[];
}

/** Takes the rows of a sheet into the drafts; what could not be read is returned by row. */
export function pasteDrafts(text: string): Pasted {
  const { tickets, problems } = parseBasket(text);
  const left = addDrafts(tickets);
  const full: BasketProblem[] =
    left === 0 ? [] : [{ row: 0, sentence: `There was no room for the last ${left} tickets.` }];
  return { taken: tickets.length - left, problems: [...problems, ...full] };
}

/** Where rows are pasted or typed, for a keyboard without a sheet at hand. */
export function PasteBox({ onPasted }: { onPasted: (pasted: Pasted) => void }): ReactElement {
  const [text, setText] = useState('');
  const take = (rows: string): void => {
    const pasted = pasteDrafts(rows);
    onPasted(pasted);
    setText(pasted.taken > 0 ? '' : rows);
  };
  return (
    <form
      className="paste-box"
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <textarea
        className="input num"
        aria-label="Rows of a sheet: account, symbol, side, quantity, type, price, time in force"
        placeholder={'Paste rows of a sheet here:\naccount\tsymbol\tside\tqty\ttype\tprice\ttif'}
        rows={3}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          if (text !== '') return;
          event.preventDefault();
          event.stopPropagation();
          take(event.clipboardData.getData('text/plain'));
        }}
      />
      <button type="submit" className="button" disabled={text.trim() === ''}>
        Take the rows
      </button>
    </form>
  );
}

/** What became of a paste, with every row that was not taken. */
export function PasteReport({ pasted, onRead }: { pasted: Pasted; onRead: () => void }): ReactElement {
  const { taken, problems } = pasted;
  const rows = problems.length === 1 ? '1 row was' : `${problems.length} rows were`;
  return (
    <div className={`note ${problems.length === 0 ? '' : 'warn'}`} role="status">
      <div>
        {taken} {taken === 1 ? 'ticket' : 'tickets'} taken
        {problems.length > 0 && `; ${rows} not:`}
        <ul className="paste-problems">
          {problems.slice(0, MAX_NAMED).map(({ row, sentence }) => (
            <li key={`${row} ${sentence}`}>
              {row > 0 && <b className="num">Row {row}: </b>}
              {sentence}
            </li>
          ))}
          {problems.length > MAX_NAMED && <li>and {problems.length - MAX_NAMED} more</li>}
        </ul>
      </div>
      <button type="button" className="button quiet small" onClick={onRead}>
        Close
      </button>
    </div>
  );
}
