import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatMoney, formatPercent, formatRatio } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { NetBar } from './net-bar.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton } from './table-button.tsx';
import { useRiskQuery } from './use-risk-query.ts';

type Position = OutputOf<'risk.concentration'>['top'][number];
const TOP = 50;

/** The largest positions and how concentrated the book is. */
export function ConcentrationTable({ picker }: { picker: ReactElement }): ReactElement {
  const view = useStore(riskView);
  const query = useRiskQuery('risk.concentration', { ...bookOf(view), top: TOP });
  return (
    <Answered query={query}>
      {({ top, hhi, issuerHhi, effectivePositions, currency }) => {
        const columns = columnsOf(Math.max(1, ...top.map(({ value }) => Math.abs(value))));
        return (
          <>
            <div className="risk-bar">
              {picker}
              <span className="muted clip">
                {currency}; HHI <span className="num">{hhi.toFixed(4)}</span>, as{' '}
                <span className="num">{formatRatio(effectivePositions)}</span> equal positions; by issuer{' '}
                <span className="num">{issuerHhi.toFixed(4)}</span>
              </span>
              <span className="grow" />
              <CsvButton label="Largest positions" columns={columns} rows={top} />
            </div>
            {top.length === 0 ? (
              <EmptyState title="Nothing is held" />
            ) : (
              <FigureTable
                label="Largest positions"
                columns={columns}
                rows={top}
                keyOf={({ symbol }) => symbol}
              />
            )}
          </>
        );
      }}
    </Answered>
  );
}

const columnsOf = (most: number): FigureColumn<Position>[] => [
  { title: 'Symbol', text: ({ symbol }) => symbol, cell: ({ symbol }) => <b className="num">{symbol}</b> },
  { title: 'Issuer', text: ({ issuer }) => issuer },
  { title: 'Value', text: ({ value }) => formatMoney(value), isNumber: true },
  { title: 'Of gross', text: ({ share }) => formatPercent(share), isNumber: true },
  { title: 'Together', text: ({ cumulative }) => formatPercent(cumulative), isNumber: true },
  {
    title: 'Short to long',
    text: ({ value }) => formatMoney(value),
    cell: ({ value }) => <NetBar before={value} after={null} most={most} />,
  },
];
