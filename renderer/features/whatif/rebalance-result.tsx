import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { Download, ListPlus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { PlacedTicketRow, Rebalance, TargetRow } from '#shared/contract/procedures/whatif.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { addDrafts } from '#renderer/client/basket-draft.ts';
import { putTicket, showPane } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { ONE_ROW } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { VERDICT_WORDS } from '#renderer/format/verdict-words.ts';
import { formatCount, formatMoney } from '#renderer/format/numbers.ts';
import { formatClock } from '#renderer/format/times.ts';
import { BASKET_COLUMNS, describeStop, describeTicket, TARGET_COLUMNS } from './rebalance-columns.ts';
import type { RebalanceResult } from './rebalance-run.ts';
import { basketTotals } from './basket-totals.ts';

const ticketId = ({ data }: GetRowIdParams<PlacedTicketRow>) => String(data.place);
const targetId = ({ data }: GetRowIdParams<TargetRow & { readonly at: number }>) => String(data.at);

/** The basket in its safe order with its totals, and what became of each target. */
export function RebalanceResultView({ result }: { result: RebalanceResult }): ReactElement {
  const [shown, setShown] = useState<'basket' | 'targets'>('basket');
  const [said, setSaid] = useState('');
  const [row, setRow] = useState<PlacedTicketRow | null>(null);
  const [api, setApi] = useState<GridApi | null>(null);
  const { tickets, targets, rebalances } = result;
  const errors = targets.filter(({ outcome }) => outcome === 'NOT_KNOWN').length;
  const draft = (row: PlacedTicketRow | undefined): boolean => {
    if (row === undefined) return false;
    putTicket(row.ticket);
    return true;
  };
  const takeAll = (): void => {
    const left = addDrafts(tickets.map(({ ticket }) => ticket));
    setSaid(
      left === 0
        ? `${formatCount(tickets.length)} drafts are in the basket; none is sent.`
        : `${formatCount(tickets.length - left)} drafts are in the basket; ${formatCount(left)} had no room there.`,
    );
    showPane('basket');
  };
  return (
    <>
      <div className="toolbar">
        <div className="segmented" role="radiogroup" aria-label="Shown of the plan">
          {(['basket', 'targets'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="plan-part" checked={shown === one} onChange={() => setShown(one)} />
              {one === 'basket'
                ? `Basket (${formatCount(tickets.length)})`
                : `Targets (${formatCount(targets.length)})`}
            </label>
          ))}
        </div>
        <span className="muted clip">{`as of ${formatClock(result.at)}`}</span>
        <span className="grow" />
        <button type="button" className="button small" disabled={tickets.length === 0} onClick={takeAll}>
          <ListPlus size={13} aria-hidden /> Take as drafts
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            api !== null && exportGrid(api, shown === 'basket' ? 'What-if basket' : 'What-if targets', {})
          }
        >
          <Download size={13} aria-hidden /> CSV
        </button>
      </div>
      {(said !== '' || errors > 0) && (
        <p className={said === '' ? 'basket-said bad' : 'basket-said'} role="status">
          {said === '' ? `${formatCount(errors)} of the targets have errors: see Targets.` : said}
        </p>
      )}
      {rebalances.map((one) => (
        <Totals key={one.account} rebalance={one} tickets={tickets} />
      ))}
      {shown === 'basket' ? (
        <DataGrid<PlacedTicketRow>
          key="basket"
          ariaLabel="Basket of trades"
          columnDefs={BASKET_COLUMNS}
          rowData={tickets}
          getRowId={ticketId}
          rowSelection={ONE_ROW}
          empty={
            <EmptyState title="Nothing to trade">
              Every target is reached, in its band, or has an error.
            </EmptyState>
          }
          onGridReady={(event) => setApi(event.api)}
          onCellFocused={({ api: grid, rowIndex }) =>
            setRow(rowIndex === null ? null : (grid.getDisplayedRowAtIndex(rowIndex)?.data ?? null))
          }
          onRowDoubleClicked={({ data }) => draft(data)}
          onRowKey={(event, id) =>
            event.key === 'Enter' && draft(tickets.find(({ place }) => String(place) === id))
          }
        />
      ) : (
        <DataGrid<TargetRow & { readonly at: number }>
          key="targets"
          ariaLabel="What became of each target"
          columnDefs={TARGET_COLUMNS as never}
          rowData={targets.map((target, at) => ({ ...target, at }))}
          getRowId={targetId}
          empty={<EmptyState title="No target" />}
          onGridReady={(event) => setApi(event.api)}
        />
      )}
      {shown === 'basket' && row !== null && tickets.includes(row) && (
        <div className="basket-detail">
          <span className="clip grow" title={describeStop(row)}>
            {describeTicket(row)}: {VERDICT_WORDS[row.decision.verdict]}. {describeStop(row)}
          </span>
          <button type="button" className="button small" onClick={() => draft(row)}>
            Into the ticket <KeyHint keys="Enter" />
          </button>
        </div>
      )}
    </>
  );
}

function Totals({
  rebalance,
  tickets,
}: {
  rebalance: Rebalance;
  tickets: readonly PlacedTicketRow[];
}): ReactElement {
  const { account, before, after } = rebalance;
  const totals = basketTotals(tickets.filter(({ ticket }) => ticket.account === account));
  const denied = tickets.filter(
    ({ ticket, decision }) => ticket.account === account && isDenied(decision.verdict),
  );
  const facts: readonly (readonly [string, string])[] = [
    ['Account', account],
    ['Turnover', formatMoney(totals.turnover)],
    ['Impact', formatMoney(totals.impact)],
    ['VaR', `${formatMoney(before.var?.parametric)} → ${formatMoney(after.var?.parametric)}`],
    ['ES', `${formatMoney(before.es?.parametric)} → ${formatMoney(after.es?.parametric)}`],
    ['Denied', formatCount(denied.length)],
  ];
  return (
    <dl className="whatif-facts" aria-label={`Totals of ${account}`}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
