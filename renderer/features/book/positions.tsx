import type { GetRowIdParams } from 'ag-grid-community';
import { Download } from 'lucide-react';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { BookSummary, PositionFigures } from '#shared/contract/schemas/book.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { usePositions } from '#renderer/client/desk-positions.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { putIntoTicket, showPane } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { ONE_ROW } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { formatCount, formatMoney, formatRatio } from '#renderer/format/numbers.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import type { Scope } from '#shared/domain/limit.ts';
import { BOOK_COLUMNS } from './book-columns.ts';
import { PositionRows, type PositionRow } from './position-row.ts';
import { useFigures } from './use-figures.ts';

const rowIdOf = ({ account, symbol }: PositionRow): string => `${account}|${symbol}`;
const rowId = ({ data }: GetRowIdParams<PositionRow>) => rowIdOf(data);

/** The positions of one account or of all, with what its tickets still work. A row puts its symbol into the ticket. */
export function Positions(): ReactElement {
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const [account, setAccount] = useState('');
  const [filter, setFilter] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const layout = useGridLayout<PositionRow>('book', {
    filters: { text: filter, account },
    onFilters: ({ text = '', account: wanted = '' }) => {
      setFilter(text);
      setAccount(wanted);
    },
  });
  const book = usePositions();
  const summaries = useQuery('book.summaries', {}, ['book.changed']);
  const { figures, error: unread } = useFigures(account);
  const [joiner] = useState(() => new PositionRows());
  const positions = useMemo(() => {
    const rows = book.rows?.filter((row) => account === '' || row.account === account);
    const navs = navsOf(summaries.data ?? []);
    return rows === undefined
      ? null
      : joiner.join(rows, figures?.rows ?? [], (name) => navs.get(name) ?? null);
  }, [joiner, book.rows, account, figures, summaries.data]);
  const summary = findSummary(summaries.data ?? [], account);
  const exportRows = (): void => {
    if (layout.api !== null) exportGrid(layout.api, 'Book', { text: filter, account });
  };
  const error = book.error ?? summaries.error ?? unread;
  return (
    <>
      <div className="toolbar book-bar">
        <select
          className="input"
          aria-label="Account"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        >
          <option value="">All accounts</option>
          {accounts.map((one) => (
            <option key={one.account} value={one.account}>
              {one.account}
            </option>
          ))}
        </select>
        <span className="grow" />
        <SearchField inputRef={search} label="Find in the book" value={filter} onChange={setFilter} />
        <GridViewMenu layout={layout} />
        <button type="button" className="button small" onClick={exportRows}>
          <Download size={13} aria-hidden /> CSV
        </button>
      </div>
      {summary !== undefined && <Summary summary={summary} figures={figures} />}
      {error !== null && <ErrorNote error={error} />}
      <DataGrid<PositionRow>
        ariaLabel="Positions"
        columnDefs={BOOK_COLUMNS}
        rowData={positions}
        getRowId={rowId}
        quickFilterText={filter}
        loading={book.rows === null && book.error === null}
        rowSelection={ONE_ROW}
        {...layout.gridProps}
        empty={
          filter === '' ? (
            <EmptyState title={account === '' ? 'No position yet' : `${account} holds nothing`}>
              Positions come from a file, or from tickets that are filled.
              <button type="button" className="button" onClick={() => showPane('imports', true)}>
                Import positions <KeyHint keys="Alt+i" />
              </button>
            </EmptyState>
          ) : (
            <NothingFound text={filter} onClear={() => setFilter('')} />
          )
        }
        onRowClicked={({ data }) => data !== undefined && putIntoTicket(data.symbol, data.account)}
        onType={(character) => {
          setFilter((before) => before + character);
          search.current?.focus();
        }}
        onRowKey={(event, id) => {
          const row = positions?.find((one) => rowIdOf(one) === id);
          if (event.key !== 'Enter' || row === undefined) return false;
          putIntoTicket(row.symbol, row.account);
          return true;
        }}
      />
    </>
  );
}

const findSummary = (summaries: readonly BookSummary[], account: string) =>
  summaries.find(({ scope }) =>
    account === '' ? scope.level === 'FIRM' : scope.level === 'ACCOUNT' && scope.key === account,
  );

const navsOf = (summaries: readonly BookSummary[]): ReadonlyMap<string, number | null> =>
  new Map(
    summaries.filter(({ scope }) => scope.level === 'ACCOUNT').map(({ scope, nav }) => [scope.key, nav]),
  );

/** Of every position; null when one is not known. */
const dayPnlOf = (figures: PositionFigures | null): number | null =>
  figures === null || figures.rows.some(({ dayPnl }) => dayPnl === null)
    ? null
    : figures.rows.reduce((sum, { dayPnl }) => sum + (dayPnl ?? 0), 0);

function Summary({
  summary,
  figures,
}: {
  summary: BookSummary;
  figures: PositionFigures | null;
}): ReactElement {
  const facts: (readonly [string, string])[] = [
    ['NAV', formatMoney(summary.nav)],
    ['Gross', formatMoney(summary.gross)],
    ['Net', formatMoney(summary.net)],
    ['Leverage', formatRatio(summary.leverage)],
    ['P&L today', formatMoney(dayPnlOf(figures))],
    ['VaR 99 %', formatMoney(figures?.valueAtRisk)],
    ['Cash', formatMoney(summary.cash)],
    ['Positions', formatCount(summary.positions)],
    ['Working', formatCount(summary.workingTickets)],
  ];
  return (
    <dl className="summary" aria-label={`Totals of ${describeScope(summary.scope as Scope)}`}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
