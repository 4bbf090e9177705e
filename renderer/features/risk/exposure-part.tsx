import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { RiskExposure, RiskGrouping } from '#shared/contract/procedures/risk.ts';
import { showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatCount, formatMoney, formatPercent } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { ConcentrationTable } from './concentration-table.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { NetBar } from './net-bar.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton } from './table-button.tsx';
import { TicketNote } from './ticket-note.tsx';
import { useRiskQuery } from './use-risk-query.ts';

const GROUPINGS: Readonly<Record<RiskGrouping | 'POSITION', string>> = {
  SECTOR: 'Sector',
  COUNTRY: 'Country',
  CURRENCY: 'Currency',
  ASSET_CLASS: 'Asset class',
  FACTOR: 'Factor',
  POSITION: 'Largest positions',
};

/** What is held by group, and with the ticket. */
export function ExposurePart(): ReactElement {
  const [grouping, setGrouping] = useState<keyof typeof GROUPINGS>('SECTOR');
  const picker = (
    <select
      className="input risk-select"
      aria-label="Grouped by"
      value={grouping}
      onChange={({ target }) => setGrouping(target.value as keyof typeof GROUPINGS)}
    >
      {Object.entries(GROUPINGS).map(([name, title]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
  return grouping === 'POSITION' ? (
    <ConcentrationTable picker={picker} />
  ) : (
    <Groups grouping={grouping} picker={picker} />
  );
}

function Groups({ grouping, picker }: { grouping: RiskGrouping; picker: ReactElement }): ReactElement {
  const view = useStore(riskView);
  const ticket = useStore(workspaceStore, (slice) => slice.ticket);
  const query = useRiskQuery('risk.exposures', { ...bookOf(view), ...(ticket === null ? {} : { ticket }) });
  return (
    <Answered query={query}>
      {({ groups, nav, currency, ticketLack }) => {
        const rows = groups[grouping];
        const columns = columnsOf(GROUPINGS[grouping], nav, rows);
        return (
          <>
            <div className="risk-bar">
              {picker}
              <span className="muted clip">{currency}, filled positions at their marks</span>
              <span className="grow" />
              <TicketNote ticket={ticket} lack={ticketLack} />
              <CsvButton label={`Exposure by ${GROUPINGS[grouping]}`} columns={columns} rows={rows} />
            </div>
            {rows.length === 0 ? (
              <EmptyState title={grouping === 'FACTOR' ? 'No factor loadings yet' : 'Nothing is held'}>
                {grouping === 'FACTOR'
                  ? 'They come from a file with the columns symbol, factor and loading.'
                  : 'Positions come from a file, or from tickets that are filled.'}
                <button type="button" className="button" onClick={() => showPane('imports', true)}>
                  Import <KeyHint keys="Alt+i" />
                </button>
              </EmptyState>
            ) : (
              <FigureTable
                label={`Exposure by ${GROUPINGS[grouping].toLowerCase()}`}
                columns={columns}
                rows={rows}
                keyOf={({ group }) => group ?? ''}
              />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function columnsOf(
  title: string,
  nav: number | null,
  rows: readonly RiskExposure[],
): FigureColumn<RiskExposure>[] {
  const most = Math.max(
    1,
    ...rows.map(({ before, after }) => Math.max(Math.abs(before.net ?? 0), Math.abs(after?.net ?? 0))),
  );
  const hasAfter = rows.some(({ after }) => after !== null);
  const withTicket = (
    name: string,
    of: (after: RiskExposure['before']) => number | null,
  ): FigureColumn<RiskExposure>[] =>
    hasAfter
      ? [{ title: name, text: ({ after }) => formatMoney(after === null ? null : of(after)), isNumber: true }]
      : [];
  return [
    { title, text: ({ group }) => group ?? '(none)' },
    { title: 'Net', text: ({ before }) => formatMoney(before.net), isNumber: true },
    ...withTicket('Net with ticket', ({ net }) => net),
    {
      title: 'Short to long',
      text: ({ before }) => formatMoney(before.net),
      cell: ({ before, after }) => <NetBar before={before.net} after={after?.net ?? null} most={most} />,
    },
    {
      title: 'Net of NAV',
      text: ({ before }) =>
        formatPercent(before.net === null || nav === null || nav <= 0 ? null : before.net / nav),
      isNumber: true,
    },
    { title: 'Gross', text: ({ before }) => formatMoney(before.gross), isNumber: true },
    ...withTicket('Gross with ticket', ({ gross }) => gross),
    { title: 'Long', text: ({ before }) => formatMoney(before.long), isNumber: true },
    { title: 'Short', text: ({ before }) => formatMoney(before.short), isNumber: true },
    { title: 'Positions', text: ({ positions }) => formatCount(positions), isNumber: true },
  ];
}
