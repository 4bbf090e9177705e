import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { afterFill, type Holding } from '#electron/store/projections/average-price.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import { PRICE_ONE } from '#shared/domain/decimal.ts';
import { divideHalfEven } from '#shared/domain/exact.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import { ACTOR, actorNamed, openTestDesk, type TestDesk } from './test-desk.testing.ts';

const SYMBOLS = ['AAA', 'BBB'] as const;
type SymbolName = (typeof SYMBOLS)[number];
/** Shares of 100,000.00 at the last close. */
const MOST: Record<SymbolName, number> = { AAA: 1000, BBB: 2000 };
const START_CASH = 100_000_000n;
const FIRST_DAY = 15;
const LAST_DAY = 31;

interface Order {
  readonly symbol: SymbolName;
  readonly direction: 1 | -1;
  readonly shares: number;
}
interface Sent {
  readonly clOrdId: string;
  readonly symbol: SymbolName;
  readonly direction: 1 | -1;
  readonly orderQty: number;
  readonly isGtc: boolean;
  readonly day: number;
  state: TicketState;
  cum: number;
  /** The ticket that took its place. */
  next: Sent | null;
}
interface Filled {
  readonly execId: string;
  readonly ticket: Sent;
  readonly shares: number;
  readonly thousandths: number;
  readonly cash: bigint;
  isBusted: boolean;
}

/** What the desk must hold, kept by hand. */
interface Model {
  readonly tickets: Sent[];
  readonly fills: Filled[];
  cash: bigint;
  ids: number;
  day: number;
  /** A bust may leave more in use than any check would have let through. */
  hasBust: boolean;
  bustsOfReplaced: number;
}
interface Real {
  desk: TestDesk;
}

const isWorking = ({ state }: Sent): boolean => state === 'SENT' || state === 'PARTIALLY_FILLED';
const leavesOf = (ticket: Sent): number => (isWorking(ticket) ? ticket.orderQty - ticket.cum : 0);
const liveOf = ({ tickets }: Model): Sent[] => tickets.filter(isWorking);
const standing = ({ fills }: Model): Filled[] => fills.filter(({ isBusted }) => !isBusted);

const positionOf = (model: Model, symbol: SymbolName): number =>
  standing(model)
    .filter(({ ticket }) => ticket.symbol === symbol)
    .reduce((sum, { ticket, shares }) => sum + ticket.direction * shares, 0);

/** Of the fills that stand, folded from the first: the average price of the position. */
function averageOf(model: Model, symbol: SymbolName): number | null {
  let holding: Holding = { quantity: 0, avgPrice: null };
  for (const { ticket, shares, thousandths } of standing(model)) {
    if (ticket.symbol !== symbol) continue;
    holding = afterFill(holding, ticket.direction * shares * 1_000_000, (thousandths * PRICE_ONE) / 1_000);
  }
  return holding.avgPrice === null ? null : holding.avgPrice / PRICE_ONE;
}

const workingOf = (model: Model, symbol: SymbolName, direction: 1 | -1): number =>
  liveOf(model)
    .filter((one) => one.symbol === symbol && one.direction === direction)
    .reduce((sum, one) => sum + leavesOf(one), 0);

/** Own-side worst case before an order, `less` being taken out of it. */
const usedBefore = (model: Model, { symbol, direction }: Order, less = 0): number =>
  direction * positionOf(model, symbol) + workingOf(model, symbol, direction) - less;

const isReducing = (model: Model, order: Order): boolean => usedBefore(model, order) + order.shares <= 0;

/**
 * Whether the catalogue lets so many shares go: nothing works on the other side that they would meet, and they are within
 * the limit, reducing, or no worse than the book is.
 */
function mayGo(model: Model, order: Order, less = 0): boolean {
  if (workingOf(model, order.symbol, order.direction === 1 ? -1 : 1) > 0) return false;
  const before = usedBefore(model, order, less);
  const after = before + order.shares;
  return after <= 0 || after <= MOST[order.symbol] || Math.abs(after) <= Math.abs(before);
}

