import type { ColDef } from 'ag-grid-community';
import type { ReactElement } from 'react';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { severityRank } from '#shared/domain/alert-rule.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatClock, formatInstant } from '#renderer/format/times.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { describeState, describeSubject, describeValue, SEVERITY_MARKS, STATE_MARKS } from './alert-words.ts';

/** A severity as icon and word; the colour only repeats them. */
function SeverityMark({ row }: { row: Pick<AlertRow, 'severity' | 'escalated'> }): ReactElement {
  const { word, icon: Icon, mark } = SEVERITY_MARKS[row.severity];
  return (
    <span className={`mark ${mark}`}>
      <Icon className="icon" size={13} aria-hidden />
      {word}
      {row.escalated && <span title="Escalated: one severity up"> ↑</span>}
    </span>
  );
}

function StateMark({ row }: { row: AlertRow }): ReactElement {
  const { icon: Icon } = STATE_MARKS[row.snoozedUntil === null ? row.state : 'SNOOZED'];
  return (
    <span className={row.state === 'NEW' ? 'alert-state new' : 'alert-state'}>
      <Icon className="icon" size={13} aria-hidden /> {describeState(row)}
    </span>
  );
}

const time = (field: 'firstAt' | 'lastAt', title: string): ColDef<AlertRow> =>
  textColumn(field, title, {
    width: 76,
    cellClass: 'num quiet',
    valueFormatter: ({ value }) => formatClock(value as number),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : formatInstant(data[field])),
  });

const of =
  (text: (row: AlertRow) => string) =>
  ({ data }: { data?: AlertRow | undefined }): string =>
    data === undefined ? '' : text(data);

export const ALERT_COLUMNS: ColDef<AlertRow>[] = [
  textColumn('severity', 'Severity', {
    width: 88,
    pinned: 'left',
    comparator: (a, b) => severityRank(a as AlertRow['severity']) - severityRank(b as AlertRow['severity']),
    cellRenderer: ({ data }: { data?: AlertRow }) =>
      data === undefined ? null : SeverityMark({ row: data }),
    valueFormatter: of((row) => SEVERITY_MARKS[row.severity].word),
  }),
  textColumn('state', 'State', {
    width: 112,
    cellRenderer: ({ data }: { data?: AlertRow }) => (data === undefined ? null : StateMark({ row: data })),
    valueFormatter: of(describeState),
  }),
  textColumn('title', 'Alert', { width: 112, cellClass: 'strong', tooltipField: 'title' }),
  textColumn('about', 'About', {
    width: 140,
    valueGetter: of(describeSubject),
    tooltipValueGetter: of(describeSubject),
  }),
  textColumn('scope', 'Scope', {
    width: 100,
    valueGetter: of((row) => describeScope(row.scope)),
    tooltipValueGetter: of((row) => describeScope(row.scope)),
  }),
  numberColumn('value', 'Value', String, {
    width: 72,
    valueFormatter: of((row) => describeValue(row.kind, row.value)),
    cellClass: 'num right strong',
  }),
  numberColumn('threshold', 'Level', String, {
    width: 70,
    valueFormatter: of((row) => describeValue(row.kind, row.threshold)),
    enableCellChangeFlash: false,
  }),
  numberColumn('count', 'Count', formatCount, { width: 58 }),
  time('lastAt', 'Last'),
  time('firstAt', 'First'),
  textColumn('acknowledgedBy', 'Acknowledged', {
    width: 120,
    valueGetter: of((row) => row.acknowledged?.by ?? ''),
    tooltipValueGetter: of((row) =>
      row.acknowledged === null ? '' : `${row.acknowledged.by}, ${formatInstant(row.acknowledged.at)}`,
    ),
  }),
  textColumn('note', 'Note', {
    width: 180,
    valueGetter: of((row) => row.resolved?.note ?? row.acknowledged?.note ?? ''),
    tooltipValueGetter: of((row) => row.resolved?.note ?? row.acknowledged?.note ?? ''),
  }),
  textColumn('limitId', 'Limit', {
    width: 170,
    cellClass: 'id',
    valueGetter: of((row) => row.subject.limitId ?? ''),
    tooltipValueGetter: of((row) => row.subject.limitId ?? ''),
  }),
  numberColumn('alertId', 'Id', String, {
    width: 64,
    enableCellChangeFlash: false,
    cellClass: 'num right quiet',
  }),
];
