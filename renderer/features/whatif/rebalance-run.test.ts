import { beforeEach, expect, it, vi } from 'vitest';

vi.stubGlobal('window', { location: { host: 'x', protocol: 'http:' } });
const call = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock('#renderer/client/desk-client.ts', () => ({ deskClient: { call, on: () => () => undefined } }));

const { noteProgress, noteRunning, rebalanceStore, runRebalance } = await import('./rebalance-run.ts');

const target = { account: 'A', symbol: 'BRLE', kind: 'WEIGHT', amount: 0.1 } as const;
const page = (from: number | null, symbol: string) => ({
  rebalances: [],
  targets: [{ symbol }],
  tickets: [],
  more: from === null ? null : { answerId: 'A-1', from },
});

beforeEach(() => {
  rebalanceStore.setState({ run: { name: 'IDLE' }, result: null });
  call.mockReset();
});

it('answer_in_pages_is_put_together', async () => {
  call
    .mockResolvedValueOnce(page(1, 'a'))
    .mockResolvedValueOnce(page(2, 'b'))
    .mockResolvedValueOnce(page(null, 'c'));
  await runRebalance({ targets: [target] });
  const { run, result } = rebalanceStore.getState();
  expect([run.name, result?.targets.map(({ symbol }) => symbol)]).toEqual(['IDLE', ['a', 'b', 'c']]);
});

it('run_that_fails_says_why_and_keeps_the_last_basket', async () => {
  call.mockResolvedValueOnce(page(null, 'a'));
  await runRebalance({ targets: [target] });
  call.mockRejectedValueOnce(new Error('gone'));
  await runRebalance({ targets: [target] });
  expect(rebalanceStore.getState()).toMatchObject({
    run: { name: 'FAILED', error: { what: 'gone' } },
    result: { targets: [{ symbol: 'a' }] },
  });
});

it('page_that_was_loaded_again_shows_the_run_of_the_desk_until_it_ends', () => {
  const running = { kind: 'REBALANCE', rows: 10, progress: 0.5, elapsedMs: 100, user: 'ann' } as const;
  noteRunning(running);
  noteProgress(0.7);
  expect(rebalanceStore.getState().run).toMatchObject({
    name: 'RUNNING',
    rows: 10,
    progress: 0.7,
    mine: false,
  });
  noteRunning(null);
  expect(rebalanceStore.getState().run.name).toBe('IDLE');
  noteRunning({ ...running, kind: 'BRANCHES' });
  expect(rebalanceStore.getState().run.name).toBe('IDLE');
});
