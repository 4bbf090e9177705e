import { X } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useStore } from 'zustand';
import { useBlotterRow } from '#renderer/client/use-blotter-row.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { ControlList } from '#renderer/components/control-list.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatMicros, formatMoney, formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';
import './decision.css';

/** One recorded decision with everything it was made of; follows the row chosen in the checks. */
export function DecisionPane(): ReactElement {
  const decisionId = useStore(workspaceStore, (slice) => slice.decisionId);
  const { data, error } = useQuery('decisions.get', decisionId === null ? null : { decisionId });
  const row = useBlotterRow(data?.decisionId ?? null);
  if (error !== null) {
    return (
      <div className="pane decision-pane">
        <ErrorNote error={error} />
      </div>
    );
  }
  if (data === null) {
    return (
      <div className="pane">
        <EmptyState title="No decision is open">Choose a row in the checks and press Enter.</EmptyState>
      </div>
    );
  }
  const facts: (readonly [string, string])[] = [
    ['Decision', data.decisionId],
    ['Decided', formatInstant(row?.at ?? data.deskClock)],
    ['Desk clock', formatInstant(data.deskClock)],
    ['By', row?.actor ?? ''],
    ['Notional', formatMoney(data.notional)],
    ['Max quantity', data.maxQty === null ? 'no bound' : formatQuantity(data.maxQty)],
    ['Evaluation', formatMicros(data.evalMicros)],
    ['Engine', data.engineVersion],
  ];
  return (
    <div className="pane decision-pane" onKeyDown={closeOnEscape}>
      <header>
        <span className={`chip ${data.verdict}`}>{VERDICT_WORDS[data.verdict]}</span>
        <h2 className="clip">
          <span className="num">{data.clOrdId}</span>
          {row !== undefined && (
            <>
              {' '}
              {titleOfCode(row.side)} {formatQuantity(row.orderQty)} {row.symbol}{' '}
              {row.price === null ? 'at market' : `@ ${formatPrice(row.price)}`} for {row.account}
            </>
          )}
        </h2>
        <button
          type="button"
          className="button quiet icon-only"
          aria-label="Close the decision"
          onClick={close}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="clip" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <ControlList decision={data} dimmed={data.decisionId !== decisionId} />
    </div>
  );
}

const close = (): void => workspaceStore.setState({ decisionId: null });

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') close();
}
