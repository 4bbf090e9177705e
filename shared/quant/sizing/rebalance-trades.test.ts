import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { computeTrades, type RebalanceRow, type RebalanceRules } from './rebalance-trades.ts';

const FREE: RebalanceRules = { band: 0, maxTurnover: Infinity, overTurnover: 'SCALE', minTrade: 0 };
const row = (held: number, target: number, price = 10, lot = 1): RebalanceRow => ({
  held,
  target,
  price,
  lot,
});

it.each([
  { name: 'buys up to the target', rows: [row(100, 250)], rules: {}, trades: [150], outcomes: ['TRADE'] },
  { name: 'sells through zero', rows: [row(100, -50)], rules: {}, trades: [-150], outcomes: ['TRADE'] },
  { name: 'leaves what is there', rows: [row(100, 100)], rules: {}, trades: [0], outcomes: ['AT_TARGET'] },
  {
    name: 'leaves what is exactly in the band, trades in full beyond it',
    rows: [row(100, 110), row(100, 111)],
    rules: { band: 100 },
    trades: [0, 11],
    outcomes: ['IN_BAND', 'TRADE'],
  },
  {
    name: 'scales all by one factor',
    rows: [row(0, 100), row(300, 0)],
    rules: { maxTurnover: 2_000 },
    trades: [50, -150],
    outcomes: ['TRADE', 'TRADE'],
  },
  {
    name: 'drops the smallest first',
    rows: [row(0, 100), row(300, 0), row(0, 50)],
    rules: { maxTurnover: 3_500, overTurnover: 'DROP_SMALLEST' as const },
    trades: [0, -300, 0],
    outcomes: ['OVER_TURNOVER', 'TRADE', 'OVER_TURNOVER'],
  },
  {
    name: 'rounds to lots toward zero and leaves out what is small',
    rows: [row(0, 109, 10, 50), row(0, -49, 10, 50), row(0, 9)],
    rules: { minTrade: 100 },
    trades: [100, 0, 0],
    outcomes: ['TRADE', 'LESS_THAN_A_LOT', 'TOO_SMALL'],
  },
])('$name', ({ rows, rules, trades, outcomes }) => {
  const done = computeTrades(rows, { ...FREE, ...rules });
  expect([...done.trades].map((shares) => shares + 0)).toEqual(trades);
  expect(done.outcomes).toEqual(outcomes);
});

const rows = fc.array(
  fc.record({
    held: fc.integer({ min: -5_000, max: 5_000 }),
    target: fc.double({ min: -5_000, max: 5_000, noNaN: true }),
    price: fc.double({ min: 0.5, max: 500, noNaN: true }),
    lot: fc.constantFrom(1, 10, 100),
  }),
  { maxLength: 30 },
);
const rules = fc.record({
  band: fc.constantFrom(0, 1_000, 50_000),
  maxTurnover: fc.constantFrom(Infinity, 0, 10_000, 1_000_000),
  overTurnover: fc.constantFrom('SCALE' as const, 'DROP_SMALLEST' as const),
  minTrade: fc.constantFrom(0, 500, 20_000),
});

it('trades_keep_every_rule_and_never_go_beyond_their_target', () => {
  fc.assert(
    fc.property(rows, rules, (wanted, kept) => {
      const { trades, outcomes, turnover } = computeTrades(wanted, kept);
      let sum = 0;
      for (const [i, { held, target, price, lot }] of wanted.entries()) {
        const shares = trades[i] ?? NaN;
        const value = Math.abs(shares * price);
        sum += value;
        expect(shares !== 0).toBe(outcomes[i] === 'TRADE');
        if (shares === 0) continue;
        expect((shares / lot) % 1).toBeCloseTo(0, 12);
        expect(Math.sign(shares)).toBe(Math.sign(target - held));
        expect(Math.abs(shares)).toBeLessThanOrEqual(Math.abs(target - held) + 1e-6);
        expect(Math.abs(target - held) * price).toBeGreaterThan(kept.band);
        expect(value).toBeGreaterThanOrEqual(kept.minTrade);
      }
      expect(Math.abs(turnover - sum)).toBeLessThanOrEqual(1e-9 * sum);
      expect(turnover).toBeLessThanOrEqual(kept.maxTurnover * (1 + 1e-9));
    }),
    { numRuns: 300 },
  );
});

it('without_rules_every_name_ends_within_a_lot_of_its_target', () => {
  fc.assert(
    fc.property(rows, (wanted) => {
      const { trades } = computeTrades(wanted, FREE);
      for (const [i, { held, target, lot }] of wanted.entries())
        expect(Math.abs(held + (trades[i] ?? NaN) - target)).toBeLessThan(lot);
    }),
  );
});
