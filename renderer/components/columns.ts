import type { ColDef, ValueFormatterParams } from 'ag-grid-community';

/** A column of numbers: right, tabular, formatted; null is a dash. */
export function numberColumn<Row>(
  field: string,
  headerName: string,
  format: (value: number | null) => string,
  rest: ColDef<Row> = {},
): ColDef<Row> {
  return {
    colId: field,
    field: field as NonNullable<ColDef<Row>['field']>,
    headerName,
    headerClass: 'ag-right-aligned-header',
    cellClass: 'num right',
    sortingOrder: ['desc', 'asc', null],
    valueFormatter: ({ value }: ValueFormatterParams<Row>) => format(value as number | null),
    enableCellChangeFlash: true,
    ...rest,
  };
}

export function textColumn<Row>(field: string, headerName: string, rest: ColDef<Row> = {}): ColDef<Row> {
  return { colId: field, field: field as NonNullable<ColDef<Row>['field']>, headerName, ...rest };
}
