import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import { unpackCorrelations } from '#shared/contract/packed-correlations.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatCount, UNKNOWN } from '#renderer/format/numbers.ts';
import { Answered } from './answered.tsx';
import { FigureTable, type FigureColumn } from './figure-table.tsx';
import { HeatMap, type Cell } from './heat-map.tsx';
import { bookOf, riskView } from './risk-view.ts';
import { CsvButton, TableButton } from './table-button.tsx';
import { useRiskQuery } from './use-risk-query.ts';

type Correlations = OutputOf<'risk.correlations'>;
type Pair = Correlations['strongest'][number];

const formatRho = (rho: number): string =>
  Number.isNaN(rho) ? UNKNOWN : rho.toFixed(2).replace(/^-0\.00$/, '0.00');

const COLUMNS: readonly FigureColumn<Pair>[] = [
  { title: 'Symbol', text: ({ a }) => a },
  { title: 'With', text: ({ b }) => b },
  { title: 'Correlation', text: ({ rho }) => formatRho(rho), isNumber: true },
];

/** What moves together: the correlations of what is held, alike beside alike. */
export function CorrelationPart(): ReactElement {
  const view = useStore(riskView);
  const query = useRiskQuery('risk.correlations', bookOf(view));
  return <Answered query={query}>{(data) => <Matrix correlations={data} />}</Answered>;
}

function Matrix({ correlations }: { correlations: Correlations }): ReactElement {
  const { asTable, window } = useStore(riskView);
  const [pointed, setPointed] = useState<Cell>({ row: 0, column: 1 });
  const { symbols, held, packed, strongest, lacking } = correlations;
  const n = symbols.length;
  const values = useMemo(() => unpackCorrelations(n, packed), [n, packed]);
  if (n < 2)
    return (
      <EmptyState title="There is nothing to correlate">
        Two positions at least are needed in this book.
      </EmptyState>
    );
  const cursor = { row: Math.min(pointed.row, n - 1), column: Math.min(pointed.column, n - 1) };
  const pair = `${symbols[cursor.row] ?? ''} with ${symbols[cursor.column] ?? ''}`;
  const rho = values[cursor.row * n + cursor.column] as number;
  return (
    <>
      <div className="risk-bar">
        <h3>Correlation</h3>
        <span className="muted clip">
          {n < held
            ? `the ${formatCount(n)} largest of ${formatCount(held)} positions`
            : `${formatCount(n)} positions`}
          , {window} sessions, average-linkage clusters
        </span>
        <span className="grow" />
        <TableButton />
        <CsvButton label="Strongest correlations" columns={COLUMNS} rows={strongest} />
      </div>
      {asTable ? (
        <FigureTable
          label="The 100 strongest correlations"
          columns={COLUMNS}
          rows={strongest}
          keyOf={({ a, b }) => `${a} ${b}`}
        />
      ) : (
        <div className="heat">
          <HeatMap
            n={n}
            values={values}
            cursor={cursor}
            onCursor={setPointed}
            label={`Correlations of ${n} positions, cursor at ${pair}: ${formatRho(rho)}. Arrows walk, Shift by ten, plus and minus zoom, 0 shows all. The table has the strongest pairs.`}
          />
          <aside>
            <output className="heat-pair" aria-live="polite">
              <span>{symbols[cursor.row]}</span>
              <span className="muted">with</span>
              <span>{symbols[cursor.column]}</span>
              <b className="num">{formatRho(rho)}</b>
            </output>
            <div
              className="heat-scale"
              role="img"
              aria-label="Scale: vermillion is minus 1, the ground 0, blue plus 1"
            >
              <span className="ramp" aria-hidden />
              <span className="num">
                <span>−1</span>
                <span>0</span>
                <span>+1</span>
              </span>
            </div>
            <p className="muted">
              Arrows walk, <kbd>Shift</kbd> by ten; <kbd>+</kbd> <kbd>-</kbd> or the wheel zoom, <kbd>0</kbd>{' '}
              shows all; drag to move.
            </p>
            {lacking.length > 0 && <p className="muted">No correlation: {lacking.join(', ')}.</p>}
          </aside>
        </div>
      )}
    </>
  );
}
