import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import { divideHalfEven } from '#shared/domain/exact.ts';
import { openTestDesk, type TestDesk } from './test-desk.testing.ts';

const SYMBOLS = ['AAA', 'BBB'] as const;
type SymbolName = (typeof SYMBOLS)[number];
/** Shares of 100,000.00 at the last close. */
const MOST: Record<SymbolName, number> = { AAA: 1000, BBB: 2000 };
const START_CASH = 100_000_000n;

interface Live {
  readonly clOrdId: string;
  readonly symbol: SymbolName;
  readonly direction: 1 | -1;
  leaves: number;
}

/** What the desk must hold: positions, cash in cents and what still works, kept by hand. */
interface Model {
  readonly position: Record<SymbolName, number>;
  cash: bigint;
  live: Live[];
  sends: number;
  fills: number;
}
interface Real {
  desk: TestDesk;
}

const workingOf = ({ live }: Model, symbol: SymbolName, direction: 1 | -1): number =>
  live
    .filter((one) => one.symbol === symbol && one.direction === direction)
    .reduce((sum, one) => sum + one.leaves, 0);

/**
 * Whether the catalogue lets so many shares go: nothing works on the other side that they would meet, and they are within
 * the limit, reducing, or no worse than the book is.
 */
function mayGo(model: Model, symbol: SymbolName, direction: 1 | -1, shares: number): boolean {
  if (workingOf(model, symbol, direction > 0 ? -1 : 1) > 0) return false;
  const before = direction * model.position[symbol] + workingOf(model, symbol, direction);
  const isReducing = before + shares <= 0;
  return isReducing || before + shares <= MOST[symbol] || Math.abs(before + shares) <= Math.abs(before);
}

/** Used headroom is what is held and what works, on the desk as in the model. */
async function expectAgreement(model: Model, { desk }: Real): Promise<void> {
  const rows = await desk.must('book.rows', { account: 'MAIN' });
  for (const symbol of SYMBOLS) {
    const { quantity = 0, workingBuy = 0, workingSell = 0 } = rows.find((row) => row.symbol === symbol) ?? {};
    expect([symbol, quantity, workingBuy, workingSell]).toEqual([
      symbol,
      model.position[symbol],
      workingOf(model, symbol, 1),
      workingOf(model, symbol, -1),
    ]);
    expect(quantity + workingBuy).toBeLessThanOrEqual(MOST[symbol]);
    expect(quantity - workingSell).toBeGreaterThanOrEqual(0 - MOST[symbol]);
  }
  const summaries = await desk.must('book.summaries', {});
  const account = summaries.find(({ scope }) => scope.level === 'ACCOUNT');
  expect(account).toMatchObject({ cash: Number(model.cash) / 100, workingTickets: model.live.length });
}

type Command = fc.AsyncCommand<Model, Real>;

function sendOf(symbol: SymbolName, isBuy: boolean, shares: readonly number[]): Command {
  const direction = isBuy ? 1 : -1;
  return {
    check: () => true,
    async run(model, real) {
      // All at once: each must see those before it.
      const orders = shares.map((orderQty) => ({ orderQty, clOrdId: `T${++model.sends}` }));
      const answers = orders.map(({ clOrdId, orderQty }) =>
        real.desk.must('tickets.send', {
          ticket: {
            clOrdId,
            account: 'MAIN',
            symbol,
            side: isBuy ? 'BUY' : 'SELL_SHORT',
            orderQty: String(orderQty),
            trader: 'ann',
          },
          idempotencyKey: `key-of-${clOrdId}`,
          acknowledgement: { reason: 'any' },
        }),
      );
      for (const [at, { clOrdId, orderQty }] of orders.entries()) {
        const expected = mayGo(model, symbol, direction, orderQty);
        expect([clOrdId, (await answers[at])?.sent]).toEqual([clOrdId, expected]);
        if (expected) model.live.push({ clOrdId, symbol, direction, leaves: orderQty });
      }
      await expectAgreement(model, real);
    },
    toString: () => `send ${isBuy ? 'buy' : 'sell'} ${shares.join('+')} ${symbol}`,
  };
}

