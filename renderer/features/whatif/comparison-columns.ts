import type { ColDef } from 'ag-grid-community';
import { textColumn } from '#renderer/components/columns.ts';
import { formatCount, formatInUnit, formatMoney, formatPercent, UNKNOWN } from '#renderer/format/numbers.ts';
import type { ComparisonRow, Kind } from './comparison-rows.ts';

function formatAs(kind: Kind, value: number | string | null): string {
  if (value === null) return UNKNOWN;
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'MONEY':
      return formatMoney(value);
    case 'FRACTION':
      return `${formatPercent(value)}${value > 1 ? ' over' : ''}`;
    case 'RATIO':
      return formatInUnit(value, 'RATIO');
    default:
      return formatCount(value);
  }
}

const signOf = (value: number): string => (value > 0 ? '+' : '');

function formatDifference(kind: Kind, value: number | null): string {
  if (value === null) return UNKNOWN;
  if (value === 0) return '0';
  const text = kind === 'FRACTION' ? formatPercent(value) : formatAs(kind, value);
  return `${signOf(value)}${text}`;
}

const NUMERIC = { headerClass: 'ag-right-aligned-header', cellClass: 'num right', sortable: false } as const;

/** The figure, the base, then each branch with what it differs by; `names` begins with the base. */
export function comparisonColumns(names: readonly string[]): ColDef<ComparisonRow>[] {
  return [
    textColumn<ComparisonRow>('title', 'Figure', {
      width: 152,
      pinned: 'left',
      tooltipField: 'title',
      sortable: false,
    }),
    ...names.flatMap((name, place): ColDef<ComparisonRow>[] => [
      {
        ...NUMERIC,
        colId: `value ${place}`,
        headerName: name,
        width: 100,
        headerTooltip: name,
        valueGetter: ({ data }) => data?.values[place] ?? null,
        valueFormatter: ({ data, value }) =>
          data === undefined ? '' : formatAs(data.kind, value as number | null),
        tooltipValueGetter: ({ data }) => {
          const value = data?.values[place];
          return typeof value === 'string' ? value : '';
        },
        cellClass: ({ data }) => {
          const value = data?.values[place];
          return data?.kind === 'FRACTION' && typeof value === 'number' && value > 1
            ? 'num right strong over'
            : 'num right';
        },
      },
      ...(place === 0
        ? []
        : [
            {
              ...NUMERIC,
              colId: `difference ${place}`,
              headerName: 'less base',
              headerTooltip: `${name} less the base`,
              width: 88,
              cellClass: 'num right quiet',
              valueGetter: ({ data }: { data?: ComparisonRow | undefined }) =>
                data?.differences[place] ?? null,
              valueFormatter: ({ data, value }: { data?: ComparisonRow | undefined; value: unknown }) =>
                data === undefined ? '' : formatDifference(data.kind, value as number | null),
            } as ColDef<ComparisonRow>,
          ]),
    ]),
  ];
}
