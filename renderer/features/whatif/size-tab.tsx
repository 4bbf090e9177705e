import type { GetRowIdParams } from 'ag-grid-community';
import { Download } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { putTicket, showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { ONE_ROW } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { CurveView } from './curve-view.tsx';
import { readInputs } from './method-inputs.ts';
import { SIZE_COLUMNS, type SizeRow } from './size-columns.ts';
import { SizeDetail } from './size-detail.tsx';
import { useFollowedQuery } from './use-followed-query.ts';
import { whatifStore } from './whatif-store.ts';

const rowIdOf = ({ method }: SizeRow): string => method.name;
const rowId = ({ data }: GetRowIdParams<SizeRow>) => rowIdOf(data);
const SIDES: Readonly<Record<string, string>> = { BUY: 'Buy', SELL: 'Sell', SELL_SHORT: 'Sell short' };

/** The ticket of the form by every method side by side, or its risk against its quantity. */
export function SizeTab({ shown }: { shown: boolean }): ReactElement {
  const ticket = useStore(workspaceStore, (slice) => slice.ticketDraft);
  const view = useStore(whatifStore, (slice) => slice.sizeView);
  if (ticket === null)
    return (
      <EmptyState title="No ticket to size yet">
        The sizes follow the ticket: it needs an account, a side and a symbol, and no quantity.
        <button type="button" className="button" onClick={() => showPane('ticket', true)}>
          Go to the ticket <KeyHint keys="Alt+t" />
        </button>
      </EmptyState>
    );
  return view === 'curve' ? (
    <CurveView ticket={ticket} shown={shown} switcher={<ViewSwitch ticket={ticket} />} />
  ) : (
    <Methods ticket={ticket} shown={shown} />
  );
}

function ViewSwitch({ ticket }: { ticket: TicketInput }): ReactElement {
  const view = useStore(whatifStore, (slice) => slice.sizeView);
  return (
    <>
      <b className="clip">
        {SIDES[ticket.side] ?? ticket.side} <span className="num">{ticket.symbol}</span>
        <span className="muted"> for {ticket.account}</span>
      </b>
      <div className="segmented" role="radiogroup" aria-label="How the sizes are shown">
        {(['methods', 'curve'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="size-view"
              checked={view === one}
              onChange={() => whatifStore.setState({ sizeView: one })}
            />
            {one === 'methods' ? 'By method' : 'Against VaR'}
          </label>
        ))}
      </div>
    </>
  );
}

function Methods({ ticket, shown }: { ticket: TicketInput; shown: boolean }): ReactElement {
  const methods = useQuery('whatif.methods', {});
  const inputs = useStore(whatifStore, (slice) => slice.inputs);
  const currency = useStore(
    deskStore,
    (slice) => slice.accounts.find(({ account }) => account === ticket.account)?.baseCurrency ?? '',
  );
  const [selected, setSelected] = useState<string | null>(null);
  const read = useMemo(
    () => (methods.data ?? []).map((method) => ({ method, ...readInputs(method, inputs[method.name]) })),
    [methods.data, inputs],
  );
  // No method but the desk's own limits looks at the quantity, and those look from one lot.
  const asked = read.map((one) => one.asked);
  const question = asked.length === 0 ? null : { ticket: { ...ticket, orderQty: '1' }, asked };
  const answer = useFollowedQuery('whatif.compareMethods', question, shown);
  const rows = useMemo(
    () =>
      read.map(({ method, problems }, index): SizeRow => {
        const sized = answer.data?.tickets[index] ?? null;
        const problem = problems[0]?.sentence ?? null;
        const isOfTicket = sized?.symbol === ticket.symbol && sized.account === ticket.account;
        const current = isOfTicket && sized.side === ticket.side && problem === null;
        return { method, texts: inputs[method.name] ?? {}, problem, sized: current ? sized : null, currency };
      }),
    [read, answer.data, inputs, currency, ticket],
  );
  const layout = useGridLayout<SizeRow>('whatif', { filters: {}, onFilters: () => undefined });
  const row = rows.find((one) => rowIdOf(one) === selected) ?? rows[0];
  const use = (one: SizeRow | undefined): boolean => {
    const quantity = one?.sized?.orderQty ?? 0;
    if (quantity <= 0) return false;
    putTicket({ ...ticket, orderQty: String(quantity) });
    return true;
  };
  const title = `What-if sizes of ${ticket.symbol}`;
  return (
    <>
      <div className="toolbar">
        <ViewSwitch ticket={ticket} />
        <span className="muted clip" role="status">
          {answer.loading ? 'Sizing ...' : `${currency}, one session, 99 %, at the mark`}
        </span>
        <span className="grow" />
        <GridViewMenu layout={layout} />
        <button
          type="button"
          className="button small"
          onClick={() => layout.api !== null && exportGrid(layout.api, title, { ...described(ticket) })}
        >
          <Download size={13} aria-hidden /> CSV
        </button>
      </div>
      {methods.error !== null && <ErrorNote error={methods.error} />}
      {answer.error !== null && <ErrorNote error={answer.error} />}
      <DataGrid<SizeRow>
        ariaLabel="Sizes by method"
        columnDefs={SIZE_COLUMNS}
        rowData={rows}
        getRowId={rowId}
        loading={methods.data === null && methods.error === null}
        rowSelection={ONE_ROW}
        stopEditingWhenCellsLoseFocus
        {...layout.gridProps}
        empty={<EmptyState title="No sizing method" />}
        onRowClicked={({ data }) => setSelected(data === undefined ? null : rowIdOf(data))}
        onCellFocused={({ api, rowIndex }) => {
          const focused = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
          if (focused !== undefined) setSelected(rowIdOf(focused));
        }}
        onRowKey={(event, id) => {
          if (event.key !== 'Enter' || event.target instanceof HTMLInputElement) return false;
          return use(rows.find((one) => rowIdOf(one) === id));
        }}
      />
      {row !== undefined && <SizeDetail row={row} onUse={() => use(row)} />}
    </>
  );
}

const described = ({ account, side, symbol }: TicketInput) => ({ account, side, symbol });
