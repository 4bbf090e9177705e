import type { GetRowIdParams } from 'ag-grid-community';
import { Check, CircleSlash } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { FlaggedBar } from '#shared/contract/schemas/market.ts';
import type { BarRuling } from '#shared/domain/bar-ruling.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { MANY_ROWS } from '#renderer/components/row-selection.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { RulingDialog, type Ruling } from './ruling-dialog.tsx';
import { SUSPICIOUS_BAR_COLUMNS } from './suspicious-bar-columns.ts';

const rowIdOf = ({ symbol, date, rule }: FlaggedBar): string => `${symbol}|${date}|${rule}`;
const rowId = ({ data }: GetRowIdParams<FlaggedBar>) => rowIdOf(data);
const KEYS: Readonly<Record<string, BarRuling>> = { a: 'ACCEPTED', x: 'EXCLUDED' };

/** What an import found suspicious, the newest first; A and X accept and exclude the bars that are selected, or the row. */
export function SuspiciousBars({ bars, total }: OutputOf<'bars.suspicious'>): ReactElement {
  const mayRule = useCapability('IMPORT');
  const why = mayRule ? '' : 'Needs a risk officer (IMPORT)';
  const [selected, setSelected] = useState<readonly FlaggedBar[]>([]);
  const [ruling, setRuling] = useState<Ruling | null>(null);
  const open = bars.filter(({ state }) => state === 'OPEN').length;
  const ask = (state: BarRuling, of: readonly FlaggedBar[]): void => {
    const changing = of.filter((bar) => bar.state !== state);
    if (changing.length > 0 && mayRule) setRuling({ state, bars: changing });
  };
  return (
    <>
      <div className="toolbar">
        <span className="muted clip">
          {`${formatCount(open)} open: each counts as it is`}
          {!mayRule && '; only a risk officer rules on them'}
          {total > bars.length && `; the newest ${formatCount(bars.length)} are shown`}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={!mayRule || selected.every(({ state }) => state === 'ACCEPTED')}
          title={why}
          onClick={() => ask('ACCEPTED', selected)}
        >
          <Check size={13} aria-hidden /> Accept <KeyHint keys="a" />
        </button>
        <button
          type="button"
          className="button small"
          disabled={!mayRule || selected.every(({ state }) => state === 'EXCLUDED')}
          title={why}
          onClick={() => ask('EXCLUDED', selected)}
        >
          <CircleSlash size={13} aria-hidden /> Exclude <KeyHint keys="x" />
        </button>
      </div>
      <DataGrid<FlaggedBar>
        ariaLabel="Suspicious bars"
        columnDefs={SUSPICIOUS_BAR_COLUMNS}
        rowData={bars}
        getRowId={rowId}
        rowSelection={MANY_ROWS}
        empty={null}
        onSelectionChanged={({ api }) => setSelected(api.getSelectedRows())}
        onRowDataUpdated={({ api }) => setSelected(api.getSelectedRows())}
        onRowKey={(event, id) => {
          const state = KEYS[event.key.toLowerCase()];
          const row = bars.find((bar) => rowIdOf(bar) === id);
          if (state === undefined || row === undefined || event.ctrlKey || event.altKey || event.metaKey)
            return false;
          ask(state, selected.includes(row) ? selected : [row]);
          return true;
        }}
      />
      {ruling !== null && <RulingDialog {...ruling} onClose={() => setRuling(null)} />}
    </>
  );
}
