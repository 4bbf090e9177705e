import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { env } from 'node:process';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PRICE_PLACES, QUANTITY_ONE, type Money, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { EpochMs, LimitId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import { countNearTies, differences } from '#shared/testing/compare-decisions.ts';
import type { NaiveBar, NaiveDesk } from '#shared/testing/naive-desk.ts';
import { evaluateNaively } from '#shared/testing/naive-evaluator.ts';
import { isDeniedAt } from '#shared/testing/naive-max-qty.ts';
import { sessionEnd } from '../marketdata/calendar-date.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

const DATA = path.resolve(env['PREFLIGHT_DATA'] ?? '../shared/data');
const ORDERS = path.join(DATA, 'orders/pyfolio_test_txn.csv.gz');
const BARS = path.join(DATA, 'bars_crisis.csv.gz');
const PRESENT = existsSync(ORDERS) && existsSync(BARS);
if (!PRESENT) console.warn(`skipped: no real transactions in ${DATA} (set PREFLIGHT_DATA)`);

/** DELL trades and has no bars: its mark is the last transaction, its statistics are missing. */
const SECTORS: Readonly<Record<string, string>> = {
  AMD: 'Technology',
  INTC: 'Technology',
  DELL: 'Technology',
  CERN: 'Health Care',
  COST: 'Consumer',
  GPS: 'Consumer',
  MMM: 'Industrials',
};
const SYMBOLS = Object.keys(SECTORS);
/** Sessions of history that a day's desk sees, and every how many days one is taken. */
const HISTORY = 90;
const EVERY = 10;

interface Transaction {
  readonly date: number;
  readonly symbol: string;
  readonly amount: number;
  readonly price: string;
}

const rowsOf = (file: string): string[][] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const dateOf = (text = ''): number => Number(text.slice(0, 10).replaceAll('-', ''));
/** To the places a price has here; the file's own have up to 11. */
const priceText = (text = ''): string => Number(text).toFixed(PRICE_PLACES);

const readTransactions = (): Transaction[] =>
  rowsOf(ORDERS).map(([at, amount, price, , symbol = '']) => ({
    date: dateOf(at),
    symbol,
    amount: Number(amount),
    price: priceText(price),
  }));

const readBars = (): NaiveBar[] =>
  rowsOf(BARS)
    .filter(([symbol = '']) => symbol === 'SPY' || symbol in SECTORS)
    .map(([symbol = '', date, , , , close, volume]) => ({
      symbol: build.mark(symbol, 1).symbol,
      date: dateOf(date),
      close: build.price(priceText(close)),
      volume: build.quantity(volume ?? ''),
    }));

const risk = { window: 60, confidence: '0.95' };
const limitOf = (control: Limit['control'], unit: Limit['unit'], hard: string, more: Partial<Limit> = {}) =>
  build.limit(control, unit, hard, {
    limitId: `${control}-${unit}-${more.scope?.level ?? 'FIRM'}` as LimitId,
    ...more,
  });
const ACCOUNT = { scope: { level: 'ACCOUNT', key: '*' } } as const;
/** At about what the strategy did, so that the same limit passes one day and denies another. */
const LIMITS: readonly Limit[] = [
  limitOf('MAX_ORDER_NOTIONAL', 'MONEY', '20000.00'),
  limitOf('MAX_ORDER_QTY', 'QTY', '2000'),
  limitOf('MAX_POSITION_NOTIONAL', 'MONEY', '45000.00', ACCOUNT),
  limitOf('POSITION_WEIGHT', 'FRACTION', '0.3', ACCOUNT),
  limitOf('TOP_N_CONCENTRATION', 'FRACTION', '0.8', { params: { n: 3 } }),
  limitOf('HHI', 'RATIO', '0.2'),
  limitOf('GROSS_EXPOSURE', 'MONEY', '180000.00'),
  limitOf('NET_EXPOSURE', 'FRACTION', '0.9'),
  limitOf('LEVERAGE', 'RATIO', '1.5', ACCOUNT),
  limitOf('SECTOR_GROSS', 'FRACTION', '0.5', { group: '*' }),
  limitOf('SECTOR_NET', 'FRACTION', '0.4', { group: 'Technology' }),
  limitOf('VAR_HISTORICAL', 'FRACTION', '0.02', { params: risk }),
  limitOf('EXPECTED_SHORTFALL', 'FRACTION', '0.025', { params: risk }),
  limitOf('VAR_PARAMETRIC', 'MONEY', '2500', { params: { ...risk, missing: 'zero' } }),
  limitOf('INCREMENTAL_VAR', 'FRACTION', '0.002', { params: risk }),
  limitOf('PORTFOLIO_VOL', 'FRACTION', '0.25', { params: { window: 60 } }),
  limitOf('PARTICIPATION', 'FRACTION', '0.001'),
  limitOf('DAYS_TO_LIQUIDATE', 'DAYS', '0.01'),
  limitOf('IMPACT', 'BPS', '5'),
];

/** The desk on the evening before a day: positions and cash that the transactions up to then have left. */
function deskBefore(day: number, past: readonly Transaction[], bars: readonly NaiveBar[]): NaiveDesk {
  const sessions = [
    ...new Set(bars.filter((bar) => bar.symbol === 'SPY' && bar.date < day).map(({ date }) => date)),
  ];
  const from = sessions.at(-HISTORY) ?? 0;
  const now = sessionEnd(sessions.at(-1) ?? 0);
  const seen = bars.filter(({ date }) => date >= from && date < day);
  const held = SYMBOLS.map((symbol) =>
    past.filter((one) => one.symbol === symbol).reduce((sum, { amount }) => sum + amount, 0),
  );
  const spent = past.reduce((sum, { amount, price }) => sum + amount * Number(price), 0);
  const markOf = (symbol: string) => {
    const close = seen.findLast((bar) => bar.symbol === symbol)?.close;
    const traded = past.findLast((one) => one.symbol === symbol)?.price;
    return { ...build.mark(symbol, traded ?? 1, now), ...(close != null && { price: close }) };
  };
  return build.desk({
    clock: { mode: 'AS_OF', now: now as EpochMs },
    instruments: SYMBOLS.map((symbol) => build.instrument(symbol, { sector: SECTORS[symbol] ?? '' })),
    accounts: [build.account('A1', 0, { cash: Math.round((100_000 - spent) * 100) as Money })],
    positions: SYMBOLS.map((symbol, at) => build.position('A1', symbol, held[at] ?? 0)).filter(
      ({ quantity }) => quantity !== 0,
    ),
    marks: SYMBOLS.map(markOf),
    bars: seen,
    limits: LIMITS,
  });
}

const ticketOf = ({ symbol, amount, price }: Transaction, at: number): Ticket =>
  build.ticket(symbol, Math.abs(amount), {
    clOrdId: `R${at}` as Ticket['clOrdId'],
    side: amount > 0 ? 'BUY' : 'SELL',
    // Half as limit orders at what they were filled at, half at the market.
    ...(at % 2 === 0 && { ordType: 'LIMIT', price: build.price(price) }),
  });

/** Where the boundary that the engine names is none, asked of the naive evaluator. */
function boundaryProblems(desk: NaiveDesk, ticket: Ticket, maxQty: number | null): string[] {
  if (maxQty === null) return [];
  const max = maxQty * QUANTITY_ONE;
  const problems: string[] = [];
  if (max > 0 && isDeniedAt(desk, ticket, max)) problems.push(`maxQty ${maxQty} is denied`);
  if (!isDeniedAt(desk, ticket, max + QUANTITY_ONE)) problems.push(`maxQty ${maxQty} and one more is not`);
  return problems;
}

describe('a real strategy of seven stocks through the crisis of 2008', () => {
  it.skipIf(!PRESENT)('every ticket gets the decision of the naive evaluator', { timeout: 300_000 }, () => {
    const transactions = readTransactions();
    const bars = readBars();
    const days = [...new Set(transactions.map(({ date }) => date))].filter((day) => day > 20_070_601);
    const problems: string[] = [];
    const verdicts = new Map<string, number>();
    const binding = new Set<string>();
    for (const day of days.filter((_, at) => at % EVERY === 0)) {
      const past = transactions.filter(({ date }) => date < day);
      let desk = deskBefore(day, past, bars);
      for (const [at, transaction] of transactions.filter(({ date }) => date === day).entries()) {
        const ticket = ticketOf(transaction, at);
        const decision = engineOf(desk)(ticket);
        const naive = evaluateNaively(desk, ticket);
        const found = differences(decision, naive);
        if (countNearTies(naive) === 0) found.push(...boundaryProblems(desk, ticket, decision.maxQty));
        problems.push(...found.map((line) => `${day} ${ticket.symbol} ${transaction.amount}: ${line}`));
        verdicts.set(decision.verdict, (verdicts.get(decision.verdict) ?? 0) + 1);
        if (decision.binding !== null) binding.add(decision.binding.code);
        const leavesQty: Quantity = ticket.orderQty;
        if (!isDenied(decision.verdict))
          desk = { ...desk, working: [...desk.working, { ticket, leavesQty }] };
      }
    }
    expect(problems).toEqual([]);
    // The sample says something only when it meets every verdict and many limits.
    expect([...verdicts.keys()]).toEqual(expect.arrayContaining(['BLOCK', 'UNDETERMINED', 'WARN']));
    expect([...verdicts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(350);
    expect(binding.size).toBeGreaterThan(10);
  });
});
