import { useState, type ReactElement, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { putTicket } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { formatQuantity } from '#renderer/format/numbers.ts';
import { CurveChart } from './curve-chart.tsx';
import { CurveTable } from './curve-table.tsx';
import type { Kind } from './curve-lines.ts';
import { useFollowedQuery } from './use-followed-query.ts';

export interface CurveViewProps {
  readonly ticket: TicketInput;
  readonly shown: boolean;
  readonly switcher: ReactNode;
}

/** VaR and ES of the account's book against the quantity of the ticket, drawn or as the same numbers in a table. */
export function CurveView({ ticket, shown, switcher }: CurveViewProps): ReactElement {
  const theme = useStore(settingsStore, (slice) => slice.theme);
  const [kind, setKind] = useState<Kind>('parametric');
  const [asTable, setAsTable] = useState(false);
  const { data, error } = useFollowedQuery('whatif.curve', { ticket }, shown);
  const [lack] = data?.lacks ?? [];
  const use = (): void => {
    putTicket({ ...ticket, orderQty: String(data?.largest ?? 0) });
  };
  return (
    <>
      <div className="toolbar">
        {switcher}
        <div className="segmented" role="radiogroup" aria-label="How the risk is computed">
          {(['parametric', 'historical'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="curve-kind" checked={kind === one} onChange={() => setKind(one)} />
              {one === 'parametric' ? 'Parametric' : 'Historical'}
            </label>
          ))}
        </div>
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
      {data === null ? (
        error === null && <EmptyState title="Computing the curve ..." />
      ) : data.points.length === 0 || lack !== undefined ? (
        <EmptyState title="There is no curve of this ticket">
          {lack === undefined ? null : sentence(describeMissing(lack))}
        </EmptyState>
      ) : (
        <>
          <div className="curve-facts">
            <span className="grow" aria-live="polite">
              {data.largest === null ? (
                'No limit stops this ticket as far as quantities go.'
              ) : (
                <>
                  The most that passes: <b className="num">{formatQuantity(data.largest)}</b>
                  {data.binding !== null && `, where ${controlTitle(data.binding.code)} binds`}
                </>
              )}
            </span>
            {data.largest !== null && data.largest > 0 && (
              <button type="button" className="button small primary" onClick={use}>
                Use {formatQuantity(data.largest)} in the ticket
              </button>
            )}
          </div>
          {asTable ? (
            <CurveTable curve={data} kind={kind} />
          ) : (
            <CurveChart curve={data} kind={kind} ticketQty={Number(ticket.orderQty)} theme={theme} />
          )}
        </>
      )}
    </>
  );
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
