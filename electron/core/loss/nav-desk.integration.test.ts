import { afterEach, describe, expect, it } from 'vitest';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { Money } from '#shared/domain/decimal.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import { ACTOR, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let open: TestDesk | undefined;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = undefined;
});

/** MAIN has 1,000,000.00, AAA closes at 100, BBB at 50, every day of January 2026; the desk stands on the 15th. */
async function desk(): Promise<TestDesk> {
  open = await openTestDesk();
  const limit = (control: 'DAILY_LOSS' | 'DRAWDOWN', hard: string) => ({
    limit: {
      limitId: control,
      control,
      scope: { level: 'FIRM' as const, key: '*' },
      unit: 'FRACTION' as const,
      hard,
    },
    expectedVersion: 0,
    reason: 'test',
  });
  await open.must('limits.save', limit('DAILY_LOSS', '0.05'));
  await open.must('limits.save', limit('DRAWDOWN', '0.1'));
  return open;
}

let made = 0;
const order = (shares: number, side = 'BUY') => {
  const clOrdId = `T${++made}`;
  return {
    ticket: { clOrdId, account: 'MAIN', symbol: 'AAA', side, orderQty: String(shares) },
    idempotencyKey: `key-of-${clOrdId}`,
    acknowledgement: { reason: 'any' },
  };
};

/** Sends and fills; a buy above the close loses the difference. */
async function trade(on: TestDesk, shares: number, price: string): Promise<void> {
  const request = order(shares);
  expect(await on.must('tickets.send', request)).toMatchObject({ sent: true });
  const fill = {
    execId: `E${made}`,
    clOrdId: request.ticket.clOrdId,
    lastQty: String(shares),
    lastPx: price,
  };
  await on.must('executions.record', fill);
}

const lossOf = async (on: TestDesk, control: 'DAILY_LOSS' | 'DRAWDOWN') => {
  const { outcomes } = await on.must('tickets.preview', { ticket: order(1).ticket });
  return outcomes.find(({ code }) => code === control);
};

function recorded(file: string): NavMarks[] {
  const db = rawDatabase(file);
  const rows = db.prepare('SELECT body FROM nav_marks ORDER BY level').pluck().all() as string[];
  db.close();
  return rows.map((body) => JSON.parse(body) as NavMarks);
}

describe('what losses are measured from', () => {
  it('is on record before the first decision, for firm, desk and account', async () => {
    const on = await desk();
    expect(recorded(on.file)).toEqual([]);
    expect(await lossOf(on, 'DAILY_LOSS')).toMatchObject({ status: 'PASS', after: 0 });
    const rows = recorded(on.file);
    expect(rows.map(({ level, key }) => [level, key])).toEqual([
      ['ACCOUNT', 'MAIN'],
      ['DESK', 'DESK'],
      ['FIRM', '*'],
    ]);
    expect(rows[2]).toEqual({
      level: 'FIRM',
      key: '*',
      day: { from: 20_260_115, nav: 100_000_000 },
      week: { from: 20_260_112, nav: 100_000_000 },
      month: { from: 20_260_101, nav: 100_000_000 },
      highWater: 100_000_000,
    });
  });

  it('shows what was lost since, blocks beyond it, and lets an exit go', async () => {
    const on = await desk();
    await trade(on, 500, '160');
    // 500 shares at 60 too much: 30,000 of a million.
    expect(await lossOf(on, 'DAILY_LOSS')).toMatchObject({ status: 'PASS', after: 0.03 });
    await trade(on, 400, '160');
    expect(await lossOf(on, 'DAILY_LOSS')).toMatchObject({ status: 'BLOCK', after: 0.054, maxQty: 0 });
    expect(await on.must('tickets.send', order(1))).toMatchObject({ sent: false });
    expect(await on.must('tickets.send', order(100, 'SELL'))).toMatchObject({ sent: true });
  });

  it('a new session opens at what the desk was worth, and the high stays', async () => {
    const on = await desk();
    await trade(on, 500, '160');
    expect(await lossOf(on, 'DAILY_LOSS')).toMatchObject({ after: 0.03 });
    const next = (open = await on.reopen(16));
    expect(await lossOf(next, 'DAILY_LOSS')).toMatchObject({ status: 'PASS', after: 0 });
    expect(await lossOf(next, 'DRAWDOWN')).toMatchObject({ status: 'PASS', after: 0.03 });
    const firm = recorded(next.file)[2];
    expect(firm).toMatchObject({ day: { from: 20_260_116, nav: 97_000_000 }, highWater: 100_000_000 });
    // The week and the month opened before.
    expect(firm).toMatchObject({ week: { from: 20_260_112, nav: 100_000_000 }, month: { nav: 100_000_000 } });
  });

  it('what is paid in or out is neither a profit nor a loss', async () => {
    const on = await desk();
    await trade(on, 500, '160');
    expect(await lossOf(on, 'DAILY_LOSS')).toMatchObject({ after: 0.03 });
    valueOf(await on.desk.setNav(50_000_000 as Money, ACTOR));
    // 30,000.00 of the 530,000.00 that would have been there.
    const seen = await lossOf(on, 'DAILY_LOSS');
    expect(seen?.after).toBeCloseTo(30_000 / 530_000, 12);
    expect((await lossOf(on, 'DRAWDOWN'))?.after).toBeCloseTo(30_000 / 530_000, 12);
  });

  it('survives a restart, and the log proves it', async () => {
    const on = await desk();
    await trade(on, 500, '160');
    await lossOf(on, 'DAILY_LOSS');
    const again = (open = await on.reopen());
    expect(await lossOf(again, 'DAILY_LOSS')).toMatchObject({ after: 0.03 });
    expect(valueOf(await verifyJournal(again.file))).toMatchObject({ ok: true, problems: [] });
    const db = rawDatabase(again.file);
    db.prepare(`UPDATE nav_marks SET body = replace(body, '100000000', '90000000')`).run();
    db.close();
    expect(valueOf(await verifyJournal(again.file)).problems.join()).toContain('Opens and high-water marks');
  });
});
