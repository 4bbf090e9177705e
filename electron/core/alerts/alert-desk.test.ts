import { describe, expect, it } from 'vitest';
import { manualTimers } from '#electron/rpc/manual-timers.testing.ts';
import type { Alert } from '#shared/domain/alert.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok } from '#shared/errors/result.ts';
import { build } from '#shared/testing/builders.ts';
import { createFixedClock } from '#shared/testing/fixed-clock.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { AlertsRecord, Journal, JournalRecord } from '../ports/journal.ts';
import { AlertDesk } from './alert-desk.ts';

const GATHER_MS = 100;
const ticket = build.ticket('AAA', 10, { account: 'MAIN' as AccountId });

/** Alerts over a store that is a map, and a journal that fails when it is told to. */
function createAlerts() {
  const stored = new Map<number, Alert>();
  const delivered = new Set<number>();
  const batches: number[] = [];
  let [onItsWay, mostOnItsWay] = [0, 0];
  const faults = { failing: false };
  const append = async (record: JournalRecord) => {
    mostOnItsWay = Math.max(mostOnItsWay, ++onItsWay);
    await Promise.resolve();
    onItsWay--;
    if (faults.failing) return err(appError('OVERLOADED', 'planted'));
    const { alerts, deliver } = record as AlertsRecord;
    batches.push(alerts.length);
    for (const alert of alerts) stored.set(alert.alertId, alert);
    for (const { alertId } of deliver) delivered.add(alertId);
    return ok({ seq: 0 });
  };
  const clock = createFixedClock(build.NOON);
  const timers = manualTimers();
  const pushed: number[] = [];
  const reader = {
    openAlerts: () => [],
    lastAlertId: () => 0,
    alertRules: () => [],
    alerts: () => ({ rows: [], next: null }),
  } as unknown as DeskReader;
  const journal = { append } as unknown as Journal;
  const alerts = new AlertDesk({ journal, reader, clock, timers }, (rows) => pushed.push(rows.length));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 1_000; turn++) await Promise.resolve();
  };
  return {
    alerts,
    stored,
    delivered,
    batches,
    faults,
    timers,
    clock,
    pushed,
    settle,
    most: () => mostOnItsWay,
  };
}

/** A ticket that was sent and uses so much of a limit. */
function use(alerts: AlertDesk, limitId: string, after: number): void {
  const outcome = { code: 'MAX_ORDER_QTY', limitId, scope: { level: 'FIRM', key: '*' }, group: null };
  const outcomes = [{ ...outcome, after, hard: 100, notApplicable: false }];
  const decision = { decisionId: `D${limitId}`, verdict: 'PASS', outcomes } as unknown as Decision;
  alerts.observe({ topic: 'DECISION', decision, sent: true, ticket, desk: 'EQ', actor: 'ann' });
}

const OPEN = { states: [], severities: [], text: '', before: null, limit: 1 } as const;

