import type { ColDef, GetRowIdParams } from 'ag-grid-community';
import { Ban } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { WorkingRow } from '#shared/contract/schemas/book.ts';
import { runCommand } from '#renderer/client/command-store.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { CancelDialog } from '#renderer/components/cancel-dialog.tsx';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { useSelectedRow } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatCount, formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';

const rowId = ({ data }: GetRowIdParams<WorkingRow>) => data.clOrdId;
const words = ({ value }: { value: unknown }): string => titleOfCode(String(value));

const COLUMNS: ColDef<WorkingRow>[] = [
  textColumn('symbol', 'Symbol', { width: 72, pinned: 'left', cellClass: 'id strong' }),
  textColumn('side', 'Side', { width: 80, valueFormatter: words }),
  numberColumn('leavesQty', 'Left', formatQuantity, { width: 80 }),
  numberColumn('cumQty', 'Filled', formatQuantity, { width: 80 }),
  numberColumn('orderQty', 'Ordered', formatQuantity, { width: 80 }),
  textColumn('ordType', 'Type', { width: 80, valueFormatter: words }),
  numberColumn('price', 'Price', formatPrice, { width: 80 }),
  numberColumn('stopPx', 'Stop', formatPrice, { width: 80 }),
  textColumn('timeInForce', 'In force', { width: 72 }),
  textColumn('account', 'Account', { width: 84 }),
  textColumn('trader', 'Trader', { width: 84 }),
  textColumn('strategy', 'Strategy', { width: 84 }),
  textColumn('sentOn', 'Sent on', { width: 92, cellClass: 'num' }),
  textColumn('clOrdId', 'Order id', { width: 150, cellClass: 'id', tooltipField: 'clOrdId' }),
];

/** What is sent and still works, the oldest first. Delete asks to cancel the row. */
export function WorkingOrders(): ReactElement {
  const mayTrade = useCapability('TRADE');
  const { data, error } = useQuery('tickets.working', {}, ['book.changed', 'blotter.rows']);
  const { selected, selection } = useSelectedRow<WorkingRow>();
  const [cancelling, setCancelling] = useState<WorkingRow | null>(null);
  return (
    <>
      <div className="toolbar">
        <span className="muted clip">
          {data !== null && `${formatCount(data.length)} working: each holds its quantity in every limit`}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={selected === null || !mayTrade}
          title={mayTrade ? '' : 'Needs a trader (TRADE)'}
          onClick={() => setCancelling(selected)}
        >
          <Ban size={13} aria-hidden /> Cancel ticket <KeyHint keys="Delete" />
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <DataGrid<WorkingRow>
        ariaLabel="Working orders"
        columnDefs={COLUMNS}
        rowData={data}
        getRowId={rowId}
        loading={data === null && error === null}
        {...selection}
        empty={
          <EmptyState title="Nothing is working">
            A ticket that is sent works until it is filled, cancelled or expired.
            <button type="button" className="button" onClick={() => runCommand('ticket.focus')}>
              Type a ticket <KeyHint keys="Alt+t" />
            </button>
          </EmptyState>
        }
        onRowKey={(event, id) => {
          const row = data?.find(({ clOrdId }) => clOrdId === id);
          if (event.key !== 'Delete' || row === undefined || !mayTrade) return false;
          setCancelling(row);
          return true;
        }}
      />
      {cancelling !== null && <CancelDialog row={cancelling} onClose={() => setCancelling(null)} />}
    </>
  );
}
