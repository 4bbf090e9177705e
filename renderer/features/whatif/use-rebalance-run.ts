import { useEffect } from 'react';
import { useStore } from 'zustand';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { noteProgress, noteRunning, rebalanceStore, type RebalanceRun } from './rebalance-run.ts';

/** How often the desk is asked about a run whose answer goes to another page. */
const LOOK_MS = 1_000;

/** The run that is under way at the desk, also when this page was loaded again meanwhile. */
export function useRebalanceRun(): RebalanceRun {
  const run = useStore(rebalanceStore, (slice) => slice.run);
  const { data, reload } = useQuery('whatif.running', {});
  useEffect(() => noteRunning(data), [data]);
  useEffect(() => deskClient.on('whatif.progress', ({ progress }) => noteProgress(progress)), []);
  const follows = run.name === 'RUNNING' && !run.mine;
  useEffect(() => {
    if (!follows) return;
    const timer = setInterval(reload, LOOK_MS);
    return () => clearInterval(timer);
  }, [follows, reload]);
  return run;
}
