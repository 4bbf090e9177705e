import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { RebalanceResultView } from './rebalance-result.tsx';
import { cancelRebalance, rebalanceStore } from './rebalance-run.ts';
import { RunBar } from './run-bar.tsx';
import { TargetsForm } from './targets-form.tsx';
import { useRebalanceRun } from './use-rebalance-run.ts';

/** From targets to the basket of trades that reaches them, each checked in its turn. */
export function RebalanceTab(): ReactElement {
  const run = useRebalanceRun();
  const result = useStore(rebalanceStore, (slice) => slice.result);
  return (
    <div className="rebalance">
      <TargetsForm busy={run.name === 'RUNNING'} />
      <div className="rebalance-right">
        {run.name === 'RUNNING' && <RunBar run={run} onCancel={() => void cancelRebalance()} />}
        {run.name === 'FAILED' &&
          (run.error.code === 'CANCELLED' ? (
            <p className="note" role="status">
              The plan was cancelled; nothing of it is left.
            </p>
          ) : (
            <ErrorNote error={run.error} />
          ))}
        {result === null ? (
          <EmptyState title="No basket yet">
            Paste targets or fill them in from the holdings, then plan the trades. What is not named is left
            alone.
          </EmptyState>
        ) : (
          <RebalanceResultView result={result} />
        )}
      </div>
    </div>
  );
}