describe('a storm of alerts', () => {
  it('of 100,000 things in ten seconds loses none, delivers every critical one and writes one batch at a time', async () => {
    const { alerts, stored, delivered, batches, timers, pushed, settle, most } = createAlerts();
    for (let second = 0; second < 100; second++) {
      for (let n = 0; n < 1_000; n++) use(alerts, `l${second * 1_000 + n}`, n % 10 === 0 ? 120 : 95);
      timers.advance(GATHER_MS);
      await settle();
    }
    await alerts.close();
    expect(stored.size).toBe(100_000);
    expect(delivered.size).toBe(10_000);
    expect(Math.max(...batches)).toBeLessThanOrEqual(500);
    expect(most()).toBe(1);
    expect(Math.max(...pushed)).toBeLessThanOrEqual(1_000);
    expect(pushed.reduce((sum, count) => sum + count, 0)).toBe(100_000);
  });

  it('beyond 100,000 open ones goes into one alert of the rule, as severe as the worst of it', async () => {
    const { alerts, stored } = createAlerts();
    for (let n = 0; n < 100_000; n++) use(alerts, `l${n}`, 75);
    for (let n = 0; n < 500; n++) use(alerts, `more${n}`, n === 250 ? 130 : 75);
    use(alerts, 'l7', 110);
    await alerts.close();
    expect(alerts.list(OPEN)).toMatchObject({
      counts: { INFO: 99_999, WARNING: 0, CRITICAL: 2 },
      gauges: { open: 100_001, coalesced: 500, faults: 0 },
    });
    expect(stored.get(100_001)).toMatchObject({
      key: '*rest*',
      severity: 'CRITICAL',
      count: 500,
      value: 1.3,
    });
    expect(stored.get(8)).toMatchObject({ severity: 'CRITICAL', count: 2 });
  });

  it('while the store takes nothing is held once for each alert and written when it does', async () => {
    const { alerts, stored, delivered, faults, timers, settle } = createAlerts();
    faults.failing = true;
    for (let round = 0; round < 50; round++) {
      for (let n = 0; n < 600; n++) use(alerts, `l${n}`, 100 + round);
      timers.advance(GATHER_MS);
      await settle();
    }
    expect(stored.size).toBe(0);
    expect(alerts.list(OPEN).gauges).toMatchObject({ unwritten: 600, coalesced: 49 * 600 });
    faults.failing = false;
    timers.advance(GATHER_MS);
    await settle();
    timers.advance(GATHER_MS);
    await settle();
    expect(stored.size).toBe(600);
    expect([...stored.values()].every(({ count, value }) => count === 50 && value === 1.49)).toBe(true);
    expect(delivered.size).toBe(600);
  });
});

describe('a fault in alerts', () => {
  it('goes no further, is counted, and keeps no other rule from looking', () => {
    const { alerts } = createAlerts();
    const decision = { decisionId: 'D', verdict: 'BLOCK', binding: null } as unknown as Decision;
    for (let n = 0; n < 5; n++)
      alerts.observe({ topic: 'DECISION', decision, sent: true, ticket, desk: 'EQ', actor: 'ann' });
    const { rows, gauges } = alerts.list(OPEN);
    expect(rows).toMatchObject([{ kind: 'DENIALS', severity: 'WARNING', scope: { key: 'ann' } }]);
    // The use of limits and the age of the mark cannot be read of it, each five times.
    expect(gauges.faults).toBe(10);
  });
});

describe('escalation', () => {
  it('by number goes one up within its seconds only', async () => {
    const { alerts, clock } = createAlerts();
    const down = (): void => alerts.observe({ topic: 'HEALTH', part: 'NUMERICS' });
    down();
    clock.advance(600_000);
    down();
    clock.advance(1_000);
    down();
    expect(alerts.list(OPEN).rows).toMatchObject([{ severity: 'WARNING', count: 3, escalated: false }]);
    clock.advance(1_000);
    down();
    expect(alerts.list(OPEN).rows).toMatchObject([{ severity: 'CRITICAL', count: 4, escalated: true }]);
    await alerts.close();
  });

  it('of what nobody acknowledged comes when its time has passed, not before, and not of what somebody did', async () => {
    const { alerts, clock, stored } = createAlerts();
    use(alerts, 'waits', 95);
    use(alerts, 'seen', 95);
    alerts.see([2]);
    clock.advance(1_799_999);
    alerts.checkDue();
    expect(alerts.list(OPEN).counts).toEqual({ INFO: 0, WARNING: 2, CRITICAL: 0 });
    clock.advance(1);
    alerts.checkDue();
    alerts.checkDue();
    expect(alerts.list(OPEN).counts).toEqual({ INFO: 0, WARNING: 0, CRITICAL: 2 });
    await alerts.close();
    expect([...stored.values()]).toMatchObject([
      { escalated: true, state: 'NEW' },
      { escalated: true, state: 'NEW' },
    ]);
  });
});