function cancelOf(which: number): Command {
  return {
    check: ({ live }) => live.length > 0,
    async run(model, real) {
      const [gone] = model.live.splice(which % model.live.length, 1);
      expect(await real.desk.call('tickets.cancel', { clOrdId: gone?.clOrdId ?? '' })).toMatchObject({
        state: 'CANCELLED',
        leavesQty: 0,
      });
      expect(await real.desk.call('tickets.cancel', { clOrdId: gone?.clOrdId ?? '' })).toBe('UNKNOWN_ORDER');
      await expectAgreement(model, real);
    },
    toString: () => `cancel ${which}`,
  };
}

/** Fills a share of a working ticket at a price of thousandths. */
function fillOf(which: number, part: number, thousandths: number): Command {
  return {
    check: ({ live }) => live.length > 0,
    async run(model, real) {
      const one = model.live[which % model.live.length];
      if (one === undefined) return;
      const lastQty = Math.max(1, Math.round(one.leaves * part));
      const fill = { clOrdId: one.clOrdId, lastPx: (thousandths / 1000).toFixed(3) };
      const over = { ...fill, execId: `over-${model.fills}`, lastQty: String(one.leaves + 1) };
      expect(await real.desk.call('executions.record', over)).toBe('OVER_FILL');
      const good = { ...fill, execId: `E${++model.fills}`, lastQty: String(lastQty) };
      await real.desk.must('executions.record', good);
      expect(['DUPLICATE_EXECUTION', 'UNKNOWN_ORDER', 'OVER_FILL']).toContain(
        await real.desk.call('executions.record', good),
      );
      one.leaves -= lastQty;
      model.position[one.symbol] += one.direction * lastQty;
      model.cash -= BigInt(one.direction) * divideHalfEven(BigInt(lastQty) * BigInt(thousandths), 10n);
      model.live = model.live.filter(({ leaves }) => leaves > 0);
      await expectAgreement(model, real);
    },
    toString: () => `fill ${part} of ${which} at ${thousandths}`,
  };
}

const reopen: Command = {
  check: () => true,
  async run(model, real) {
    real.desk = await real.desk.reopen();
    await expectAgreement(model, real);
  },
  toString: () => 'reopen',
};

const symbol = fc.constantFrom(...SYMBOLS);
const shares = fc.oneof(fc.integer({ min: 1, max: 700 }), fc.constantFrom(500, 1000, 1001));
const which = fc.nat(20);
const part = fc.constantFrom(1, 1, 0.5, 0.1);
const commands = fc.commands(
  [
    fc
      .tuple(symbol, fc.boolean(), fc.array(shares, { minLength: 1, maxLength: 4 }))
      .map((args) => sendOf(...args)),
    fc
      .tuple(symbol, fc.boolean(), fc.array(shares, { minLength: 1, maxLength: 4 }))
      .map((args) => sendOf(...args)),
    which.map(cancelOf),
    fc.tuple(which, part, fc.integer({ min: 1, max: 200_000 })).map((args) => fillOf(...args)),
    fc.constant(reopen),
  ],
  { maxCommands: 40, size: 'max' },
);

describe('any sends, cancels, fills and restarts', () => {
  it('leave what a model kept by hand says, in memory and on disk', { timeout: 120_000 }, async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const real: Real = { desk: await openTestDesk() };
        const model: Model = { position: { AAA: 0, BBB: 0 }, cash: START_CASH, live: [], sends: 0, fills: 0 };
        try {
          await fc.asyncModelRun(() => ({ model, real }), sequence);
          steps += model.sends + model.fills;
          expect(await real.desk.picture()).toEqual(await real.desk.storedPicture());
          expect(valueOf(await verifyJournal(real.desk.file))).toMatchObject({ ok: true, problems: [] });
        } finally {
          await real.desk.close();
          real.desk.remove();
        }
      }),
      { numRuns: 15 },
    );
    expect(steps).toBeGreaterThan(100);
  });
});
