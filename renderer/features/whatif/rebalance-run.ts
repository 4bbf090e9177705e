import { create } from 'zustand';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { PlacedTicketRow, PositionTarget } from '#shared/contract/procedures/whatif.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

type Answer = OutputOf<'whatif.rebalance'>;
export type RebalanceResult = Omit<Answer, 'more'> & {
  /** What was asked, and when it was answered. */
  readonly asked: readonly PositionTarget[];
  readonly at: number;
};

export type RebalanceRun =
  | { readonly name: 'IDLE' }
  | {
      readonly name: 'RUNNING';
      readonly rows: number;
      readonly startedAt: number;
      readonly progress: number;
      /** Whether this page asked: one that was loaded again meanwhile gets no answer. */
      readonly mine: boolean;
    }
  | { readonly name: 'FAILED'; readonly error: AppError };

interface RunSlice {
  readonly run: RebalanceRun;
  /** The last basket; it stays until there is a newer one. */
  readonly result: RebalanceResult | null;
}

export const rebalanceStore = create<RunSlice>(() => ({ run: { name: 'IDLE' }, result: null }));

/** Rows of the longest answer, a page each at worst. */
const MOST_PAGES = 10_000;

export async function runRebalance(request: InputOf<'whatif.rebalance'>): Promise<void> {
  const rows = request.targets.length;
  rebalanceStore.setState({ run: { name: 'RUNNING', rows, startedAt: Date.now(), progress: 0, mine: true } });
  try {
    const { more, ...first } = await deskClient.call('whatif.rebalance', request);
    const targets = [...first.targets];
    const tickets = [...first.tickets];
    let next = more;
    for (let page = 0; next !== null && page < MOST_PAGES; page++) {
      const answer = await deskClient.call('whatif.more', next);
      targets.push(...answer.targets);
      tickets.push(...(answer.tickets as PlacedTicketRow[]));
      next = answer.more;
    }
    const asked = request.targets as PositionTarget[];
    const result = { ...first, targets, tickets, asked, at: Date.now() };
    rebalanceStore.setState({ run: { name: 'IDLE' }, result });
  } catch (thrown) {
    rebalanceStore.setState({ run: { name: 'FAILED', error: toAppError(thrown) } });
  }
}

/** Ends the long what-if that is under way, whoever asked for it. */
export async function cancelRebalance(): Promise<void> {
  try {
    await deskClient.call('whatif.cancel', {});
  } catch (thrown) {
    rebalanceStore.setState({ run: { name: 'FAILED', error: toAppError(thrown) } });
  }
}

export function noteProgress(progress: number): void {
  const { run } = rebalanceStore.getState();
  if (run.name === 'RUNNING') rebalanceStore.setState({ run: { ...run, progress } });
}

/** What the desk says is under way, where this page has not asked for it. */
export function noteRunning(running: OutputOf<'whatif.running'>): void {
  const { run } = rebalanceStore.getState();
  if (run.name === 'RUNNING' && run.mine) return;
  if (running?.kind === 'REBALANCE') {
    const { rows, progress, elapsedMs } = running;
    const startedAt = Date.now() - elapsedMs;
    rebalanceStore.setState({ run: { name: 'RUNNING', rows, progress, startedAt, mine: false } });
  } else if (run.name === 'RUNNING') rebalanceStore.setState({ run: { name: 'IDLE' } });
}