/** Used headroom is what is held and what works, every ticket stands where it should, on the desk as in the model. */
async function expectAgreement(model: Model, { desk }: Real): Promise<void> {
  const { rows } = await desk.must('book.rows', { account: 'MAIN' });
  for (const symbol of SYMBOLS) {
    const row = rows.find((one) => one.symbol === symbol);
    const { quantity = 0, workingBuy = 0, workingSell = 0 } = row ?? {};
    expect([symbol, quantity, workingBuy, workingSell]).toEqual([
      symbol,
      positionOf(model, symbol),
      workingOf(model, symbol, 1),
      workingOf(model, symbol, -1),
    ]);
    if (quantity !== 0) expect([symbol, row?.avgPrice]).toEqual([symbol, averageOf(model, symbol)]);
    if (model.hasBust) continue;
    expect(quantity + workingBuy).toBeLessThanOrEqual(MOST[symbol]);
    expect(quantity - workingSell).toBeGreaterThanOrEqual(0 - MOST[symbol]);
  }
  const summaries = await desk.must('book.summaries', {});
  const account = summaries.find(({ scope }) => scope.level === 'ACCOUNT');
  expect(account).toMatchObject({ cash: Number(model.cash) / 100, workingTickets: liveOf(model).length });
  const blotter = await desk.must('blotter.list', { limit: 1000 });
  const stands = new Map(blotter.map((row) => [row.clOrdId, [row.state, row.cumQty, row.leavesQty]]));
  for (const ticket of model.tickets) {
    expect([ticket.clOrdId, stands.get(ticket.clOrdId)]).toEqual([
      ticket.clOrdId,
      [ticket.state, ticket.cum, leavesOf(ticket)],
    ]);
  }
}

type Command = fc.AsyncCommand<Model, Real>;

const ticketOf = (clOrdId: string, { symbol, direction, shares }: Order, timeInForce: string) => ({
  clOrdId,
  account: 'MAIN',
  symbol,
  side: direction === 1 ? 'BUY' : 'SELL_SHORT',
  orderQty: String(shares),
  timeInForce,
  trader: 'ann',
});
const sentOf = (model: Model, clOrdId: string, order: Order, timeInForce: string): Sent => ({
  clOrdId,
  symbol: order.symbol,
  direction: order.direction,
  orderQty: order.shares,
  isGtc: timeInForce === 'GTC',
  day: model.day,
  state: 'SENT',
  cum: 0,
  next: null,
});

function sendOf(orders: readonly Order[], timeInForce: string): Command {
  return {
    check: () => true,
    async run(model, real) {
      // All at once: each must see those before it. Each twice: the same key has one outcome.
      const named = orders.map((order) => ({ order, clOrdId: `T${++model.ids}` }));
      const send = ({ clOrdId, order }: (typeof named)[number]) =>
        real.desk.must('tickets.send', {
          ticket: ticketOf(clOrdId, order, timeInForce),
          idempotencyKey: `key-of-${clOrdId}`,
          acknowledgement: { reason: 'any' },
        });
      const answers = await Promise.all([...named, ...named].map(send));
      for (const [at, { clOrdId, order }] of named.entries()) {
        const expected = mayGo(model, order);
        expect([clOrdId, answers[at]?.sent]).toEqual([clOrdId, expected]);
        expect(answers[at + named.length]).toEqual({ ...answers[at], replayed: true });
        const ticket = sentOf(model, clOrdId, order, timeInForce);
        if (!expected) ticket.state = 'DENIED';
        model.tickets.push(ticket);
      }
      await expectAgreement(model, real);
    },
    toString: () => `send ${timeInForce} ${JSON.stringify(orders)}`,
  };
}

