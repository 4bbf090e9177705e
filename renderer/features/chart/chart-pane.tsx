import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { PriceChart } from '#renderer/components/price-chart.tsx';
import { formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import './chart.css';

/** Closes and volumes of the ticket's symbol, drawn or as the same numbers in a table. */
export function ChartPane(): ReactElement {
  const symbol = useStore(workspaceStore, (slice) => slice.symbol);
  const theme = useStore(settingsStore, (slice) => slice.theme);
  const [asTable, setAsTable] = useState(false);
  const { data, error } = useQuery('instruments.bars', symbol === '' ? null : { symbol, sessions: 250 }, [
    'book.changed',
  ]);
  const bars = data ?? [];
  const last = bars.at(-1);
  return (
    <div className="pane chart-pane">
      <div className="toolbar">
        <b className="num">{symbol === '' ? 'Price' : symbol}</b>
        {last !== undefined && (
          <span className="muted clip">
            <span className="num">{formatPrice(last.close)}</span> · {last.date}
          </span>
        )}
        <span className="grow" />
        <button
          type="button"
          className="button small"
          aria-pressed={asTable}
          onClick={() => setAsTable((on) => !on)}
        >
          {asTable ? 'Chart' : 'Table'}
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {symbol === '' ? (
        <EmptyState title="No symbol yet">The chart follows the symbol of the ticket.</EmptyState>
      ) : asTable ? (
        <div className="bars-table" tabIndex={0} role="region" aria-label={`Closes of ${symbol}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Close</th>
                <th scope="col">Volume</th>
              </tr>
            </thead>
            <tbody>
              {bars.toReversed().map((bar) => (
                <tr key={bar.date}>
                  <td>{bar.date}</td>
                  <td>{formatPrice(bar.close)}</td>
                  <td>{formatQuantity(bar.volume)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <PriceChart
          bars={bars}
          theme={theme}
          label={`Daily closes and volumes of ${symbol}; the table has the numbers`}
        />
      )}
    </div>
  );
}
