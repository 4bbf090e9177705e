import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import type { AlertListeners, AlertPatch } from '#renderer/client/alert-feed.ts';
import { AlertRows, type AlertGrid } from './alert-rows.ts';

const row = (alertId: number, count = 1): AlertRow => ({ alertId, count }) as AlertRow;
const NOTHING: AlertPatch = { add: [], update: [], remove: [], older: false };

/** A feed and a grid that is as tall as its rows, in which what is applied is there at once. */
function createRows(ids: readonly number[]) {
  const rows = new Map(ids.map((id) => [id, row(id)]));
  let listeners: AlertListeners | null = null;
  let shown: AlertRow[] = [];
  let top = 0;
  let moves = 0;
  const waiting: number[] = [];
  const grid: AlertGrid = {
    setGridOption: (_option, value) => void (shown = [...(value as AlertRow[])]),
    getVerticalPixelRange: () => ({ top, bottom: top + 100 }),
    applyTransactionAsync: ({ add = [], update = [], remove = [], addIndex }) => {
      if ((add?.length ?? 0) + (remove?.length ?? 0) > 0) moves++;
      const changed = new Map(update?.map((one) => [one.alertId, one]));
      for (const id of changed.keys())
        if (!shown.some(({ alertId }) => alertId === id)) throw new Error(`no row ${id} to change`);
      const gone = new Set(remove?.map(({ alertId }) => alertId));
      const left = shown
        .filter(({ alertId }) => !gone.has(alertId))
        .map((one) => changed.get(one.alertId) ?? one);
      shown = addIndex === 0 ? [...(add ?? []), ...left] : [...left, ...(add ?? [])];
    },
  };
  const feed = {
    rows,
    list: () => [...rows.values()].toSorted((a, b) => b.alertId - a.alertId),
    subscribe: (those: AlertListeners) => {
      listeners = those;
      return () => void (listeners = null);
    },
  };
  const alertRows = new AlertRows(grid, feed, {
    onWaiting: (count) => waiting.push(count),
    onApplied: () => undefined,
  });
  alertRows.follow();
  return {
    alertRows,
    waiting,
    shown: () => shown.map(({ alertId, count }) => (count === 1 ? alertId : `${alertId}x${count}`)),
    moves: () => moves,
    scrollTo: (px: number) => (top = px),
    /** As the feed does it: its rows first. */
    patch(part: Partial<AlertPatch>) {
      const patch = { ...NOTHING, ...part };
      for (const one of [...patch.add, ...patch.update]) rows.set(one.alertId, one);
      for (const one of patch.remove) rows.delete(one.alertId);
      listeners?.onPatch(patch);
    },
  };
}

describe('the rows of the alerts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('come at once, then once a second, the newest on top and each as it is then', () => {
    const { patch, shown, moves } = createRows([2, 1]);
    patch({ add: [row(3)] });
    expect(shown()).toEqual([3, 2, 1]);
    for (let id = 4; id <= 8; id++) {
      patch({ add: [row(id)] });
      patch({ update: [row(id, 7), row(1, id)] });
    }
    expect(shown()).toEqual([3, 2, '1x8']);
    vi.advanceTimersByTime(1_000);
    expect(shown()).toEqual(['8x7', '7x7', '6x7', '5x7', '4x7', 3, 2, '1x8']);
    expect(moves()).toBe(2);
  });

  it('come less often the more there are', () => {
    const { patch, shown } = createRows(Array.from({ length: 50_000 }, (_, index) => 50_000 - index));
    patch({ add: [row(50_001)] });
    patch({ add: [row(50_002)] });
    vi.advanceTimersByTime(2_900);
    expect(shown()[0]).toBe(50_001);
    vi.advanceTimersByTime(200);
    expect(shown()[0]).toBe(50_002);
  });

  it('stay where they are while somebody reads further down, and say so; what is over says so too', () => {
    const { alertRows, patch, shown, scrollTo, waiting } = createRows([3, 2, 1]);
    scrollTo(240);
    patch({ add: [row(4)], remove: [row(2, 9)] });
    vi.advanceTimersByTime(5_000);
    patch({ add: [row(5)] });
    vi.advanceTimersByTime(1_000);
    expect(shown()).toEqual([3, '2x9', 1]);
    expect(waiting.at(-1)).toBe(2);
    scrollTo(0);
    alertRows.onScroll();
    vi.advanceTimersByTime(1_000);
    expect(shown()).toEqual([5, 4, 3, 1]);
    expect(waiting.at(-1)).toBe(0);
  });

  it('that went before they came never come, and one that is back while it waits to go stays', () => {
    const { patch, shown } = createRows([1]);
    patch({ add: [row(2)] });
    patch({ add: [row(3)], remove: [row(1)] });
    patch({ add: [row(1, 2)], remove: [row(3)] });
    vi.advanceTimersByTime(1_000);
    expect(shown()).toEqual([2, '1x2']);
  });

  it('that are older go below, whatever waits above', () => {
    const { patch, shown, scrollTo } = createRows([9]);
    scrollTo(240);
    patch({ add: [row(10)] });
    patch({ add: [row(8), row(7)], older: true });
    expect(shown()).toEqual([9, 8, 7]);
  });
});
