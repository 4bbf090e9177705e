import type { ColDef } from 'ag-grid-community';
import type { AuditRow } from '#shared/contract/procedures/audit.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { OutcomeCell } from './outcome-cell.tsx';
import { describeKind, describeObjects, describeOutcome } from './record-words.ts';

/** A record is known by its number, and never changes: nothing flashes, and the log has one order. */
const still = { sortable: false, enableCellChangeFlash: false };

export const AUDIT_COLUMNS: ColDef<AuditRow>[] = [
  numberColumn('seq', 'Record', formatCount, { width: 76, pinned: 'left', ...still }),
  textColumn('at', 'Time', {
    width: 200,
    cellClass: 'num quiet',
    valueFormatter: ({ value }) => formatInstant(value as number),
    ...still,
  }),
  textColumn('actor', 'Who', { width: 92, tooltipField: 'actor', ...still }),
  textColumn('kind', 'What', {
    width: 120,
    cellClass: 'strong',
    valueGetter: ({ data }) => (data === undefined ? '' : describeKind(data.kind)),
    ...still,
  }),
  textColumn('outcome', 'Outcome', {
    width: 140,
    cellRenderer: OutcomeCell,
    valueGetter: ({ data }) => (data === undefined ? '' : describeOutcome(data)),
    ...still,
  }),
  textColumn('about', 'About', {
    width: 250,
    valueGetter: ({ data }) => (data === undefined ? '' : describeObjects(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : describeObjects(data)),
    ...still,
  }),
  textColumn('reason', 'Reason', { width: 220, tooltipField: 'reason', ...still }),
];
