import type { ColDef, GetRowIdParams } from 'ag-grid-community';
import { Pencil, Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AlertRuleRow } from '#shared/contract/procedures/alerts.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { textColumn } from '#renderer/components/columns.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { useSelectedRow } from '#renderer/components/row-selection.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatAge } from '#renderer/format/times.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { describeValue, KIND_WORDS, SEVERITY_MARKS } from './alert-words.ts';
import { RuleDialog } from './rule-dialog.tsx';

const rowId = ({ data }: GetRowIdParams<AlertRuleRow>) => data.ruleId;
const lasting = (seconds: number | null): string => (seconds === null ? '' : formatAge(0, seconds * 1_000));

const of =
  (text: (rule: AlertRuleRow) => string) =>
  ({ data }: { data?: AlertRuleRow | undefined }): string =>
    data === undefined ? '' : text(data);

const levelsOf = ({ kind, levels }: AlertRuleRow): string =>
  levels
    .map(({ at, severity }) => `${SEVERITY_MARKS[severity].word} at ${describeValue(kind, at)}`)
    .join(', ');

function escalationOf({ escalateAfter, escalateUnacknowledgedSeconds }: AlertRuleRow): string {
  const parts = [
    escalateAfter === null ? '' : `${escalateAfter.count} in ${lasting(escalateAfter.seconds)}`,
    escalateUnacknowledgedSeconds === null ? '' : `after ${lasting(escalateUnacknowledgedSeconds)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const COLUMNS: ColDef<AlertRuleRow>[] = [
  textColumn('title', 'Rule', { width: 190, pinned: 'left', cellClass: 'strong', tooltipField: 'title' }),
  textColumn('enabled', 'In force', {
    width: 74,
    valueGetter: of(({ enabled }) => (enabled ? 'Yes' : 'Off')),
  }),
  textColumn('levels', 'Raises', { width: 300, valueGetter: of(levelsOf), tooltipValueGetter: of(levelsOf) }),
  textColumn('withinSeconds', 'Within', {
    width: 72,
    valueFormatter: of((rule) => lasting(rule.withinSeconds)),
  }),
  textColumn('scope', 'Scope', { width: 110, valueGetter: of((rule) => describeScope(rule.scope)) }),
  textColumn('cooldownSeconds', 'Quiet for', {
    width: 80,
    valueFormatter: of((rule) => lasting(rule.cooldownSeconds)),
  }),
  textColumn('escalation', 'Escalates', { width: 120, valueGetter: of(escalationOf) }),
  textColumn('kind', 'Kind', { width: 140, valueFormatter: of(({ kind }) => KIND_WORDS[kind]) }),
  textColumn('ruleId', 'Id', { width: 130, cellClass: 'id' }),
];

/** The rules, those that were delivered and those that were added. F2 or Enter edits. */
export function RuleList({ parts }: { parts: ReactElement }): ReactElement {
  const { data, error, reload } = useQuery('alerts.rules', {});
  const { selected, selection } = useSelectedRow<AlertRuleRow>();
  const [editing, setEditing] = useState<AlertRuleRow | 'new' | null>(null);
  const mayEdit = useStore(
    deskStore,
    ({ status }) => status?.capabilities.includes('MANAGE_LIMITS') === true,
  );
  return (
    <>
      <div className="toolbar alert-tools">
        {parts}
        <span className="muted">{mayEdit ? '' : 'A risk officer may change these.'}</span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={!mayEdit || selected === null}
          onClick={() => setEditing(selected)}
        >
          <Pencil size={12} aria-hidden /> Edit <KeyHint keys="F2" />
        </button>
        <button type="button" className="button small" disabled={!mayEdit} onClick={() => setEditing('new')}>
          <Plus size={13} aria-hidden /> New rule
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <DataGrid<AlertRuleRow>
        ariaLabel="Rules of alerts"
        columnDefs={COLUMNS}
        rowData={data}
        getRowId={rowId}
        loading={data === null && error === null}
        empty={null}
        {...selection}
        onRowDoubleClicked={({ data: rule }) => mayEdit && setEditing(rule ?? null)}
        onRowKey={(event, ruleId) => {
          const rule = data?.find((one) => one.ruleId === ruleId);
          if ((event.key !== 'F2' && event.key !== 'Enter') || rule === undefined || !mayEdit) return false;
          setEditing(rule);
          return true;
        }}
      />
      {editing !== null && (
        <RuleDialog
          rule={editing === 'new' ? null : editing}
          onClose={() => {
            setEditing(null);
            reload();
          }}
        />
      )}
    </>
  );
}
