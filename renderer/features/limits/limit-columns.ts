import type { ColDef } from 'ag-grid-community';
import type { LimitRow } from '#shared/contract/schemas.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { formatInUnit } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';

const inUnit = ({ value, data }: { value: unknown; data?: LimitRow | undefined }): string =>
  formatInUnit(value as number, data?.unit ?? null);

const UNIT_WORDS: Readonly<Record<LimitRow['unit'], string>> = {
  MONEY: 'money',
  QTY: 'shares',
  FRACTION: '%',
  BPS: 'bps',
  RATIO: 'ratio',
  COUNT: 'count',
  DAYS: 'days',
  SECONDS: 'seconds',
};

export const LIMIT_COLUMNS: ColDef<LimitRow>[] = [
  textColumn('control', 'Control', {
    width: 176,
    pinned: 'left',
    cellClass: 'strong',
    valueGetter: ({ data }) => (data === undefined ? '' : controlTitle(data.control)),
    tooltipField: 'limitId',
  }),
  textColumn('scope', 'Scope', {
    width: 104,
    valueGetter: ({ data }) => (data === undefined ? '' : describeScope(data.scope)),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : describeScope(data.scope)),
  }),
  textColumn('group', 'Group', {
    width: 108,
    valueFormatter: ({ value }) => (value === '*' ? 'each' : ((value as string | null) ?? '')),
    tooltipField: 'group',
  }),
  numberColumn('effectiveSoft', 'Soft', String, { width: 94, valueFormatter: inUnit }),
  numberColumn('effectiveHard', 'Hard', String, {
    width: 98,
    valueFormatter: inUnit,
    cellClass: 'num right strong',
  }),
  textColumn('unit', 'Unit', {
    width: 60,
    cellClass: 'quiet',
    valueGetter: ({ data }) => (data === undefined ? '' : (data.currency ?? UNIT_WORDS[data.unit])),
  }),
  textColumn('action', 'Action', { width: 76, valueFormatter: ({ value }) => titleOfCode(value as string) }),
  textColumn('limitId', 'Limit', { width: 190, cellClass: 'id', tooltipField: 'limitId' }),
  textColumn('filter', 'Only for', {
    width: 150,
    valueGetter: ({ data }) => describeFilter(data),
    tooltipValueGetter: ({ data }) => describeFilter(data),
  }),
  numberColumn('version', 'Version', String, { width: 70 }),
  textColumn('status', 'Status', {
    width: 110,
    valueGetter: ({ data }) =>
      data === undefined ? '' : data.awaitingReview ? 'In force, to review' : titleOfCode(data.status),
  }),
  textColumn('createdBy', 'By', {
    width: 120,
    cellClass: 'quiet',
    tooltipValueGetter: ({ data }) =>
      data === undefined
        ? ''
        : `${data.createdBy}, effective ${formatInstant(data.effectiveFrom)}: ${data.reason}`,
  }),
  textColumn('reason', 'Reason', { width: 220, tooltipField: 'reason' }),
];

const describeFilter = (row: LimitRow | undefined): string =>
  (row?.filter ?? [])
    .map(
      ({ field, op, values }) =>
        `${titleOfCode(field)} ${op === 'in' ? 'is' : 'is not'} ${values.join(' or ')}`,
    )
    .join(' and ');
