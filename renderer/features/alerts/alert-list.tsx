import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { AlarmClock, ArrowUp, CircleCheck, Download, UserCheck } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { ALERT_STATES, type AlertFilter } from '#shared/domain/alert.ts';
import { SEVERITIES } from '#shared/domain/alert-rule.ts';
import { OPEN_ALERTS } from '#renderer/client/alert-feed.ts';
import { alertStore, deskAlerts } from '#renderer/client/desk-alerts.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { workspaceStore, type WorkspaceSlice } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { MANY_ROWS } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import type { RowAction } from '#renderer/components/row-menu.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useDistinctState } from '#renderer/components/use-distinct-state.ts';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { ALERT_COLUMNS } from './alert-columns.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { goTo, placesOf } from './alert-places.ts';
import { AlertRows } from './alert-rows.ts';
import { HandleDialog, MOST_HANDLED, type Handling, type HandleStep } from './handle-dialog.tsx';
import { SoundMenu } from './sound-menu.tsx';

/** The rows come from the feed, as patches. */
const NO_ROWS: AlertRow[] = [];
const NONE_SELECTED: readonly AlertRow[] = [];
const rowId = ({ data }: GetRowIdParams<AlertRow>) => String(data.alertId);
const KEYS: Readonly<Record<string, HandleStep>> = { a: 'acknowledge', z: 'snooze', r: 'resolve' };
const FILTER_MS = 150;
/** Rows drawn beyond those in view: when many come, all of them are drawn anew. */
const BEYOND = 2;

/**
 * What somebody must look at, newest first. A, Z and R take on, put off and end what is selected, or the row; Enter and L go
 * where the row is from, D shows all of it.
 */
export function AlertList({ parts }: { parts: ReactElement }): ReactElement {
  const [filter, setFilter] = useState<AlertFilter>(deskAlerts.filter);
  const layout = useGridLayout<AlertRow>('alerts', {
    filters: toKept(filter),
    onFilters: (kept) => setFilter(fromKept(kept)),
  });
  const { api } = layout;
  useEffect(() => {
    const take = ({ alertRequest: text }: WorkspaceSlice): void => {
      if (text === null) return;
      workspaceStore.setState({ alertRequest: null });
      setFilter({ states: [], severities: [], text });
    };
    take(workspaceStore.getState());
    return workspaceStore.subscribe(take);
  }, []);
  const [selected, setSelected] = useDistinctState(NONE_SELECTED);
  const [open, setOpen] = useState<AlertRow | null>(null);
  const [handling, setHandling] = useState<Handling | null>(null);
  const mayHandle = useStore(
    deskStore,
    ({ status }) => status?.capabilities.includes('HANDLE_ALERTS') === true,
  );
  const faults = useStore(alertStore, (slice) => slice.gauges.faults);
  const search = useRef<HTMLInputElement>(null);
  const rows = useRef<AlertRows | null>(null);
  const [waiting, setWaiting] = useDistinctState(0);
  /** How many are in the grid where the store has older ones; null: all are. */
  const [read, setRead] = useDistinctState<number | null>(null);

  useEffect(() => {
    if (filter === deskAlerts.filter) return;
    const timer = setTimeout(() => deskAlerts.setFilter(filter), FILTER_MS);
    return () => clearTimeout(timer);
  }, [filter]);
  useEffect(() => {
    if (api === null) return;
    const shown = new AlertRows(api, deskAlerts, {
      onWaiting: setWaiting,
      onApplied: () => {
        setSelected(selectedRows(api));
        setRead(deskAlerts.hasOlder ? api.getDisplayedRowCount() : null);
      },
    });
    rows.current = shown;
    return shown.follow();
  }, [api, setSelected, setWaiting, setRead]);
  const openId = open?.alertId;
  useEffect(() => {
    if (openId === undefined) return;
    return deskAlerts.subscribe({
      onReset: () => undefined,
      onPatch: ({ update, remove }) => {
        const now = [...update, ...remove].find(({ alertId }) => alertId === openId);
        if (now !== undefined) setOpen(now);
      },
    });
  }, [openId]);

  const ask = (step: HandleStep, of: readonly AlertRow[]): void => {
    const rows = of.filter((row) => canTake(step, row)).slice(0, MOST_HANDLED);
    if (mayHandle && rows.length > 0) setHandling({ step, rows });
  };
  /** Of all that is selected, where the row is among it. */
  const askOf = (step: HandleStep, row: AlertRow): void =>
    ask(step, selected.some(({ alertId }) => alertId === row.alertId) ? selected : [row]);
  const actionsOf = (id: string): RowAction[] => {
    const row = deskAlerts.rows.get(Number(id));
    if (row === undefined) return [];
    const { decision, limit } = placesOf(row);
    const take = (title: string, step: HandleStep, keys: string): RowAction => ({
      title,
      keys,
      disabled: !mayHandle || !canTake(step, row),
      run: () => askOf(step, row),
    });
    return [
      { title: 'Show the details', keys: 'd', run: () => setOpen(row) },
      { title: 'Open the decision', keys: 'Enter', disabled: decision === null, run: () => decision?.() },
      { title: 'Open the limit', keys: 'l', disabled: limit === null, run: () => limit?.() },
      take('Acknowledge', 'acknowledge', 'a'),
      take('Snooze', 'snooze', 'z'),
      take('Resolve', 'resolve', 'r'),
    ];
  };
  const exportRows = (): void => {
    if (api !== null) exportGrid(api, 'Alerts', toKept(filter));
  };
  const action = (step: HandleStep, Icon: typeof AlarmClock, word: string, key: string): ReactElement => (
    <button
      type="button"
      className="button small"
      disabled={!mayHandle || !selected.some((row) => canTake(step, row))}
      onClick={() => ask(step, selected)}
    >
      <Icon size={13} aria-hidden /> {word} <KeyHint keys={key} />
    </button>
  );
  return (
    <>
      <div className="toolbar alert-tools">
        {parts}
        {action('acknowledge', UserCheck, 'Acknowledge', 'a')}
        {action('snooze', AlarmClock, 'Snooze', 'z')}
        {action('resolve', CircleCheck, 'Resolve', 'r')}
        <span className="grow" />
        <SoundMenu />
        <GridViewMenu layout={layout} />
        <button type="button" className="button small" onClick={exportRows}>
          <Download size={13} aria-hidden /> CSV
        </button>
      </div>
      <div className="toolbar alert-tools">
        <AlertFilters filter={filter} onChange={setFilter} />
        {waiting > 0 && (
          <button
            type="button"
            className="button small"
            title="Rows wait while you read further down"
            onClick={() => {
              rows.current?.move();
              api?.ensureIndexVisible(0);
            }}
          >
            <ArrowUp size={13} aria-hidden /> {formatCount(waiting)} new
          </button>
        )}
        <span className="grow" />
        <SearchField
          inputRef={search}
          label="Find an alert"
          value={filter.text}
          onChange={(text) => setFilter((before) => ({ ...before, text }))}
        />
      </div>
      {faults > 0 && (
        <p className="note bad">
          {formatCount(faults)} occurrences could not be evaluated since the desk was opened. No decision was
          affected; report it with the version in the status bar.
        </p>
      )}
      <div className="detail-parts">
        <DataGrid<AlertRow>
          ariaLabel="Alerts"
          columnDefs={ALERT_COLUMNS}
          rowData={NO_ROWS}
          rowBuffer={BEYOND}
          getRowId={rowId}
          rowSelection={MANY_ROWS}
          empty={<NoAlert filter={filter} onClear={() => setFilter(OPEN_ALERTS)} />}
          {...layout.gridProps}
          onSelectionChanged={({ api: grid }) => {
            const chosen = selectedRows(grid);
            setSelected(chosen);
            if (mayHandle) markSeen(chosen);
          }}
          onBodyScrollEnd={({ api: grid }) => {
            rows.current?.onScroll();
            readMore(grid);
          }}
          onRowDoubleClicked={({ data }) => data !== undefined && goTo(data)}
          rowActions={actionsOf}
          onRowKey={(event, id) => {
            const row = deskAlerts.rows.get(Number(id));
            const key = event.key.toLowerCase();
            const step = KEYS[key];
            if (row === undefined || event.ctrlKey || event.altKey || event.metaKey) return false;
            if (key === 'enter') goTo(row);
            else if (key === 'd') setOpen(row);
            else if (key === 'escape') setOpen(null);
            else if (key === 'l') placesOf(row).limit?.();
            else if (step === undefined) return false;
            else askOf(step, row);
            return true;
          }}
        />
        {open !== null && <AlertPanel row={open} onClose={() => setOpen(null)} />}
      </div>
      {read !== null && (
        <p className="alert-reach">
          The newest {formatCount(read)} are here: their order and the CSV are of these. Older ones come as
          you scroll to the end.
        </p>
      )}
      {handling !== null && <HandleDialog {...handling} onClose={() => setHandling(null)} />}
    </>
  );
}

