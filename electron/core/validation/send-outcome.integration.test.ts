import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventName } from '#shared/contract/contract.ts';
import { actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const ticket = {
  account: 'MAIN',
  symbol: 'AAA',
  side: 'BUY',
  orderQty: '100',
  ordType: 'LIMIT',
  price: '99.5',
};
const KEY = 'key-00000001';

describe('what became of a send', () => {
  it('nothing under a key that was never used', async () => {
    expect(await desk.must('tickets.outcome', { idempotencyKey: KEY })).toBeNull();
    expect(await desk.must('baskets.outcome', { idempotencyKey: KEY })).toBeNull();
  });

  it('waits for one that is on its way, and says the same after a restart', async () => {
    const sending = desk.must('tickets.send', { ticket, idempotencyKey: KEY });
    const outcome = await desk.must('tickets.outcome', { idempotencyKey: KEY });
    const { decision } = await sending;
    expect(outcome).toEqual({ decision, sent: true });
    desk = await desk.reopen();
    expect(await desk.must('tickets.outcome', { idempotencyKey: KEY })).toEqual({ decision, sent: true });
    expect(await desk.must('blotter.list', {})).toHaveLength(1);
  });

  it('a denied one was decided and not sent', async () => {
    await desk.must('tickets.send', { ticket: { ...ticket, orderQty: '5000' }, idempotencyKey: KEY });
    expect(await desk.must('tickets.outcome', { idempotencyKey: KEY })).toMatchObject({
      sent: false,
      decision: { verdict: 'BLOCK' },
    });
  });

  it('a basket with each of its tickets, as it was answered', async () => {
    const tickets = [ticket, { ...ticket, orderQty: '5000' }];
    const sending = desk.must('baskets.send', { tickets, idempotencyKey: KEY });
    const outcome = await desk.must('baskets.outcome', { idempotencyKey: KEY });
    const { tickets: lines } = await sending;
    expect(outcome).toMatchObject({ allowed: true, sent: 1, tickets: lines, net: null });
  });
});

describe('the record of a decision', () => {
  const recordOf = (decisionId: string) => desk.must('decisions.record', { decisionId });

  it('holds the ticket, what it was decided from, and who let what pass and why', async () => {
    const [tess, omar] = [actorNamed('tess'), actorNamed('omar')];
    const large = { ...ticket, orderQty: '1500' };
    const { overrideId } = await desk.mustAs(tess, 'overrides.request', {
      ticket: large,
      controls: ['MAX_POSITION_NOTIONAL'],
      reason: 'client block',
    });
    await desk.mustAs(omar, 'overrides.grant', { overrideId });
    const { decision, sent } = await desk.mustAs(tess, 'tickets.send', {
      ticket: large,
      idempotencyKey: KEY,
      overrideId,
      acknowledgement: { reason: 'by phone' },
    });
    expect(sent).toBe(true);
    const record = await recordOf(decision.decisionId);
    expect(record).toMatchObject({
      actor: 'tess',
      ticket: { orderQty: '1500', price: '99.5', ordType: 'LIMIT' },
      decision,
      send: { sent: true, acknowledgement: 'by phone' },
      override: { overrideId, state: 'CONSUMED', requestedBy: 'tess', decidedBy: 'omar' },
      basket: null,
    });
    const inputs = desk.inputsOf(decision.clOrdId);
    expect(record.inputs.limitVersions).toEqual(
      inputs.limitVersions.map(([limitId, version]) => ({ limitId, version })),
    );
    expect(record.inputs.bookSeq).toBe(inputs.bookSeq);
  });

  it('is not there for a decision that never was', async () => {
    expect(await desk.call('decisions.record', { decisionId: 'D-none' })).toBe('NOT_FOUND');
    expect(await desk.call('decisions.recompute', { decisionId: 'D-none' })).toBe('NOT_FOUND');
  });
});

it('every step of an override is announced', async () => {
  const heard: EventName[] = [];
  desk.desk.subscribe((event) => heard.push(event));
  const count = () => heard.filter((event) => event === 'overrides.changed').length;
  const ask = () =>
    desk.mustAs(actorNamed('tess'), 'overrides.request', {
      ticket,
      controls: ['MAX_POSITION_NOTIONAL'],
      reason: 'x',
    });
  const { overrideId } = await ask();
  expect(count()).toBe(1);
  await desk.mustAs(actorNamed('omar'), 'overrides.grant', { overrideId });
  expect(count()).toBe(2);
  await desk.mustAs(actorNamed('tess'), 'tickets.send', {
    ticket,
    idempotencyKey: KEY,
    overrideId,
    acknowledgement: { reason: 'x' },
  });
  expect(count()).toBe(3);
  await desk.mustAs(actorNamed('omar'), 'overrides.refuse', { overrideId: (await ask()).overrideId });
  expect(count()).toBe(5);
});
