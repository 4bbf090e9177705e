import { ChartColumn, Download, Table2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { saveText } from '#renderer/components/save-text.ts';
import { toCsv } from '#renderer/format/delimited-text.ts';
import { formatInstant, zoneOf } from '#renderer/format/times.ts';
import type { FigureTableProps } from './figure-table.tsx';
import { riskView } from './risk-view.ts';

/** Changes between a drawing and its numbers. */
export function TableButton(): ReactElement {
  const asTable = useStore(riskView, (view) => view.asTable);
  return (
    <button
      type="button"
      className="button small"
      aria-pressed={asTable}
      onClick={() => riskView.setState({ asTable: !asTable })}
    >
      {asTable ? <ChartColumn size={13} aria-hidden /> : <Table2 size={13} aria-hidden />}
      {asTable ? 'Chart' : 'Table'}
    </button>
  );
}

/** Saves a table as CSV below a line that says what it is, and of when. */
export function CsvButton<Row>({ label, columns, rows }: Omit<FigureTableProps<Row>, 'keyOf'>): ReactElement {
  const save = (): void => {
    const { account, window, confidence } = riskView.getState();
    const note = [
      label,
      `as of ${formatInstant(Date.now())} (${zoneOf()})`,
      `${account === '' ? 'firm' : account}; ${window} sessions; confidence ${confidence}`,
    ];
    const lines = rows.map((row) => columns.map(({ text }) => text(row)));
    const name = `risk-${label.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.csv`;
    saveText(name, toCsv([note, columns.map(({ title }) => title), ...lines]));
  };
  return (
    <button type="button" className="button small" onClick={save}>
      <Download size={13} aria-hidden /> CSV
    </button>
  );
}
