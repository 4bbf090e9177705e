import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import {
  BRANCH_FIGURES,
  type BranchChange,
  type BranchReading,
} from '#shared/contract/procedures/whatif-branches.ts';
import type { FactorLoading } from '#shared/domain/market-data.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { smallDesk } from '../sized.testing.ts';
import { branchDeskOf, readAll } from './branch-desk.testing.ts';

const SYMBOLS = ['AAA', 'BBB', 'CCC'];
const BETAS: Readonly<Record<string, number>> = { SPY: 1, AAA: 1.25, BBB: 0.5, CCC: -0.75 };
const WORKING = build.working(build.ticket('CCC', 30, { clOrdId: 'W1' as Ticket['clOrdId'] }));

const base = (): NaiveDesk =>
  smallDesk(2, {
    accounts: [build.account('A1', 1_000_000), build.account('A2', 500_000, { desk: 'D2' as never })],
    positions: [
      build.position('A1', 'AAA', 2_000),
      build.position('A1', 'BBB', -1_500),
      build.position('A2', 'BBB', 900),
    ],
    working: [WORKING],
    loadings: Object.entries(BETAS).map(
      ([symbol, loading]) => ({ symbol, factor: 'beta', loading }) as FactorLoading,
    ),
    ladder: {
      ...EMPTY_LADDER,
      scenarios: [build.scenario('down', { market: -0.1 }), build.scenario('up', { market: 0.2 })],
    },
    limits: [
      ...['MAX_ORDER_NOTIONAL', 'MAX_POSITION_NOTIONAL'].map((control) =>
        build.limit(control as 'MAX_ORDER_NOTIONAL', 'MONEY', '1000000000'),
      ),
      build.limit('GROSS_EXPOSURE', 'MONEY', '400000'),
    ],
  });

/** The plain data with a change made by hand: the second way to a branch. */
function changed(desk: NaiveDesk, change: BranchChange): NaiveDesk {
  const markOf = (symbol: string): number =>
    (desk.marks.find((one) => one.symbol === symbol)?.price ?? 0) / 1e8;
  const move = (moveOf: (symbol: string) => number): NaiveDesk => ({
    ...desk,
    marks: desk.marks.map((mark) => ({
      ...mark,
      price: Math.round(mark.price * (1 + moveOf(mark.symbol))) as typeof mark.price,
    })),
  });
  switch (change.kind) {
    case 'SHOCK_SYMBOL':
      return move((symbol) => (symbol === change.symbol ? change.factor : 0));
    case 'SHOCK_SECTOR':
      return move(() => change.factor);
    case 'SHOCK_BY_BETA':
      return move((symbol) => change.factor * (BETAS[symbol] ?? NaN));
    case 'ADD_TICKET': {
      const { account, symbol, side, orderQty } = change.ticket;
      const ticket = build.ticket(symbol, orderQty, { account: account as never, side: side as 'BUY' });
      if (change.as === 'WORKING') return { ...desk, working: [...desk.working, build.working(ticket)] };
      const shares = (side === 'BUY' ? 1 : -1) * Number(orderQty);
      // Rounded half to even: quantities are whole, and a half cent is even or odd by its last digit.
      const money = toEven(shares * markOf(symbol) * 100);
      return {
        ...desk,
        positions: [...desk.positions, build.position(account, symbol, shares)],
        accounts: desk.accounts.map((one) =>
          one.account === account ? { ...one, cash: (one.cash - money) as typeof one.cash } : one,
        ),
      };
    }
    case 'REMOVE_POSITION':
      return {
        ...desk,
        positions: desk.positions.filter(
          (one) => one.account !== change.account || one.symbol !== change.symbol,
        ),
      };
    case 'REMOVE_WORKING':
      return { ...desk, working: desk.working.filter(({ ticket }) => ticket.clOrdId !== change.clOrdId) };
    case 'SET_CASH':
      return {
        ...desk,
        accounts: desk.accounts.map((one) =>
          one.account === change.account ? build.account(one.account, change.cash, { desk: one.desk }) : one,
        ),
      };
  }
}

const toEven = (value: number): number => {
  const low = Math.floor(value);
  const rest = value - low;
  return Math.abs(rest - 0.5) < 1e-6 ? low + (Math.abs(low) % 2) : Math.round(value);
};

const account = fc.constantFrom('A1', 'A2');
const symbol = fc.constantFrom(...SYMBOLS);
/** Two decimals of a percent, so that a price of two decimals stays exact. */
const factor = fc.integer({ min: -9_000, max: 20_000 }).map((bps) => bps / 10_000);
const change: fc.Arbitrary<BranchChange> = fc.oneof(
  fc.record({ kind: fc.constant('SHOCK_SYMBOL' as const), symbol, factor }),
  fc.record({ kind: fc.constant('SHOCK_SECTOR' as const), sector: fc.constant('Industrials'), factor }),
  fc.record({
    kind: fc.constant('SHOCK_BY_BETA' as const),
    index: fc.constant('SPY'),
    factor: factor.map((f) => f / 4),
  }),
  fc
    .record({
      as: fc.constantFrom('FILLED' as const, 'WORKING' as const),
      ...{ account, symbol, shares: fc.integer({ min: 1, max: 300 }) },
      side: fc.constantFrom('BUY', 'SELL_SHORT'),
    })
    .map(({ as, shares, ...rest }) => ({
      ...{ kind: 'ADD_TICKET' as const, as },
      ticket: {
        ...{ ...rest, orderQty: String(shares * 10), ordType: 'MARKET', timeInForce: 'DAY' },
        ...{ trader: '', strategy: '' },
      },
    })),
  fc.record({ kind: fc.constant('REMOVE_POSITION' as const), account, symbol }),
  fc.record({ kind: fc.constant('REMOVE_WORKING' as const), clOrdId: fc.constantFrom('W1', 'W2') }),
  fc.record({
    kind: fc.constant('SET_CASH' as const),
    account,
    cash: fc.integer({ min: -100_000, max: 2_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  }),
);

function expectSame(actual: BranchReading, expected: BranchReading): void {
  const scale = Math.max(1, Math.abs(expected.figures.gross ?? 0), Math.abs(expected.figures.nav ?? 0));
  for (const name of BRANCH_FIGURES) {
    const [a, b] = [actual.figures[name], expected.figures[name]];
    expect([name, a === null]).toEqual([name, b === null]);
    const unit = name === 'beta' || name === 'leverage' ? Math.max(1, Math.abs(b ?? 0)) : scale;
    expect(Math.abs((a ?? 0) - (b ?? 0)), name).toBeLessThanOrEqual(1e-7 * unit);
  }
  expect(actual.worstScenario).toBe(expected.worstScenario);
}

it('branch_reads_as_a_desk_that_was_made_so_and_leaves_the_base_as_it_was', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let loads = 0;
      const desk = branchDeskOf(base(), () => loads++);
      const [before, branch, again, after] = readAll(desk, [changes, changes, []]);
      const [made] = readAll(branchDeskOf(changes.reduce(changed, base())), []);
      expectSame(branch as BranchReading, made as BranchReading);
      expect(again).toEqual(branch);
      expect(after).toEqual(before);
      expect(loads).toBe(0);
      expect(desk.ledger.size).toBe(1);
    }),
    { numRuns: 60 },
  );
});
