import { describe, expect, it } from 'vitest';
import { COALESCE_MS, createEventHub, type EventMessage } from './event-hub.ts';
import { blotterSample } from './samples/order-samples.testing.ts';
import { contractSamples } from './samples/contract-samples.testing.ts';
import { statusSample } from './samples/desk-samples.testing.ts';
import { fakeDesk } from './fake-desk.testing.ts';
import { manualTimers } from './manual-timers.testing.ts';

function setUp() {
  const desk = fakeDesk();
  const timers = manualTimers();
  const hub = createEventHub(desk, timers);
  const seen: EventMessage[] = [];
  const leave = hub.subscribe((message) => seen.push(message));
  return { desk, timers, hub, seen, leave };
}

describe('the event hub', () => {
  it('pushes the last of a kind within 100 ms, once', () => {
    const { desk, timers, seen } = setUp();
    for (const queueDepth of [1, 2, 3]) desk.emit('desk.status', { ...statusSample, queueDepth });
    timers.advance(COALESCE_MS - 1);
    expect(seen).toEqual([]);
    timers.advance(1);
    expect(seen).toEqual([{ type: 'event', event: 'desk.status', data: { ...statusSample, queueDepth: 3 } }]);
    timers.advance(10 * COALESCE_MS);
    expect(seen).toHaveLength(1);
  });

  it('keeps the last of each account and of each import', () => {
    const { desk, timers, seen } = setUp();
    for (const account of ['ALPHA', 'BETA', 'ALPHA']) desk.emit('book.changed', { account });
    timers.advance(COALESCE_MS);
    expect(seen.map(({ data }) => data)).toEqual([{ account: 'ALPHA' }, { account: 'BETA' }]);
  });

  it('merges blotter rows by seq, newest state and newest row first', () => {
    const { desk, timers, seen } = setUp();
    const row = (seq: number, cumQty: number) => ({ ...blotterSample, seq, cumQty });
    desk.emit('blotter.rows', { rows: [row(1, 0), row(2, 0)] });
    desk.emit('blotter.rows', { rows: [row(1, 50), row(3, 0)] });
    timers.advance(COALESCE_MS);
    expect(seen).toEqual([
      { type: 'event', event: 'blotter.rows', data: { rows: [row(3, 0), row(2, 0), row(1, 50)] } },
    ]);
  });

  it('merges alerts by id, the newest state of each, with the newest counts', () => {
    const { desk, timers, seen } = setUp();
    const [alert] = contractSamples['alerts.list'].output.rows;
    if (alert === undefined) throw new Error('no sample');
    const counts = { INFO: 0, WARNING: 1, CRITICAL: 0 };
    const row = (alertId: number, count: number) => ({ ...alert, alertId, count });
    desk.emit('alerts.changed', { rows: [row(1, 1), row(2, 1)], counts });
    desk.emit('alerts.changed', { rows: [row(1, 9)], counts: { ...counts, WARNING: 2 } });
    timers.advance(COALESCE_MS);
    expect(seen).toEqual([
      {
        type: 'event',
        event: 'alerts.changed',
        data: { rows: [row(1, 9), row(2, 1)], counts: { ...counts, WARNING: 2 } },
      },
    ]);
  });

  it('pushes early rather than letting a burst pile up, and loses nothing', () => {
    const { desk, seen } = setUp();
    for (let seq = 1; seq <= 2_000; seq++) desk.emit('blotter.rows', { rows: [{ ...blotterSample, seq }] });
    expect(seen.map(({ data }) => (data as { rows: unknown[] }).rows.length)).toEqual([2_000]);
  });

  it('gathers nothing while nobody listens, and leaves the desk when it is closed', () => {
    const { desk, timers, hub, seen, leave } = setUp();
    leave();
    desk.emit('limits.changed', {});
    expect(timers.waiting).toBe(0);
    hub.subscribe((message) => seen.push(message));
    desk.emit('limits.changed', {});
    hub.close();
    timers.advance(COALESCE_MS);
    expect(seen).toEqual([]);
    expect(desk.listeners.size).toBe(0);
    expect(timers.waiting).toBe(0);
  });
});