function basketOf(orders: readonly Order[], allOrNone: boolean): Command {
  return {
    check: () => true,
    async run(model, real) {
      const named = orders.map((order) => ({ order, clOrdId: `T${++model.ids}` }));
      const send = () =>
        real.desk.must('baskets.send', {
          tickets: named.map(({ clOrdId, order }) => ticketOf(clOrdId, order, 'DAY')),
          allOrNone,
          idempotencyKey: `basket-${named[0]?.clOrdId}`,
          acknowledgement: { reason: 'any' },
        });
      const [answer, again] = await Promise.all([send(), send()]);
      // By hand: reducing ones first, each on what those before it left; the tickets are in the model meanwhile.
      const expected = new Map<string, Sent>();
      const decide = ({ clOrdId, order }: (typeof named)[number]): void => {
        const ticket = sentOf(model, clOrdId, order, 'DAY');
        if (!mayGo(model, order)) ticket.state = 'DENIED';
        expected.set(clOrdId, ticket);
        model.tickets.push(ticket);
      };
      const rest = named.filter((one) => {
        if (!isReducing(model, one.order)) return true;
        decide(one);
        return false;
      });
      for (const one of rest) decide(one);
      const isStopped = allOrNone && [...expected.values()].some(({ state }) => state === 'DENIED');
      if (isStopped) for (const ticket of expected.values()) ticket.state = 'DENIED';
      const sent = named.map(({ clOrdId }) => expected.get(clOrdId)?.state === 'SENT');
      expect(answer.tickets.map((line) => line.sent)).toEqual(sent);
      expect(again.tickets).toEqual(answer.tickets);
      await expectAgreement(model, real);
    },
    toString: () => `basket ${allOrNone ? 'all or none' : ''} ${JSON.stringify(orders)}`,
  };
}

/** Asks the desk about one of the working tickets, of those partly filled where there are any and `isFilled`. */
function onLive(
  name: string,
  which: number,
  act: (one: Sent, model: Model, real: Real) => Promise<void>,
  isFilled = false,
): Command {
  return {
    check: (model) => liveOf(model).length > 0,
    async run(model, real) {
      const filled = liveOf(model).filter(({ cum }) => cum > 0);
      const live = isFilled && filled.length > 0 ? filled : liveOf(model);
      const one = live[which % live.length];
      if (one === undefined) return;
      await act(one, model, real);
      await expectAgreement(model, real);
    },
    toString: () => `${name} ${which}`,
  };
}

const cancelOf = (which: number): Command =>
  onLive('cancel', which, async (one, _model, { desk }) => {
    expect(await desk.call('tickets.cancel', { clOrdId: one.clOrdId })).toMatchObject({ state: 'CANCELLED' });
    expect(await desk.call('tickets.cancel', { clOrdId: one.clOrdId })).toBe('UNKNOWN_ORDER');
    one.state = 'CANCELLED';
  });

const expireOf = (which: number): Command =>
  onLive('expire', which, async (one, _model, { desk }) => {
    const answer = await desk.call('tickets.expire', { clOrdId: one.clOrdId });
    if (one.isGtc) expect(answer).toBe('INVALID_INPUT');
    else {
      expect(answer).toMatchObject({ state: 'EXPIRED' });
      one.state = 'EXPIRED';
    }
  });

