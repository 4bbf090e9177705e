import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { Scope } from '#shared/domain/limit.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatInUnit, formatMoney, formatPercent, formatRatio } from '#renderer/format/numbers.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { Answered } from './answered.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { figuresOf, type Figure, type Simulation } from './overview-figures.ts';
import { bookOf, riskView } from './risk-view.ts';
import { SimulateLine } from './simulate-line.tsx';
import { CsvButton } from './table-button.tsx';
import { useRiskQuery } from './use-risk-query.ts';
import { UsedBar, UsedMark, usedWord } from './used-bar.tsx';

type Report = OutputOf<'risk.report'>;
type Utilisation = OutputOf<'risk.utilisations'>['utilisations'][number];
type Component = Report['components'][number];

const FIGURES: readonly FigureColumn<Figure>[] = [
  { title: 'Figure', text: ({ name }) => name },
  { title: 'Value', text: ({ value }) => value, isNumber: true },
  { title: 'Unit', text: ({ unit }) => unit },
  { title: 'Of NAV', text: ({ ofNav }) => ofNav, isNumber: true },
  {
    title: 'How it is meant',
    text: ({ convention }) => convention,
    cell: ({ convention }) => <span className="wrapped muted">{convention}</span>,
  },
];

/** The key numbers, what the limits are used to, and the positions that the VaR is made of. */
export function OverviewPart(): ReactElement {
  const view = useStore(riskView);
  const report = useRiskQuery('risk.report', { ...bookOf(view), confidence: view.confidence });
  const utilisations = useRiskQuery('risk.utilisations', bookOf(view));
  const [simulation, setSimulation] = useState<Simulation | null>(null);
  useEffect(() => setSimulation(null), [view, report.data]);
  return (
    <div className="risk-overview">
      <div className="overview-block">
        <Answered query={report}>
          {(data) => {
            const figures = figuresOf(data, simulation);
            return (
              <>
                <div className="risk-bar">
                  <h3>Key numbers</h3>
                  <span className="grow" />
                  <SimulateLine onDone={setSimulation} />
                  <CsvButton label="Key numbers" columns={FIGURES} rows={figures} />
                </div>
                <FigureTable
                  label="Key numbers"
                  columns={FIGURES}
                  rows={figures}
                  keyOf={({ name }) => name}
                />
                <FilledNote report={data} />
              </>
            );
          }}
        </Answered>
      </div>
      <div className="overview-block">
        <Answered query={utilisations}>{({ utilisations: rows }) => <Utilisations rows={rows} />}</Answered>
      </div>
      {report.data !== null && (
        <div className="overview-block">
          <Components rows={report.data.components} />
        </div>
      )}
    </div>
  );
}

function FilledNote({ report: { filled, index } }: { report: Report }): ReactElement | null {
  if (filled.length === 0) return null;
  const names = filled.map(({ symbol, returns }) => `${symbol} ${returns}`).join(', ');
  return (
    <p className="risk-note muted">
      Missing returns that {index} stands in for: {names}.
    </p>
  );
}

function Utilisations({ rows }: { rows: readonly Utilisation[] }): ReactElement {
  const catalogue = useStore(deskStore, (slice) => slice.catalogue);
  const columns: readonly FigureColumn<Utilisation>[] = [
    {
      title: 'Limit',
      text: ({ code, group }) =>
        `${catalogue.get(code)?.title ?? titleOfCode(code)}${group === null ? '' : `, ${group}`}`,
    },
    { title: 'Scope', text: ({ scope }) => describeScope(scope as Scope | null) },
    {
      title: 'State',
      text: ({ utilisation }) => usedWord(utilisation),
      cell: ({ utilisation }) => <UsedMark used={utilisation} />,
    },
    { title: 'Used', text: ({ utilisation }) => formatPercent(utilisation), isNumber: true },
    {
      title: 'Headroom',
      text: ({ utilisation }) => formatPercent(1 - utilisation),
      cell: ({ utilisation }) => <UsedBar used={utilisation} />,
    },
    { title: 'Used now', text: ({ value, unit }) => formatInUnit(value, unit), isNumber: true },
    { title: 'Hard', text: ({ hard, unit }) => formatInUnit(hard, unit), isNumber: true },
  ];
  return (
    <>
      <div className="risk-bar">
        <h3>Limits used most</h3>
        <span className="muted">the 20 highest, before any ticket; working orders at their worst</span>
        <span className="grow" />
        <CsvButton label="Limits used" columns={columns} rows={rows} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title="No limit is measured yet">
          Limits of positions show here once something is held.
          <button type="button" className="button" onClick={() => showPane('limits', true)}>
            Open the limits
          </button>
        </EmptyState>
      ) : (
        <FigureTable
          label="Limits used"
          columns={columns}
          rows={rows}
          keyOf={({ limitId, scope, group }) => JSON.stringify([limitId, scope, group])}
        />
      )}
    </>
  );
}

const COMPONENTS: readonly FigureColumn<Component>[] = [
  { title: 'Symbol', text: ({ symbol }) => symbol, cell: ({ symbol }) => <b className="num">{symbol}</b> },
  { title: 'Value', text: ({ value }) => formatMoney(value), isNumber: true },
  { title: 'Of NAV', text: ({ weightNav }) => formatPercent(weightNav), isNumber: true },
  { title: 'Beta', text: ({ beta }) => formatRatio(beta), isNumber: true },
  { title: 'VaR alone', text: ({ standaloneVar }) => formatMoney(standaloneVar), isNumber: true },
  { title: 'Part of VaR', text: ({ componentVar }) => formatMoney(componentVar), isNumber: true },
  { title: 'Part of ES', text: ({ componentEs }) => formatMoney(componentEs), isNumber: true },
  { title: 'Days', text: ({ daysToLiquidate }) => formatRatio(daysToLiquidate), isNumber: true },
];

function Components({ rows }: { rows: readonly Component[] }): ReactElement {
  return (
    <>
      <div className="risk-bar">
        <h3>Parts of the VaR</h3>
        <span className="muted">parametric, the 50 largest; negative takes risk away</span>
        <span className="grow" />
        <CsvButton label="Parts of the VaR" columns={COMPONENTS} rows={rows} />
      </div>
      <FigureTable label="Parts of the VaR" columns={COMPONENTS} rows={rows} keyOf={({ symbol }) => symbol} />
    </>
  );
}
