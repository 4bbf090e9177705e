import type { GetRowIdParams } from 'ag-grid-community';
import { Send } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { basketDraft } from '#renderer/client/basket-draft.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { putTicket } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { MANY_ROWS } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { BASKET_COLUMNS, type BasketRow } from './basket-columns.ts';
import { BasketMessage } from './basket-message.tsx';
import { PasteBox, pasteDrafts, PasteReport, type Pasted } from './paste-box.tsx';
import { useBasket } from './use-basket.ts';
import './basket.css';

const rowId = ({ data }: GetRowIdParams<BasketRow>) => data.id;

/** The basket of who acts here; of another person's nothing stays, neither its tickets nor what was said of them. */
export function BasketPane(): ReactElement {
  const person = useStore(deskStore, ({ status }) => status?.actor);
  return <PersonsBasket key={person} />;
}

/** Tickets that wait to be asked about: pasted from a sheet or put here by another pane; checked and sent as a whole. */
function PersonsBasket(): ReactElement {
  const { drafts, stage, checked, locked, check, send, back } = useBasket();
  const allOrNone = useStore(basketDraft, (slice) => slice.allOrNone);
  const mayTrade = useCapability('TRADE');
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const rows = useMemo(
    () =>
      drafts.map((ticket, at): BasketRow => ({
        id: String(at),
        place: at + 1,
        ticket,
        line: checked?.tickets[at] ?? null,
      })),
    [drafts, checked],
  );
  const busy = locked || !mayTrade;
  const remove = (id: string): void =>
    basketDraft.setState({ tickets: drafts.filter((_, at) => String(at) !== id) });
  const sendable = checked !== null && checked.allowed;
  return (
    <div
      className="pane basket-pane"
      onPaste={(event) => {
        if (event.target instanceof HTMLInputElement || busy) return;
        setPasted(pasteDrafts(event.clipboardData.getData('text/plain')));
      }}
    >
      <div className="toolbar">
        <span className="muted">
          {formatCount(drafts.length)} {drafts.length === 1 ? 'draft' : 'drafts'}, none is sent
        </span>
        <span className="grow" />
        <label className="all-or-none">
          <input
            type="checkbox"
            checked={allOrNone}
            disabled={busy}
            onChange={({ target }) =>
              basketDraft.setState({ allOrNone: target.checked, tickets: [...drafts] })
            }
          />{' '}
          All or none
        </label>
        <button
          type="button"
          className="button small"
          disabled={busy || drafts.length === 0}
          onClick={() => basketDraft.setState({ tickets: [] })}
        >
          Clear
        </button>
        <button type="button" className="button small" disabled={busy || drafts.length === 0} onClick={check}>
          Check the basket
        </button>
        <button
          type="button"
          className="button small primary"
          disabled={busy || !sendable}
          title={sendable ? '' : 'A basket is sent once it was checked and something of it may go'}
          onClick={() => send(null)}
        >
          <Send size={13} aria-hidden /> Send
          {checked === null ? '' : ` ${sendCount(checked.tickets, allOrNone)}`}
        </button>
      </div>
      {!mayTrade && <p className="note">You may look: sending needs the right to trade.</p>}
      <PasteBox onPasted={setPasted} />
      {pasted !== null && <PasteReport pasted={pasted} onRead={() => setPasted(null)} />}
      <BasketMessage stage={stage} checked={checked} allOrNone={allOrNone} onReason={send} onBack={back} />
      <DataGrid<BasketRow>
        ariaLabel="Basket"
        columnDefs={BASKET_COLUMNS}
        rowData={rows}
        getRowId={rowId}
        rowSelection={MANY_ROWS}
        empty={
          <EmptyState title="No draft is here">
            Copy rows in a sheet and paste them above, or put trades here from what-if.
          </EmptyState>
        }
        onRowDoubleClicked={({ data }) => data !== undefined && putTicket(data.ticket)}
        onRowKey={(event, id) => {
          const row = rows.find((one) => one.id === id);
          if (event.key === 'Enter' && row !== undefined) putTicket(row.ticket);
          else if (event.key === 'Delete' && !busy) remove(id);
          else return false;
          return true;
        }}
      />
    </div>
  );
}

/** How many would go. */
function sendCount(lines: readonly { readonly verdict: string }[], allOrNone: boolean): string {
  const go = lines.filter(({ verdict }) => verdict === 'PASS' || verdict === 'WARN').length;
  return allOrNone ? `all ${lines.length}` : `${go} of ${lines.length}`;
}