/** By so many in all, or by so many more than are filled. */
const replaceOf = (which: number, ordered: number, isOnTop: boolean): Command =>
  onLive(
    `replace by ${ordered}${isOnTop ? ' more' : ''}`,
    which,
    async (one, model, { desk }) => {
      const total = isOnTop ? one.cum + ordered : ordered;
      const clOrdId = `T${++model.ids}`;
      const order = { symbol: one.symbol, direction: one.direction, shares: total };
      const timeInForce = one.isGtc ? 'GTC' : 'DAY';
      const replace = () =>
        desk.call('tickets.replace', {
          origClOrdId: one.clOrdId,
          ticket: ticketOf(clOrdId, order, timeInForce),
          idempotencyKey: `key-of-${clOrdId}`,
          acknowledgement: { reason: 'any' },
        });
      const [answer, again] = await Promise.all([replace(), replace()]);
      if (total <= one.cum) {
        expect([answer, again]).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
        return;
      }
      const goes = mayGo(model, { ...order, shares: total - one.cum }, leavesOf(one));
      expect(answer).toMatchObject({ sent: goes, replayed: false });
      expect(again).toEqual({ ...(answer as object), replayed: true });
      const ticket = sentOf(model, clOrdId, order, timeInForce);
      if (goes) {
        Object.assign(one, { state: 'REPLACED', next: ticket });
        ticket.cum = one.cum;
        if (one.cum > 0) ticket.state = 'PARTIALLY_FILLED';
      } else ticket.state = 'DENIED';
      model.tickets.push(ticket);
    },
    isOnTop,
  );

/** Fills a share of a working ticket at a price of thousandths. */
const fillOf = (which: number, part: number, thousandths: number): Command =>
  onLive(`fill ${part} at ${thousandths} of`, which, async (one, model, { desk }) => {
    const shares = Math.max(1, Math.round(leavesOf(one) * part));
    const fill = { clOrdId: one.clOrdId, lastPx: (thousandths / 1000).toFixed(3) };
    const over = { ...fill, execId: `over-${model.fills.length}`, lastQty: String(leavesOf(one) + 1) };
    expect(await desk.call('executions.record', over)).toBe('OVER_FILL');
    const good = { ...fill, execId: `E${model.fills.length}`, lastQty: String(shares) };
    await desk.must('executions.record', good);
    expect(['DUPLICATE_EXECUTION', 'UNKNOWN_ORDER', 'OVER_FILL']).toContain(
      await desk.call('executions.record', good),
    );
    const cash = BigInt(one.direction) * divideHalfEven(BigInt(shares) * BigInt(thousandths), 10n);
    model.cash -= cash;
    model.fills.push({ execId: good.execId, ticket: one, shares, thousandths, cash, isBusted: false });
    one.cum += shares;
    one.state = one.cum === one.orderQty ? 'FILLED' : 'PARTIALLY_FILLED';
  });

/** Of a fill whose ticket was replaced since, where there is one and `ofReplaced`. */
function bustOf(which: number, ofReplaced: boolean): Command {
  return {
    check: (model) => standing(model).length > 0,
    async run(model, real) {
      const replaced = standing(model).filter(({ ticket }) => ticket.next !== null);
      const fills = ofReplaced && replaced.length > 0 ? replaced : standing(model);
      const fill = fills[which % fills.length];
      if (fill === undefined) return;
      const bust = { execId: fill.execId, reason: 'erroneous' };
      await real.desk.must('executions.bust', bust);
      expect(await real.desk.call('executions.bust', bust)).toBe('CONFLICT');
      expect(await real.desk.call('executions.bust', { ...bust, execId: 'nobody' })).toBe('NOT_FOUND');
      fill.isBusted = true;
      model.hasBust = true;
      model.cash += fill.cash;
      let holder = fill.ticket;
      holder.cum -= fill.shares;
      if (holder.next !== null) model.bustsOfReplaced++;
      while (holder.next !== null) {
        holder = holder.next;
        holder.cum -= fill.shares;
      }
      if (holder.state === 'FILLED' || isWorking(holder))
        holder.state = holder.cum === 0 ? 'SENT' : 'PARTIALLY_FILLED';
      await sweepBy(model, real);
      await expectAgreement(model, real);
    },
    toString: () => `bust ${which}`,
  };
}

