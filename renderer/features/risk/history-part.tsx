import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { PastSession, RiskBacktest } from '#shared/contract/procedures/risk.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { formatMoney, formatRatio } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { HistoryChart, isException } from './history-chart.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton, TableButton } from './table-button.tsx';
import { useRiskQuery } from './use-risk-query.ts';

type History = OutputOf<'risk.history'>;

const COLUMNS: readonly FigureColumn<PastSession>[] = [
  { title: 'Session', text: ({ date }) => date },
  { title: 'P&L', text: ({ pnl }) => formatMoney(pnl), isNumber: true },
  { title: 'VaR historical', text: ({ varHistorical }) => formatMoney(varHistorical), isNumber: true },
  { title: 'VaR parametric', text: ({ varParametric }) => formatMoney(varParametric), isNumber: true },
  { title: 'ES historical', text: ({ esHistorical }) => formatMoney(esHistorical), isNumber: true },
  { title: 'Exception', text: (session) => (isException(session) ? 'loss above the VaR' : '') },
];

/** Today's quantities over past sessions against the VaR forecast for each. */
export function HistoryPart(): ReactElement {
  const view = useStore(riskView);
  const query = useRiskQuery('risk.history', { ...bookOf(view), confidence: view.confidence });
  return <Answered query={query}>{(data) => <Sessions history={data} />}</Answered>;
}

function Sessions({ history }: { history: History }): ReactElement {
  const { window, asTable, confidence } = useStore(riskView);
  const [pointed, setPointed] = useState<PastSession | null>(null);
  const { sessions, currency } = history;
  const shown = pointed ?? sessions.at(-1);
  if (shown === undefined)
    return (
      <EmptyState title={`There are no sessions before the last ${window}`}>
        Each forecast needs {window} sessions before it: choose a shorter window, or import older bars.
      </EmptyState>
    );
  const newestFirst = sessions.toReversed();
  return (
    <>
      <div className="risk-bar">
        <h3>Today’s book over past sessions</h3>
        <span className="muted clip">what today’s quantities would have made; not what was held then</span>
        <span className="grow" />
        <TableButton />
        <CsvButton label="P and L and VaR" columns={COLUMNS} rows={newestFirst} />
      </div>
      <div className="risk-bar readout">
        <span>{shown.date}</span>
        <span>
          P&L <b className="num">{formatMoney(shown.pnl)}</b> {currency}
        </span>
        <span>
          VaR historical <b className="num">{formatMoney(shown.varHistorical)}</b>
        </span>
        <span>
          VaR parametric <b className="num">{formatMoney(shown.varParametric)}</b>
        </span>
        <span>
          ES <b className="num">{formatMoney(shown.esHistorical)}</b>
        </span>
        {isException(shown) && <b>exception</b>}
      </div>
      {asTable ? (
        <FigureTable
          label="P&L and VaR by session"
          columns={COLUMNS}
          rows={newestFirst}
          keyOf={({ date }) => date}
        />
      ) : (
        <>
          <HistoryChart
            sessions={sessions}
            label={`P&L of ${sessions.length} sessions and the VaR forecast for each; the table has the numbers`}
            onPoint={setPointed}
          />
          <ul className="risk-legend" aria-label="Legend">
            <li>
              <span className="swatch gain" aria-hidden /> gain
            </li>
            <li>
              <span className="swatch loss" aria-hidden /> loss
            </li>
            <li>
              <span className="stroke" aria-hidden /> − VaR historical
            </li>
            <li>
              <span className="stroke dashed" aria-hidden /> − VaR parametric
            </li>
            <li>
              <span className="dot" aria-hidden /> loss above the historical VaR
            </li>
          </ul>
        </>
      )}
      <dl className="backtests" aria-label="Tests of the forecasts">
        <Test name="Historical" test={history.historical} confidence={confidence} />
        <Test name="Parametric" test={history.parametric} confidence={confidence} />
        <NavOnRecord nav={history.nav} />
      </dl>
    </>
  );
}

const ZONES = { GREEN: 'PASS', YELLOW: 'WARN', RED: 'BLOCK' } as const;
const ZONE_WORDS = {
  GREEN: 'green zone: no more than chance explains',
  YELLOW: 'yellow zone: more than chance is likely to explain',
  RED: 'red zone: the forecasts are too low',
} as const;
const SIGNIFICANT = 0.05;

const words = (name: string, pValue: number): string =>
  `${name} p ${pValue.toFixed(3)}, ${pValue < SIGNIFICANT ? 'rejected' : 'not rejected'} at 5 %`;

function Test({
  name,
  test,
  confidence,
}: {
  name: string;
  test: RiskBacktest | null;
  confidence: number;
}): ReactElement {
  return (
    <div>
      <dt>
        {name}, {Math.round(confidence * 1_000) / 10} %
      </dt>
      {test === null ? (
        <dd>no test without sessions</dd>
      ) : (
        <dd>
          <StatusMark status={ZONES[test.zone]} /> <span className="num">{test.exceptions}</span>{' '}
          {test.exceptions === 1 ? 'exception' : 'exceptions'} in{' '}
          <span className="num">{test.observations}</span> sessions,{' '}
          <span className="num">{formatRatio(test.expected)}</span> expected; {ZONE_WORDS[test.zone]}.{' '}
          {words('Coverage (Kupiec)', test.coverage.pValue)}.{' '}
          {words('Independence (Christoffersen)', test.independence.pValue)}.
        </dd>
      )}
    </div>
  );
}

/** What the desk has stored of its worth: the opens of the periods and the highest. */
function NavOnRecord({ nav }: Pick<History, 'nav'>): ReactElement {
  return (
    <div>
      <dt>NAV on record</dt>
      <dd>
        {nav === null ? (
          'The desk keeps no NAV yet: it begins with the first loss or drawdown limit.'
        ) : (
          <>
            now <span className="num">{formatMoney(nav.now)}</span>; open of the session{' '}
            <span className="num">{formatMoney(nav.day.nav)}</span>, of the week{' '}
            <span className="num">{formatMoney(nav.week.nav)}</span>, of the month{' '}
            <span className="num">{formatMoney(nav.month.nav)}</span>; highest{' '}
            <span className="num">{formatMoney(nav.highWater)}</span>
          </>
        )}
      </dd>
    </div>
  );
}
