import { useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import { formatCount, formatMoney, formatPercent, formatRatio } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { binsOf } from './bins-of.ts';
import { DistributionChart, type Bin } from './distribution-chart.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton, TableButton } from './table-button.tsx';
import { useRiskQuery } from './use-risk-query.ts';

const COLUMNS: readonly FigureColumn<Bin>[] = [
  { title: 'From', text: ({ from }) => formatMoney(from), isNumber: true },
  { title: 'To', text: ({ to }) => formatMoney(to), isNumber: true },
  { title: 'Sessions', text: ({ count }) => formatCount(count), isNumber: true },
  { title: 'Share below', text: ({ cumulative }) => formatPercent(cumulative), isNumber: true },
  { title: 'In it', text: ({ marks }) => marks.join(', ') },
];

/** How the P&L of one session of today's quantities is distributed over the window. */
export function DistributionPart(): ReactElement {
  const view = useStore(riskView);
  const query = useRiskQuery('risk.distribution', { ...bookOf(view), confidence: view.confidence });
  return <Answered query={query}>{(data) => <Bins distribution={data} />}</Answered>;
}

function Bins({ distribution }: { distribution: OutputOf<'risk.distribution'> }): ReactElement {
  const { asTable, window } = useStore(riskView);
  const bins = useMemo(() => binsOf(distribution), [distribution]);
  const { currency, mean, stdDev, skewness, excessKurtosis, worst, valueAtRisk, expectedShortfall } =
    distribution;
  const facts: readonly (readonly [string, string])[] = [
    ['VaR historical', formatMoney(valueAtRisk)],
    ['ES historical, 97.5 %', formatMoney(expectedShortfall)],
    ['Mean', formatMoney(mean)],
    ['Deviation', formatMoney(stdDev)],
    ['Skewness', formatRatio(skewness)],
    ['Excess kurtosis', formatRatio(excessKurtosis)],
    [`Worst, ${worst.date}`, formatMoney(worst.pnl)],
  ];
  return (
    <>
      <div className="risk-bar">
        <h3>P&L of one session</h3>
        <span className="muted clip">
          today’s quantities over the last {window} sessions, {currency}
        </span>
        <span className="grow" />
        <TableButton />
        <CsvButton label="Distribution" columns={COLUMNS} rows={bins} />
      </div>
      <dl className="risk-facts" aria-label="Figures of the distribution">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {asTable ? (
        <FigureTable
          label="Sessions by P&L"
          columns={COLUMNS}
          rows={bins}
          keyOf={({ from }) => String(from)}
        />
      ) : (
        <>
          <DistributionChart
            bins={bins}
            label={`Sessions by P&L in ${bins.length} bins and the share below; the table has the numbers`}
          />
          <ul className="risk-legend" aria-label="Legend">
            <li>P&L in thousands of {currency}</li>
            <li>
              <span className="swatch loss" aria-hidden /> sessions with a loss (right axis)
            </li>
            <li>
              <span className="swatch gain" aria-hidden /> with a gain
            </li>
            <li>
              <span className="stroke" aria-hidden /> share of sessions below (left axis)
            </li>
          </ul>
        </>
      )}
    </>
  );
}
