import type { ColDef, GetRowIdParams } from 'ag-grid-community';
import { Pencil } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { MarkRow } from '#shared/contract/schemas/book.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { useSelectedRow } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { formatCount, formatPercent, formatPrice } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { MarkDialog } from './mark-dialog.tsx';

const rowId = ({ data }: GetRowIdParams<MarkRow>) => data.symbol;
const SOURCES = { CLOSE: 'Close of a bar', QUOTE: 'Quote or trade' } as const;

const COLUMNS: ColDef<MarkRow>[] = [
  textColumn('symbol', 'Symbol', { width: 72, pinned: 'left', cellClass: 'id strong', tooltipField: 'name' }),
  numberColumn('price', 'Mark', formatPrice, { width: 84 }),
  numberColumn('previousClose', 'Previous close', formatPrice, { width: 104 }),
  numberColumn('change', 'Change', formatPercent, { width: 84 }),
  numberColumn('bid', 'Bid', formatPrice, { width: 80 }),
  numberColumn('ask', 'Ask', formatPrice, { width: 80 }),
  textColumn('currency', 'Currency', { width: 76 }),
  textColumn('from', 'From', {
    width: 110,
    valueFormatter: ({ value }) => SOURCES[value as keyof typeof SOURCES] ?? 'No mark',
  }),
  textColumn('at', 'Of', {
    width: 200,
    cellClass: 'num quiet',
    valueFormatter: ({ value }) => formatInstant(value as number | null),
  }),
  textColumn('name', 'Name', { width: 180, tooltipField: 'name' }),
];

const describeShown = (list: OutputOf<'marks.list'> | null): string =>
  list === null || list.total === list.marks.length
    ? 'What is held or worked'
    : `The first ${formatCount(list.marks.length)} of ${formatCount(list.total)} held or worked: type to find another`;

/** What everything is valued at. F2 corrects the mark of the row. */
export function Marks(): ReactElement {
  const mayOperate = useCapability('OPERATE');
  const [text, setText] = useState('');
  const { data, error } = useQuery('marks.list', text === '' ? {} : { text }, ['book.changed']);
  const { selected, selection } = useSelectedRow<MarkRow>();
  const [editing, setEditing] = useState<MarkRow | null>(null);
  const search = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="toolbar">
        <SearchField inputRef={search} label="Find an instrument" value={text} onChange={setText} />
        <span className="muted clip">
          {text === '' ? describeShown(data) : 'All instruments, 50 at most'}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={selected === null || !mayOperate}
          title={mayOperate ? '' : 'Needs a risk officer (OPERATE)'}
          onClick={() => setEditing(selected)}
        >
          <Pencil size={13} aria-hidden /> Correct <KeyHint keys="F2" />
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <DataGrid<MarkRow>
        ariaLabel="Marks"
        columnDefs={COLUMNS}
        rowData={data?.marks ?? null}
        getRowId={rowId}
        loading={data === null && error === null}
        {...selection}
        empty={
          text === '' ? (
            <EmptyState title="Nothing is held or worked">
              Type to find any instrument of the desk.
            </EmptyState>
          ) : (
            <NothingFound text={text} onClear={() => setText('')} />
          )
        }
        onType={(character) => {
          setText((before) => before + character);
          search.current?.focus();
        }}
        onRowKey={(event, id) => {
          const row = data?.marks.find(({ symbol }) => symbol === id);
          if (event.key !== 'F2' || row === undefined || !mayOperate) return false;
          setEditing(row);
          return true;
        }}
      />
      {editing !== null && <MarkDialog mark={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
