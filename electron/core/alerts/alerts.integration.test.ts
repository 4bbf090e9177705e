import { afterEach, describe, expect, it } from 'vitest';
import { manualTimers } from '#electron/rpc/manual-timers.testing.ts';
import { rawDatabase } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import type { EventOf, InputOf } from '#shared/contract/contract.ts';
import { build } from '#shared/testing/builders.ts';
import { createFixedClock } from '#shared/testing/fixed-clock.ts';
import { ACTOR, actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

const opened: TestDesk[] = [];
afterEach(async () => {
  for (const desk of opened.splice(0)) {
    await desk.close();
    desk.remove();
  }
});

/** A desk on a clock and timers of the test's own. */
async function openAlertDesk() {
  const clock = createFixedClock(build.NOON);
  const timers = manualTimers();
  const clocks = { clock, timers, asOf: null };
  const desk = await openTestDesk(undefined, clocks);
  opened.push(desk);
  const pushed: EventOf<'alerts.changed'>[] = [];
  const listen = (of: TestDesk): void =>
    void of.desk.subscribe((event, data) => {
      if (event === 'alerts.changed') pushed.push(data as EventOf<'alerts.changed'>);
    });
  listen(desk);
  /** Time goes on for the machine and for what waits for it. */
  const pass = (ms: number): void => {
    clock.advance(ms);
    timers.advance(ms);
  };
  return { desk, pass, pushed, listen };
}

let keys = 0;
const ticket = (orderQty: string): InputOf<'tickets.validate'>['ticket'] => ({
  account: 'MAIN',
  symbol: 'AAA',
  side: 'BUY',
  orderQty,
  trader: 'tess',
});
const validate = (desk: TestDesk, quantity: number) =>
  desk.must('tickets.validate', { ticket: { ...ticket(String(quantity)), clOrdId: `T${++keys}` } });
/** A ticket that must go. */
const send = async (desk: TestDesk, quantity: number) => {
  const clOrdId = `T${++keys}`;
  const sending = { ticket: { ...ticket(String(quantity)), clOrdId }, idempotencyKey: `key-of-${clOrdId}` };
  const { decision, sent } = await desk.must('tickets.send', sending);
  expect(sent).toBe(true);
  return decision;
};
const listed = async (desk: TestDesk, filter: InputOf<'alerts.list'> = {}) =>
  (await desk.must('alerts.list', filter)).rows;
/** Of the limit of 100,000 that MAIN may hold of a symbol: AAA stands at 100. */
const ofPosition = async (desk: TestDesk) => {
  const rows = await listed(desk);
  return rows.filter(({ subject }) => subject.control === 'MAX_POSITION_NOTIONAL');
};

describe('alerts of a desk', () => {
  it('tell of the use of a limit, once for the limit and its scope, worse when it is worse', async () => {
    const { desk, pass, pushed } = await openAlertDesk();
    await validate(desk, 1_640);
    expect(await listed(desk)).toEqual([]);
    await send(desk, 690);
    expect(await listed(desk)).toEqual([]);
    const { decisionId } = await send(desk, 60);
    expect(await ofPosition(desk)).toMatchObject([
      {
        severity: 'INFO',
        state: 'NEW',
        value: 0.75,
        threshold: 0.7,
        count: 1,
        subject: { decisionId, symbol: 'AAA' },
      },
    ]);
    await send(desk, 50);
    await send(desk, 200);
    const denied = { ticket: { ...ticket('1'), clOrdId: 'DENIED' }, idempotencyKey: 'key-of-denied' };
    expect(await desk.must('tickets.send', denied)).toMatchObject({ sent: false });
    expect(await ofPosition(desk)).toMatchObject([
      { severity: 'CRITICAL', state: 'NEW', value: 1, threshold: 1, count: 3, subject: { detail: 'PASS' } },
    ]);
    pass(100);
    expect(pushed.map(({ rows }) => rows.length)).toEqual([1]);
    expect(pushed[0]?.counts).toEqual({ INFO: 0, WARNING: 0, CRITICAL: 1 });
  });

  it('count denials of a trader in a minute, and no longer', async () => {
    const { desk, pass } = await openAlertDesk();
    const denials = () => listed(desk, { text: 'denied' });
    for (let n = 1; n <= 4; n++) await validate(desk, 2_000 + n);
    pass(60_000);
    await validate(desk, 3_000);
    expect(await denials()).toEqual([]);
    for (let n = 1; n <= 4; n++) await validate(desk, 4_000 + n);
    expect(await denials()).toMatchObject([
      { severity: 'WARNING', value: 5, count: 1, scope: { level: 'TRADER', key: 'tess' } },
    ]);
  });

  it('are acknowledged by one of two people at once, on record for both to see', async () => {
    const { desk, pass } = await openAlertDesk();
    await send(desk, 950);
    const [alert] = await ofPosition(desk);
    const alertIds = [alert?.alertId ?? 0];
    const [ann, bob] = await Promise.all([
      desk.mustAs(actorNamed('ann'), 'alerts.acknowledge', { alertIds, note: 'mine' }),
      desk.mustAs(actorNamed('bob'), 'alerts.acknowledge', { alertIds, note: 'no, mine' }),
    ]);
    expect(ann.rows).toMatchObject([{ state: 'ACKNOWLEDGED', acknowledged: { by: 'ann', note: 'mine' } }]);
    expect(bob.rows).toEqual([]);
    expect(await ofPosition(desk)).toMatchObject([{ acknowledged: { by: 'ann' } }]);
    pass(100);
    await send(desk, 10);
    expect(await ofPosition(desk)).toMatchObject([{ state: 'ACKNOWLEDGED', value: 0.96, count: 2 }]);
    pass(300_000);
    await send(desk, 11);
    expect(await ofPosition(desk)).toMatchObject([
      { state: 'NEW', value: 0.971, acknowledged: { by: 'ann' } },
    ]);
    const after = await desk.reopen();
    opened.push(after);
    expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
    expect(actsIn(desk.file)).toEqual([['ann', 'ACKNOWLEDGE', 'mine']]);
  });

  it('keep everything over a restart: what was raised, done, put off, escalated and ruled', async () => {
    const { desk, pass, listen, pushed } = await openAlertDesk();
    await send(desk, 750);
    await desk.must('states.set', { level: 'ACCOUNT', key: 'MAIN', state: 'REDUCING', reason: 'x' });
    const [state, use] = await listed(desk);
    const until = build.NOON + 3_600_000;
    await desk.must('alerts.snooze', { alertIds: [state?.alertId ?? 0], until });
    const [rule] = await desk.must('alerts.rules', {});
    const { version, ...fields } = rule ?? { version: 0 };
    const saved = { ...(fields as InputOf<'alerts.saveRule'>['rule']), enabled: false };
    await desk.must('alerts.saveRule', { rule: saved, expectedVersion: version });
    expect(await desk.call('alerts.saveRule', { rule: saved, expectedVersion: version })).toBe('CONFLICT');
    const before = await listed(desk);

    const after = await desk.reopen();
    opened[0] = after;
    listen(after);
    expect(await listed(after)).toEqual(before);
    expect((await after.must('alerts.list', {})).counts).toEqual({ INFO: 1, WARNING: 0, CRITICAL: 0 });
    expect(await after.must('alerts.rules', {})).toContainEqual({ ...saved, version: 1 });

    pushed.length = 0;
    pass(1_800_000);
    pass(1_000);
    expect(await after.must('alerts.list', {})).toMatchObject({
      rows: [{}, { alertId: use?.alertId, severity: 'WARNING', escalated: true, state: 'NEW' }],
    });
    pass(1_800_000);
    pass(100);
    expect(pushed.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({ alertId: state?.alertId, snoozedUntil: null, state: 'NEW' }),
    );
    await after.must('alerts.resolve', { alertIds: [state?.alertId ?? 0], note: 'over' });
    await after.must('tickets.preview', { ticket: ticket('1') });
    const last = await after.reopen();
    opened[0] = last;
    expect(await listed(last, { states: ['RESOLVED'] })).toMatchObject([
      { resolved: { by: 'ann', note: 'over' } },
    ]);
    expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
  });

  it('leave what is critical or escalated to be delivered', async () => {
    const { desk, pass } = await openAlertDesk();
    await send(desk, 750);
    await send(desk, 250);
    pass(100);
    const [alert] = await ofPosition(desk);
    const alertId = alert?.alertId ?? 0;
    expect(await desk.must('alerts.deliveries', { alertId: alertId + 1 })).toEqual([]);
    await desk.reopen().then((after) => (opened[0] = after));
    expect(await opened[0]?.must('alerts.deliveries', { alertId })).toMatchObject([
      { reason: 'CRITICAL', deliveredAt: null },
    ]);
    const db = rawDatabase(desk.file);
    const waiting = db
      .prepare("SELECT reason, body ->> '$.value' AS value FROM alert_outbox WHERE delivered_at IS NULL")
      .all();
    db.close();
    expect(waiting).toEqual([{ reason: 'CRITICAL', value: 1 }]);
  });

  it('are only for those who may handle them, and verify finds what was written past the log', async () => {
    const { desk } = await openAlertDesk();
    await send(desk, 950);
    const [alert] = await ofPosition(desk);
    const alertIds = [alert?.alertId ?? 0];
    const trader = { ...ACTOR, capabilities: new Set(['VIEW', 'TRADE'] as const) };
    for (const method of ['alerts.acknowledge', 'alerts.seen', 'alerts.resolve'] as const)
      expect(await desk.callAs(trader, method, { alertIds })).toBe('FORBIDDEN');
    expect(await desk.call('alerts.acknowledge', { alertIds: [99] })).toBe('NOT_FOUND');
    expect(await desk.call('alerts.snooze', { alertIds, until: build.NOON - 1 })).toBe('INVALID_INPUT');
    expect(await desk.must('alerts.seen', { alertIds })).toEqual({ changed: 1 });
    expect(await ofPosition(desk)).toMatchObject([{ state: 'SEEN' }]);
    await desk.close();
    const db = rawDatabase(desk.file);
    db.exec("UPDATE alerts SET state = 'RESOLVED'");
    db.close();
    const report = verifyAudit(desk.file);
    expect(report.ok && report.value.problems.join()).toContain(
      'Alerts that somebody acknowledged or resolved',
    );
    opened[0] = await desk.reopen();
  });
});

function actsIn(file: string): unknown[][] {
  const db = rawDatabase(file);
  const rows = db
    .prepare("SELECT actor, body ->> '$.act.step', body ->> '$.note' FROM audit WHERE kind = 'ALERT_ACT'")
    .raw()
    .all() as unknown[][];
  db.close();
  return rows;
}
