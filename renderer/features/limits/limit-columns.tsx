import type { ColDef } from 'ag-grid-community';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { formatCount, formatInUnit, formatPercent } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { LimitStatusMark, statusWords } from './limit-status.tsx';
import { describeFilter, describeTightened } from './limit-words.ts';
import { describeUse, UseBar } from './use-bar.tsx';
import type { LimitUse } from './use-limit-statistics.ts';
import { describeTrend, UseTrend } from './use-trend.tsx';

/** A limit with how it fared; null: not in force, or not counted yet. */
export interface LimitLine {
  readonly row: LimitRow;
  readonly use: LimitUse | null;
}

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

type TextOf = (row: LimitRow) => string;

/** A column of words about the limit itself, with the whole of them as tooltip. */
const words = (
  id: string,
  name: string,
  textOf: TextOf,
  rest: ColDef<LimitLine> = {},
): ColDef<LimitLine> => ({
  ...textColumn<LimitLine>(id, name),
  valueGetter: ({ data }) => (data === undefined ? '' : textOf(data.row)),
  tooltipValueGetter: ({ data }) => (data === undefined ? '' : textOf(data.row)),
  ...rest,
});

/** A value in the limit's own unit; what differs from it as written is what a dynamic limit makes of it now. */
const value = (
  id: string,
  name: string,
  valueOf: (row: LimitRow) => number,
  rest: ColDef<LimitLine> = {},
): ColDef<LimitLine> =>
  numberColumn(id, name, String, {
    width: 92,
    valueGetter: ({ data }) => (data === undefined ? null : valueOf(data.row)),
    valueFormatter: ({ value: shown, data }) => formatInUnit(shown as number, data?.row.unit ?? null),
    ...rest,
  });

const count = (id: 'checks' | 'warnings' | 'denials', name: string): ColDef<LimitLine> =>
  numberColumn(id, name, formatCount, {
    width: 68,
    valueGetter: ({ data }) => data?.use?.[id] ?? null,
  });

const used = (id: 'p50' | 'p95' | 'max', name: string): ColDef<LimitLine> =>
  numberColumn(id, name, formatPercent, {
    width: 84,
    hide: true,
    valueGetter: ({ data }) => data?.use?.[id] ?? null,
  });

const flagOf = ({ use }: LimitLine): string =>
  use?.alwaysHit === true ? 'Always' : use?.neverHit === true ? 'Never' : '';

export const LIMIT_COLUMNS: ColDef<LimitLine>[] = [
  words('control', 'Control', ({ control }) => controlTitle(control), {
    width: 146,
    pinned: 'left',
    cellClass: 'strong',
    tooltipValueGetter: ({ data }) => data?.row.limitId,
  }),
  words('scope', 'Scope', ({ scope }) => describeScope(scope), { width: 104 }),
  value('effectiveSoft', 'Soft', (row) => row.effectiveSoft, { width: 84 }),
  value('effectiveHard', 'Hard', (row) => row.effectiveHard, { cellClass: 'num right strong' }),
  words('unit', 'Unit', ({ currency, unit }) => currency ?? UNIT_WORDS[unit], {
    width: 54,
    cellClass: 'quiet',
  }),
  textColumn<LimitLine>('use', 'Used, p95', {
    width: 130,
    valueGetter: ({ data }) => data?.use ?? null,
    valueFormatter: ({ data }) => describeUse(data?.use ?? null),
    tooltipValueGetter: ({ data }) => describeUse(data?.use ?? null),
    comparator: (a: LimitUse | null, b: LimitUse | null) => (a?.p95 ?? -1) - (b?.p95 ?? -1),
    cellRenderer: ({ value: use }: { value: LimitUse | null }) => <UseBar use={use} />,
  }),
  textColumn<LimitLine>('trend', 'Over time', {
    width: 98,
    sortable: false,
    valueGetter: ({ data }) => data?.use ?? null,
    valueFormatter: ({ data }) => describeTrend(data?.use ?? null),
    tooltipValueGetter: ({ data }) => describeTrend(data?.use ?? null),
    cellRenderer: ({ value: use }: { value: LimitUse | null }) => <UseTrend use={use} />,
    headerTooltip: 'How far it was used at most, the newest at the right; the line is the hard limit',
  }),
  words('group', 'Group', ({ group }) => (group === '*' ? 'each' : (group ?? '')), { width: 72 }),
  count('checks', 'Checks'),
  count('warnings', 'Warned'),
  count('denials', 'Denied'),
  textColumn<LimitLine>('hit', 'Hit', {
    width: 64,
    valueGetter: ({ data }) => (data === undefined ? '' : flagOf(data)),
    cellClass: ({ value: flag }) => (flag === 'Always' ? 'strong' : 'quiet'),
    tooltipValueGetter: ({ value: flag }) =>
      flag === 'Always'
        ? 'Warned or denied at every check in this time'
        : flag === 'Never'
          ? 'Checked, and never warned or denied in this time'
          : '',
  }),
  value('hard', 'Base hard', (row) => Number(row.hard), { hide: true }),
  words('tightened', 'Tightened by', describeTightened, { width: 150 }),
  words('action', 'Action', ({ action }) => titleOfCode(action), { width: 68 }),
  words('limitId', 'Limit', ({ limitId }) => limitId, { width: 190, cellClass: 'id' }),
  words('filter', 'Only for', ({ filter }) => describeFilter(filter), { width: 150 }),
  words('until', 'Until', ({ effectiveTo }) => (effectiveTo === null ? '' : formatInstant(effectiveTo)), {
    width: 120,
  }),
  used('p50', 'Used p50'),
  used('p95', 'Used p95'),
  used('max', 'Used most'),
  words('createdBy', 'By', ({ createdBy }) => createdBy, { width: 90, cellClass: 'quiet' }),
  words('reason', 'Reason', ({ reason }) => reason, { width: 220 }),
  numberColumn('version', 'Version', String, {
    width: 66,
    valueGetter: ({ data }) => data?.row.version ?? null,
  }),
  words('status', 'Status', statusWords, {
    width: 94,
    pinned: 'right',
    cellRenderer: ({ data }: { data: LimitLine }) => <LimitStatusMark row={data.row} />,
  }),
];