function NoAlert({ filter, onClear }: { filter: AlertFilter; onClear: () => void }): ReactElement {
  const isAsAtFirst = JSON.stringify(filter) === JSON.stringify(OPEN_ALERTS);
  return isAsAtFirst ? (
    <EmptyState title="Nothing needs you">
      A limit that is nearly used, denials, a halt, old data or a refused execution would appear here.
    </EmptyState>
  ) : (
    <EmptyState title="No alert matches">
      <button type="button" className="button" onClick={onClear}>
        Show what is open
      </button>
    </EmptyState>
  );
}

/** The selected rows as they are now; without any always the same, so that nothing is drawn again. */
function selectedRows(grid: GridApi<AlertRow>): readonly AlertRow[] {
  const selected = grid.getSelectedRows();
  return selected.length === 0 ? NONE_SELECTED : selected;
}

function canTake(step: HandleStep, { state }: AlertRow): boolean {
  return state !== 'RESOLVED' && (step !== 'acknowledge' || state !== 'ACKNOWLEDGED');
}

function markSeen(rows: readonly AlertRow[]): void {
  const alertIds = rows.filter(({ state }) => state === 'NEW').map(({ alertId }) => alertId);
  if (alertIds.length === 0) return;
  // Being seen is a convenience: what fails here is seen the next time.
  deskClient.call('alerts.seen', { alertIds: alertIds.slice(0, MOST_HANDLED) }).catch(() => undefined);
}

function readMore(grid: GridApi<AlertRow>): void {
  if (grid.getLastDisplayedRowIndex() >= grid.getDisplayedRowCount() - 50) void deskAlerts.readOlder();
}

/** A filter as a saved view keeps it. */
const toKept = ({ states, severities, text }: AlertFilter): Record<string, string> => ({
  text,
  states: states.join(' '),
  severities: severities.join(' '),
});
function fromKept(kept: Readonly<Record<string, string>>): AlertFilter {
  if (kept['states'] === undefined) return OPEN_ALERTS;
  const words = (name: string): string[] => (kept[name] ?? '').split(' ');
  return {
    text: kept['text'] ?? '',
    states: ALERT_STATES.filter((state) => words('states').includes(state)),
    severities: SEVERITIES.filter((severity) => words('severities').includes(severity)),
  };
}
