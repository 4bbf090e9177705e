import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from '#electron/workers/journal-protocol.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { InputOf } from '#shared/contract/contract.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

type Mark = InputOf<'marks.record'>['marks'][number];

let open: TestDesk | undefined;
let now: number;
let asleep: number;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = undefined;
});

/** A live desk at noon of the day after its last bars, on a machine whose clock a test moves. */
async function live(faults?: JournalFaults): Promise<TestDesk> {
  now = build.NOON;
  asleep = 0;
  const clock = {
    now: () => now as EpochMs,
    monotonicMicros: () => (now - asleep - build.NOON) * 1_000,
  };
  return (open = await openTestDesk(faults, { clock, asOf: 'LIVE' }));
}

const mark = (symbol: string, bid: string, ask: string, time: number = now): Mark => ({
  symbol,
  bid,
  ask,
  time,
});
const record = (desk: TestDesk, ...marks: Mark[]) => desk.call('marks.record', { marks });
const order = (clOrdId: string, symbol: string, orderQty = '10') => ({
  ticket: { clOrdId, account: 'MAIN', symbol, side: 'BUY', orderQty, ordType: 'MARKET' } as const,
});
const previewOf = (desk: TestDesk, symbol: string) => desk.must('tickets.preview', order('P', symbol));
const staleOf = async (desk: TestDesk, symbol: string) =>
  (await previewOf(desk, symbol)).outcomes.find(({ code }) => code === 'STALE_PRICE');
const isWhatIsStored = async (desk: TestDesk) => {
  expect(await desk.picture()).toEqual(await desk.storedPicture());
  expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
};

describe('marks on a live desk', () => {
  it('count from the moment they are on record, in every book, and after the next start', async () => {
    const desk = await live();
    expect((await staleOf(desk, 'AAA'))?.status).toBe('BLOCK');
    await desk.must('marks.record', { marks: [mark('AAA', '100', '100'), mark('BBB', '50', '50')] });
    const sent = { ...order('T1', 'AAA', '100'), idempotencyKey: 'key-of-T1' };
    expect(await desk.must('tickets.send', sent)).toMatchObject({ sent: true });
    await desk.must('executions.record', { execId: 'E1', clOrdId: 'T1', lastQty: '60', lastPx: '100' });
    now += 1_000;
    expect(await record(desk, mark('AAA', '119.99', '120.01'))).toEqual({ taken: 1, late: 0, unknown: 0 });
    const [row] = (await desk.must('book.rows', { account: 'MAIN' })).rows;
    expect(row).toMatchObject({ symbol: 'AAA', price: 120, priceAsOf: now });
    const summaries = await desk.must('book.summaries', {});
    // 1,000,000 - 60 * 100 + 60 * 120; gross of 100 at 120.
    for (const { nav, gross } of summaries) expect([nav, gross]).toEqual([1_001_200, 12_000]);
    expect(await staleOf(desk, 'AAA')).toMatchObject({ status: 'PASS', after: 0, inputsAsOf: now });
    await isWhatIsStored(desk);
    const again = await desk.reopen();
    open = again;
    expect((await again.must('book.rows', { account: 'MAIN' })).rows).toMatchObject([{ price: 120 }]);
  });

  it('are named by what a decision was made from', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '100', '100'));
    await desk.must('tickets.validate', order('T1', 'AAA'));
    await record(desk, mark('AAA', '101', '101', now + 1));
    await desk.must('tickets.validate', order('T2', 'AAA'));
    const [first, second] = [desk.inputsOf('T1'), desk.inputsOf('T2')];
    // A record of marks and a decision lie between the two.
    expect(second.bookSeq).toBe(first.bookSeq + 2);
    expect(second).toMatchObject({ ladder: '', staleUpTo: null });
  });

  it('that are late or of no symbol are left out and counted', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '100', '100'));
    const marks = [
      mark('AAA', '90', '90'),
      mark('AAA', '90', '90', now - 1),
      mark('ZZZ', '1', '1'),
      mark('BBB', '51', '51', now - 5),
      mark('BBB', '50', '50', now - 9),
      mark('BBB', '52', '52', now - 5),
    ];
    expect(await record(desk, ...marks)).toEqual({ taken: 2, late: 3, unknown: 1 });
    expect((await previewOf(desk, 'BBB')).notional).toBe(535.5);
    expect((await previewOf(desk, 'AAA')).notional).toBe(1050);
    await isWhatIsStored(desk);
  });

  it('with one that is wrong are refused altogether', async () => {
    const desk = await live();
    const before = await desk.picture();
    expect(await record(desk, mark('AAA', '100', '100'), mark('BBB', '51', '50'))).toBe('INVALID_INPUT');
    expect(await record(desk, mark('AAA', '100', '100', now + 2_001))).toBe('INVALID_INPUT');
    expect(await desk.picture()).toEqual(before);
    expect(await record(desk, mark('AAA', '100', '100', now + 2_000))).toMatchObject({ taken: 1 });
    await isWhatIsStored(desk);
  });

  it('of an earlier day are read with the rest, and the books stay what the store says', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '90', '110', now - 13 * 3_600_000));
    await desk.must('tickets.validate', order('T1', 'AAA'));
    await isWhatIsStored(desk);
  });

  it('sent at once from several callers are taken one after the other', async () => {
    const desk = await live();
    const calls = Array.from({ length: 20 }, (_, at) =>
      record(desk, mark('AAA', String(100 + at), '200', now - 20 + at)),
    );
    await Promise.all(calls);
    expect((await previewOf(desk, 'AAA')).notional).toBe(10 * ((119 + 200) / 2) * 1.05);
    await isWhatIsStored(desk);
    const flood = await Promise.all(Array.from({ length: 60 }, () => record(desk, mark('AAA', '1', '1', 5))));
    expect(flood).toContain('OVERLOADED');
  });

  it('whose commit fails leave everything as it was; of unknown outcome, the store decides', async () => {
    for (const written of ['before', 'after'] as const) {
      const desk = await live({ failCommit: { batch: 1, written } });
      expect(['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE']).toContain(
        await record(desk, mark('AAA', '200', '200')),
      );
      for (let attempt = 0; attempt < 400; attempt++)
        if ((await desk.call('tickets.validate', order(`T${attempt}`, 'AAA'))) !== 'STORE_UNAVAILABLE') break;
        else await sleep(10);
      expect((await previewOf(desk, 'AAA')).notional).toBe(written === 'before' ? 1050 : 2100);
      await isWhatIsStored(desk);
      await desk.close();
      desk.remove();
      open = undefined;
    }
  });
});

