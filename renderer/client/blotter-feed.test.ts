import { describe, expect, it } from 'vitest';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { BlotterFeed, type BlotterPatch, type FeedSource } from './blotter-feed.ts';

const row = (seq: number, state: BlotterRow['state'] = null): BlotterRow => ({
  seq,
  decisionId: `D${seq}`,
  clOrdId: `C${seq}`,
  at: seq,
  actor: 'a',
  account: 'A',
  symbol: 'S',
  side: 'BUY',
  orderQty: 1,
  ordType: 'MARKET',
  price: null,
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
  verdict: 'PASS',
  maxQty: null,
  bindingCode: null,
  bindingLimitId: null,
  notional: 1,
  state,
  cumQty: 0,
  leavesQty: 0,
  evalMicros: 1,
});

/** A desk whose rows are `all`, and a clock of frames that the test turns. */
function createDesk(count: number) {
  const all = Array.from({ length: count }, (_, index) => row(index + 1));
  const frames: (() => void)[] = [];
  let push: (data: { rows: BlotterRow[] }) => void = () => undefined;
  let open: () => void = () => undefined;
  const source: FeedSource = {
    call: (async (_method: string, { limit, before }: { limit: number; before?: number }) =>
      all
        .filter(({ seq }) => before === undefined || seq < before)
        .toSorted((a, b) => b.seq - a.seq)
        .slice(0, limit)) as FeedSource['call'],
    on: ((_event: string, listener: typeof push) => {
      push = listener;
      return () => undefined;
    }) as FeedSource['on'],
    onOpen: (listener) => {
      open = listener;
    },
    nextFrame: (callback) => frames.push(callback),
  };
  const feed = new BlotterFeed(source);
  const patches: BlotterPatch[] = [];
  feed.subscribe((patch) => patches.push(patch));
  feed.start();
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    for (const frame of frames.splice(0)) frame();
  };
  return { feed, all, patches, settle, push: (rows: BlotterRow[]) => push({ rows }), open: () => open() };
}

const seqs = (rows: readonly BlotterRow[] | undefined) => rows?.map(({ seq }) => seq);

describe('BlotterFeed', () => {
  it('makes one patch of everything that arrives within a frame, the last state of a row winning', async () => {
    const { feed, patches, settle, push, open } = createDesk(3);
    open();
    await settle();
    push([row(4, 'SENT'), row(2, 'CANCELLED')]);
    push([row(5), row(4, 'FILLED')]);
    await settle();
    expect(patches).toHaveLength(2);
    expect(seqs(patches[1]?.add)).toEqual([5, 4]);
    expect(seqs(patches[1]?.update)).toEqual([2]);
    expect(feed.rows.get('D4')?.state).toBe('FILLED');
    expect(seqs(feed.list())).toEqual([5, 4, 3, 2, 1]);
  });

  it('reads older pages until there are no more', async () => {
    const { feed, patches, settle, open } = createDesk(2_500);
    open();
    await settle();
    expect([feed.rows.size, feed.complete]).toEqual([1_000, false]);
    await feed.readOlder();
    await feed.readOlder();
    await feed.readOlder();
    expect([feed.rows.size, feed.complete]).toEqual([2_500, true]);
    expect(patches.at(-1)?.older).toBe(true);
    expect(seqs(feed.list())?.at(-1)).toBe(1);
  });

  it('leaves a row below the loaded ones to its page, so that none between them is skipped', async () => {
    const { feed, settle, push, open } = createDesk(1_500);
    open();
    await settle();
    push([row(3, 'FILLED')]);
    await settle();
    expect(feed.rows.has('D3')).toBe(false);
    await feed.readOlder();
    expect(feed.rows.size).toBe(1_500);
  });

  it('closes the gap after a broken line', async () => {
    const { feed, all, settle, open } = createDesk(10);
    open();
    await settle();
    for (let seq = 11; seq <= 3_210; seq++) all.push(row(seq));
    open();
    await settle();
    expect(feed.rows.size).toBe(3_210);
  });

  it('names the newest decision before its row is pushed, and goes on from it afterwards', async () => {
    const { feed, all, settle, push, open } = createDesk(3);
    open();
    await settle();
    expect(feed.newestId).toBe('D3');
    feed.announce('D3');
    expect(feed.newestId).toBe('D3');

    feed.announce('D5');
    expect(feed.newestId).toBe('D5');
    push([row(4)]);
    await settle();
    expect(feed.newestId).toBe('D5');
    all.push(row(5));
    push([row(5), row(6)]);
    await settle();
    expect(feed.newestId).toBe('D6');
    push([row(2, 'SENT')]);
    await settle();
    expect(feed.newestId).toBe('D6');
  });
});
