import type { GetRowIdParams } from 'ag-grid-community';
import { Download, RotateCw } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { cellsWorkbook } from '#renderer/components/cells-workbook.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { saveBlob, saveText } from '#renderer/components/save-text.ts';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatInstant, zoneOf } from '#renderer/format/times.ts';
import { comparisonColumns } from './comparison-columns.ts';
import { comparisonCells, comparisonRows, type ComparisonRow } from './comparison-rows.ts';
import { useComparison } from './use-comparison.ts';
import { whatifStore } from './whatif-store.ts';

const rowId = ({ data }: GetRowIdParams<ComparisonRow>) => data.id;

export interface ComparisonViewProps {
  /** One to four branches that exist. */
  readonly names: readonly string[];
  /** Another one when a branch was changed: they are read again. */
  readonly version: number;
}

/** The base and the branches side by side: figures, what of their limits they use, and the differences. */
export function ComparisonView({ names, version }: ComparisonViewProps): ReactElement {
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const account = useStore(whatifStore, (slice) => slice.comparedAccount);
  const asked = { names: [...names], ...(account === '' ? {} : { account }) };
  const { data, error, loading, reload } = useComparison(asked, version);
  const [failed, setFailed] = useState<AppError | null>(null);
  const columns = data?.columns;
  const titles = useMemo(() => (columns ?? []).map(({ name }) => name ?? 'Base'), [columns]);
  const rows = useMemo(() => comparisonRows(columns ?? [], controlTitle), [columns]);
  const columnDefs = useMemo(() => comparisonColumns(titles), [titles]);
  const save = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setFailed(null);
    } catch (thrown) {
      setFailed(toAppError(thrown));
    }
  };
  const saveCsv = (): Promise<void> =>
    save(async () => {
      const { csv } = await deskClient.call('whatif.branches.export', asked);
      saveText('what-if-branches.csv', csv);
    });
  const saveWorkbook = (): Promise<void> =>
    save(async () => {
      const note = ['What-if branches', `as of ${formatInstant(Date.now())} (${zoneOf()})`];
      const book = account === '' ? 'The firm' : account;
      const cells = [[...note, book], [], ...comparisonCells(titles, rows)];
      saveBlob('what-if-branches.xlsx', await cellsWorkbook('What-if', cells, 2));
    });
  const problem = columns?.flatMap(({ name, reading }) =>
    reading.problems
      .slice(0, 1)
      .map((one) => `${name ?? 'Base'}, change ${one.change + 1}: ${describeMissing(one)}`),
  )[0];
  return (
    <>
      <div className="toolbar">
        <select
          className="input book-choice"
          aria-label="Book that is read"
          value={account}
          onChange={(event) => whatifStore.setState({ comparedAccount: event.target.value })}
        >
          <option value="">The firm</option>
          {accounts.map((one) => (
            <option key={one.account}>{one.account}</option>
          ))}
        </select>
        <span className={problem === undefined ? 'muted clip' : 'bad clip'} role="status" title={problem}>
          {problem ?? (loading ? 'Reading the branches ...' : '1 session, 99 %')}
        </span>
        <span className="grow" />
        <button type="button" className="button small" onClick={reload}>
          <RotateCw size={13} aria-hidden /> Again
        </button>
        <button
          type="button"
          className="button small"
          disabled={data === null}
          onClick={() => void saveCsv()}
        >
          <Download size={13} aria-hidden /> CSV
        </button>
        <button
          type="button"
          className="button small"
          disabled={data === null}
          onClick={() => void saveWorkbook()}
        >
          <Download size={13} aria-hidden /> Excel
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {failed !== null && <ErrorNote error={failed} />}
      <DataGrid<ComparisonRow>
        ariaLabel="Branches beside the base"
        columnDefs={columnDefs}
        rowData={rows}
        getRowId={rowId}
        loading={data === null && error === null}
        empty={<EmptyState title="Nothing is read yet" />}
      />
    </>
  );
}