describe('rates on a live desk', () => {
  it('value the holdings of their currency again, and are there after the next start', async () => {
    const desk = await live();
    await desk.close();
    const db = rawDatabase(desk.file);
    db.exec("UPDATE instruments SET currency = 'EUR' WHERE symbol = 'BBB'");
    db.close();
    open = await desk.reopen().catch(() => undefined);
    if (open === undefined) throw new Error('it did not open again');
    await record(open, mark('BBB', '50', '50'));
    expect((await previewOf(open, 'BBB')).verdict).toBe('UNDETERMINED');
    expect(await open.must('fx.record', { rates: [{ currency: 'EUR', rate: '1.2' }] })).toEqual({ taken: 1 });
    expect((await previewOf(open, 'BBB')).notional).toBe(630);
    await open.must('fx.record', { rates: [{ currency: 'EUR', rate: '1.1' }] });
    expect((await previewOf(open, 'BBB')).notional).toBe(577.5);
    expect(await open.call('fx.record', { rates: [{ currency: 'USD', rate: '1' }] })).toBe('INVALID_INPUT');
    await isWhatIsStored(open);
  });
});

describe('a machine that slept', () => {
  it('makes every mark stale until a newer one comes, and the record says so', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '100', '100'), mark('BBB', '50', '50'));
    expect((await staleOf(desk, 'AAA'))?.status).toBe('PASS');
    now += 60_000;
    asleep += 60_000;
    expect(await staleOf(desk, 'AAA')).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'age' } });
    await desk.must('tickets.validate', order('T1', 'AAA'));
    expect(desk.inputsOf('T1').staleUpTo).toBe(now);
    now += 1;
    await record(desk, mark('AAA', '100', '100'));
    expect((await staleOf(desk, 'AAA'))?.status).toBe('PASS');
    expect((await staleOf(desk, 'BBB'))?.status).toBe('UNDETERMINED');
  });

  it('is none while it runs, however long', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '100', '100'));
    now += 300_000;
    expect((await staleOf(desk, 'AAA'))?.status).toBe('PASS');
  });

  it('reads the desk again on a new day', async () => {
    const desk = await live();
    await record(desk, mark('AAA', '100', '100'));
    now += 86_400_000;
    await record(desk, mark('AAA', '101', '101'));
    expect((await staleOf(desk, 'AAA'))?.status).toBe('PASS');
    await isWhatIsStored(desk);
  });
});
