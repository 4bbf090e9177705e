import { describe, expect, it } from 'vitest';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { AlertFeed, OPEN_ALERTS, PAGE, type AlertSource } from './alert-feed.ts';

const COUNTS = { INFO: 0, WARNING: 0, CRITICAL: 0 };
const row = (alertId: number, part: Partial<AlertRow> = {}): AlertRow => ({
  alertId,
  ruleId: 'r',
  title: 'R',
  kind: 'DENIALS',
  key: String(alertId),
  scope: { level: 'FIRM', key: '*' },
  severity: 'WARNING',
  state: 'NEW',
  escalated: false,
  snoozedUntil: null,
  count: 1,
  value: 1,
  threshold: 1,
  firstAt: alertId,
  lastAt: alertId,
  raisedAt: alertId,
  subject: { decisionId: null, limitId: null, control: null, symbol: null, detail: '' },
  acknowledged: null,
  resolved: null,
  ...part,
});

/** A desk that has so many alerts, and answers when it is told to. */
function createDesk(count: number) {
  const all = Array.from({ length: count }, (_, index) => row(index + 1));
  let push: (data: { rows: AlertRow[]; counts: typeof COUNTS }) => void = () => undefined;
  let open: () => void = () => undefined;
  const source: AlertSource = {
    call: (async (
      _method: string,
      asked: { before: number | null; states: readonly string[]; limit: number },
    ) => {
      const found = all
        .filter(({ alertId, state }) => alertId < (asked.before ?? Infinity) && asked.states.includes(state))
        .toSorted((a, b) => b.alertId - a.alertId);
      const rows = found.slice(0, asked.limit);
      const next = found.length > asked.limit ? (rows.at(-1)?.alertId ?? null) : null;
      return { rows, next, counts: COUNTS, gauges: { open: 0, unwritten: 0, coalesced: 0, faults: 0 } };
    }) as AlertSource['call'],
    on: ((_event: string, listener: typeof push) => {
      push = listener;
      return () => undefined;
    }) as AlertSource['on'],
    onOpen: (listener) => void (open = listener),
  };
  const feed = new AlertFeed(source, () => undefined);
  const news: number[][] = [];
  feed.onNews((rows) => news.push(rows.map(({ alertId }) => alertId)));
  feed.start();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    feed,
    news,
    settle,
    open: () => open(),
    push: (rows: AlertRow[]) => push({ rows, counts: COUNTS }),
  };
}
const ids = (feed: AlertFeed) => feed.list().map(({ alertId }) => alertId);

describe('the alert feed', () => {
  it('reads the newest page and the older ones as they are asked for', async () => {
    const { feed, settle, open } = createDesk(PAGE + 3);
    open();
    await settle();
    expect(ids(feed).at(-1)).toBe(4);
    await feed.readOlder();
    expect(ids(feed)).toHaveLength(PAGE + 3);
    await feed.readOlder();
    expect(ids(feed)).toHaveLength(PAGE + 3);
  });

  it('keeps what was pushed while a page was on its way', async () => {
    const { feed, settle, open, push } = createDesk(2);
    open();
    push([row(2, { count: 9 })]);
    await settle();
    expect(feed.rows.get(2)?.count).toBe(9);
  });

  it('takes out what does not match its filter any more, and leaves what lies below what was read', async () => {
    const { feed, settle, open, push } = createDesk(PAGE + 3);
    open();
    await settle();
    push([row(500, { state: 'RESOLVED' }), row(1, { count: 2 })]);
    expect(feed.rows.has(500)).toBe(false);
    expect(feed.rows.has(1)).toBe(false);
    feed.setFilter({ ...OPEN_ALERTS, states: ['RESOLVED'] });
    await settle();
    push([row(499, { state: 'RESOLVED' })]);
    expect(ids(feed)).toEqual([499]);
  });

  it('lets the oldest go when there are a page too many, and takes them for older ones from then on', async () => {
    const { feed, settle, open, push } = createDesk(PAGE);
    open();
    await settle();
    push(Array.from({ length: 99_999 }, (_, index) => row(PAGE + 1 + index)));
    expect(feed.rows.size).toBe(100_000 + PAGE - 1);
    push([row(200_000)]);
    expect(feed.rows.size).toBe(100_000);
    expect(feed.list().at(-1)?.alertId).toBe(PAGE + 1);
    push([row(201, { count: 2 })]);
    expect(feed.rows.has(201)).toBe(false);
  });

  it('tells what is raised, once, and not what only counts on or was there before', async () => {
    const { news, settle, open, push } = createDesk(5);
    open();
    await settle();
    push([row(5, { count: 2, lastAt: 9 })]);
    push([row(6, { raisedAt: 9 }), row(7, { raisedAt: 9 })]);
    push([row(6, { raisedAt: 9, count: 2 })]);
    push([
      row(3, { raisedAt: 12 }),
      row(4, { raisedAt: 12, snoozedUntil: 99 }),
      row(2, { raisedAt: 12, state: 'SEEN' }),
    ]);
    expect(news).toEqual([[6, 7], [3]]);
  });
});
