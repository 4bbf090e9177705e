import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GaugeCode } from '#shared/domain/gauges.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

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
    const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10' };
    await test.must('tickets.send', { ticket, idempotencyKey: 'key-00000001' });
    await test.call('tickets.cancel', { clOrdId: 'nothing' });
    await test.call('decisions.get', { decisionId: 'nothing' });
    await test.call('tickets.cancel', { clOrdId: 'nothing' });
    expect(await gauge('DECISIONS')).toMatchObject({ value: 1 });
    expect((await gauge('DECISION_P999'))?.value).toBeGreaterThan(0);
    expect(await gauge('WORKING_TICKETS')).toMatchObject({ value: 1 });
    expect(await gauge('JOURNAL_RECORDS')).toEqual({ code: 'JOURNAL_RECORDS', value: 0, bound: 16_384 });
    expect(await gauge('JOURNAL_RING')).toEqual({ code: 'JOURNAL_RING', value: 0, bound: 2 ** 24 });
    expect((await test.must('diagnostics.get', {})).errors).toEqual([
      { code: 'UNKNOWN_ORDER', count: 2 },
      { code: 'NOT_FOUND', count: 1 },
    ]);
  });
});