/** The next verdict that anyone asks for ends what belongs to an earlier day. */
async function sweepBy(model: Model, { desk }: Real): Promise<void> {
  await desk.must('tickets.preview', {
    ticket: ticketOf('P', { symbol: 'AAA', direction: 1, shares: 1 }, 'DAY'),
  });
  for (const one of liveOf(model)) if (!one.isGtc && one.day < model.day) one.state = 'EXPIRED';
}

const reopen: Command = {
  check: () => true,
  async run(model, real) {
    real.desk = await real.desk.reopen();
    await expectAgreement(model, real);
  },
  toString: () => 'reopen',
};

const nextDay: Command = {
  check: ({ day }) => day < LAST_DAY,
  async run(model, real) {
    real.desk = await real.desk.reopen(++model.day);
    await sweepBy(model, real);
    await expectAgreement(model, real);
  },
  toString: () => 'next day',
};

const shares = fc.oneof(fc.integer({ min: 1, max: 700 }), fc.constantFrom(500, 1000, 1001));
const order: fc.Arbitrary<Order> = fc.record({
  symbol: fc.constantFrom(...SYMBOLS),
  direction: fc.constantFrom(1 as const, -1 as const),
  shares,
});
const sends = fc.tuple(
  fc.array(order, { minLength: 1, maxLength: 4 }),
  fc.constantFrom('DAY', 'DAY', 'GTC', 'IOC', 'CLS'),
);
const which = fc.nat(20);
const part = fc.constantFrom(1, 0.5, 0.1);
const commands = fc.commands(
  [
    sends.map((args) => sendOf(...args)),
    sends.map((args) => sendOf(...args)),
    fc.tuple(fc.array(order, { minLength: 1, maxLength: 6 }), fc.boolean()).map((args) => basketOf(...args)),
    which.map(cancelOf),
    which.map(expireOf),
    fc.tuple(which, shares, fc.boolean()).map((args) => replaceOf(...args)),
    fc.tuple(which, fc.integer({ min: 1, max: 100 }), fc.constant(true)).map((args) => replaceOf(...args)),
    fc.tuple(which, part, fc.integer({ min: 1, max: 200_000 })).map((args) => fillOf(...args)),
    fc.tuple(which, part, fc.integer({ min: 1, max: 200_000 })).map((args) => fillOf(...args)),
    fc.tuple(which, fc.boolean()).map((args) => bustOf(...args)),
    fc.constant(reopen),
    fc.constant(nextDay),
  ],
  { maxCommands: 40, size: 'max' },
);

/** The same order twice is no repeat here: what the model knows is headroom. */
async function allowRepeats(desk: TestDesk): Promise<void> {
  const limit = build.limit('DUPLICATE_ORDER', 'COUNT', '1000');
  valueOf(await desk.desk.importLimits([limit], ACTOR));
  const { limitId } = limit;
  await desk.mustAs(actorNamed('bob'), 'limits.approve', { limitId, version: 1, reason: 'headroom only' });
}

describe('any sends, baskets, replacements, cancels, fills, busts, days and restarts', () => {
  it('leave what a model kept by hand says, in memory and on disk', { timeout: 300_000 }, async () => {
    let steps = 0;
    let bustsOfReplaced = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const real: Real = { desk: await openTestDesk() };
        await allowRepeats(real.desk);
        const model: Model = {
          tickets: [],
          fills: [],
          cash: START_CASH,
          ids: 0,
          day: FIRST_DAY,
          hasBust: false,
          bustsOfReplaced: 0,
        };
        try {
          await fc.asyncModelRun(() => ({ model, real }), sequence);
          steps += model.ids + model.fills.length;
          bustsOfReplaced += model.bustsOfReplaced;
          for (const { state } of model.tickets) seen.add(state);
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
    expect(bustsOfReplaced).toBeGreaterThan(0);
    expect([...seen].sort()).toEqual([
      'CANCELLED',
      'DENIED',
      'EXPIRED',
      'FILLED',
      'PARTIALLY_FILLED',
      'REPLACED',
      'SENT',
    ]);
  });
});
