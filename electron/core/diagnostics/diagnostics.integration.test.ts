import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract.ts';
import type { GaugeCode } from '#shared/domain/gauges.ts';
import { actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let test: TestDesk;
beforeEach(async () => {
  test = await openTestDesk();
});
afterEach(async () => {
  await test.close();
  test.remove();
});

describe('the diagnostics of a desk', () => {
  it('count decisions and failed calls, and show each queue with its bound', async () => {
    const gauge = async (code: GaugeCode) =>
      (await test.must('diagnostics.get', {})).gauges.find((one) => one.code === code);
    expect(await gauge('DECISION_P999')).toMatchObject({ value: null });
    expect(await gauge('DECISION_QUERIES')).toMatchObject({ value: null });
    const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10' };
    await test.must('tickets.send', { ticket, idempotencyKey: 'key-00000001' });
    await test.call('tickets.cancel', { clOrdId: 'nothing' });
    await test.call('decisions.get', { decisionId: 'nothing' });
    await test.call('tickets.cancel', { clOrdId: 'nothing' });
    expect(await gauge('DECISIONS')).toMatchObject({ value: 1 });
    expect((await gauge('DECISION_P999'))?.value).toBeGreaterThan(0);
    await test.must('tickets.preview', { ticket });
    expect(await gauge('DECISION_QUERIES')).toMatchObject({ value: 0 });
    expect(await gauge('WORKING_TICKETS')).toMatchObject({ value: 1 });
    expect(await gauge('JOURNAL_RECORDS')).toEqual({ code: 'JOURNAL_RECORDS', value: 0, bound: 16_384 });
    expect(await gauge('JOURNAL_RING')).toEqual({ code: 'JOURNAL_RING', value: 0, bound: 2 ** 24 });
    expect((await gauge('JOURNAL_RING_MOST'))?.value).toBeGreaterThan(0);
    expect((await test.must('diagnostics.get', {})).errors).toEqual([
      { code: 'UNKNOWN_ORDER', count: 2 },
      { code: 'NOT_FOUND', count: 1 },
    ]);
  });

  it('a limit that follows the stress level is looked at again without a query', async () => {
    const limit: InputOf<'limits.tighten'>['limit'] = {
      limitId: 'max-order-notional',
      control: 'MAX_ORDER_NOTIONAL',
      scope: { level: 'FIRM', key: '*' },
      unit: 'MONEY',
      currency: 'USD',
      hard: '1000000',
      params: {
        tighten: {
          metric: 'STRESS_LEVEL',
          points: [
            [0, 1],
            [1, 0.1],
          ],
        },
      },
    };
    await test.must('limits.tighten', { limit, reason: 'follow the market' });
    const most = async () => {
      test.advance(2_000);
      const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10' };
      return (await test.must('tickets.preview', { ticket })).maxQty;
    };
    for (const user of ['ann', 'bob'])
      await test.mustAs(actorNamed(user), 'limits.setStressLevel', { level: 0, reason: 'calm' });
    const calm = await most();
    await test.must('limits.setStressLevel', { level: 1, reason: 'storm' });
    expect(await most()).toBeLessThan(calm ?? 0);
    await most();
    const { gauges } = await test.must('diagnostics.get', {});
    expect(gauges.find(({ code }) => code === 'DECISION_QUERIES')).toMatchObject({ value: 0 });
  });
});
