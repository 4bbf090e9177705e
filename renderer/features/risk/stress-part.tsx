import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { StressLine } from '#shared/contract/procedures/risk.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatMoney, formatPercent, UNKNOWN } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { LossBar } from './loss-bar.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton } from './table-button.tsx';
import { TicketNote } from './ticket-note.tsx';
import { useRiskQuery } from './use-risk-query.ts';

/** Every line of the stress ladder, the largest loss first. */
export function StressPart(): ReactElement {
  const view = useStore(riskView);
  const ticket = useStore(workspaceStore, (slice) => slice.ticket);
  const query = useRiskQuery('risk.stress', { ...bookOf(view), ...(ticket === null ? {} : { ticket }) });
  return (
    <Answered query={query}>
      {({ lines, nav, currency, ladder, ticketLack }) => {
        const most = Math.max(
          1,
          ...lines.map(({ before, after }) => Math.max(Math.abs(before ?? 0), Math.abs(after ?? 0))),
        );
        const hasAfter = ticket !== null && ticketLack === null;
        const columns = columnsOf(nav, currency, most, hasAfter);
        const worst = lines.find(({ before }) => before !== null);
        return (
          <>
            <div className="risk-bar">
              <h3>{ladder}</h3>
              <span className="muted clip">
                {worst === undefined
                  ? 'No scenario can be measured'
                  : `Worst: ${worst.title}, ${formatMoney(worst.before)} ${currency}; every working order filled`}
              </span>
              <span className="grow" />
              <TicketNote ticket={ticket} lack={ticketLack} />
              <CsvButton label="Stress" columns={columns} rows={lines} />
            </div>
            {lines.length === 0 ? (
              <EmptyState title="The ladder has no scenario">
                Scenarios are in resources/stress-ladder.json; one of each sector needs instruments with
                sectors.
              </EmptyState>
            ) : (
              <FigureTable label="Stress scenarios" columns={columns} rows={lines} keyOf={({ id }) => id} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function columnsOf(
  nav: number | null,
  currency: string,
  most: number,
  hasAfter: boolean,
): FigureColumn<StressLine>[] {
  const withTicket = (column: FigureColumn<StressLine>): FigureColumn<StressLine>[] =>
    hasAfter ? [{ ...column, isNumber: true }] : [];
  return [
    {
      title: 'Scenario',
      text: ({ title }) => title,
      cell: ({ title, source }) => <span title={source}>{title}</span>,
    },
    { title: `Loss, ${currency}`, text: ({ before }) => formatMoney(before), isNumber: true },
    ...withTicket({ title: 'With ticket', text: ({ after }) => formatMoney(after) }),
    {
      title: 'Of NAV',
      text: ({ before }) =>
        nav === null || nav <= 0 || before === null ? UNKNOWN : formatPercent(before / nav),
      isNumber: true,
    },
    {
      title: 'Size',
      text: ({ before }) =>
        before === null ? 'unknown' : before > 0 ? 'loss' : before < 0 ? 'gain' : 'none',
      cell: ({ before }) => <LossBar loss={before} most={most} />,
    },
    {
      title: 'Loses most',
      text: ({ contributors, unknown }) =>
        unknown === null
          ? contributors.map(({ symbol, loss }) => `${symbol} ${formatMoney(loss)}`).join(' · ')
          : `${unknown} has no beta, sector or loading`,
      cell: ({ contributors, unknown }) =>
        unknown === null ? (
          <span className="contributors num">
            {contributors.map(({ symbol, loss }) => (
              <span key={symbol}>
                {symbol} <span className="muted">{formatMoney(loss)}</span>
              </span>
            ))}
          </span>
        ) : (
          `${unknown} has no beta, sector or loading`
        ),
    },
    ...withTicket({
      title: 'Change',
      text: ({ before, after }) => formatMoney(before === null || after === null ? null : after - before),
    }),
  ];
}
