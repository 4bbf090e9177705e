import { describe, expect, it } from 'vitest';
import { barsOf, judged } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { FactorLoading } from '#shared/domain/market-data.ts';
import { EMPTY_LADDER, type StressLadder, type StressScenario } from '#shared/domain/stress-ladder.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
const YESTERDAY = (build.NOON - 86_400_000) as EpochMs;
const beta = (symbol: string, loading: number) => ({ symbol, factor: 'beta', loading }) as FactorLoading;
const ladder = (...scenarios: StressScenario[]): StressLadder => ({ ...EMPTY_LADDER, scenarios });
const DOWN = build.scenario('down', { market: -0.1 });
const UP = build.scenario('up', { market: 0.2 });

/** NAV 10,000: 100 of A at 10 with a beta of 1, B at 20 with one of 2; both Industrials. */
const held = (shares: number, scenarios: StressLadder, more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    accounts: [build.account('A1', 10_000 - 10 * shares)],
    positions: shares === 0 ? [] : [build.position('A1', 'A', shares)],
    loadings: [beta('A', 1), beta('B', 2)],
    ladder: scenarios,
    ...more,
  });

type Row = [
  name: string,
  desk: NaiveDesk,
  symbol: string,
  shares: number,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];

describe('STRESS_LOSS: at most 2 %', () => {
  it.each<Row>([
    [
      'at hard',
      held(100, ladder(DOWN)),
      'A',
      100,
      { status: 'WARN', before: 0.01, after: 0.02, maxQty: 100, numerator: 200, denominator: 10_000 },
    ],
    ['a share more', held(100, ladder(DOWN)), 'A', 101, { status: 'BLOCK', maxQty: 100 }],
    ['by the beta', held(0, ladder(DOWN)), 'B', 50, { after: 0.02, maxQty: 50 }],
    ['as money', held(100, ladder(DOWN)), 'A', 1, { after: 101 }, {}, { unit: 'MONEY', hard: '101' }],
    [
      'the worst of two is named',
      held(100, ladder(DOWN, UP)),
      'A',
      10,
      { after: 0.011, notes: ['worst scenario: down'] },
    ],
    // -50 of A lose 100 when the market rises by 20 %.
    [
      'a short loses in a rally',
      held(0, ladder(DOWN, UP)),
      'A',
      50,
      { after: 0.01, notes: ['worst scenario: up'], maxQty: 100 },
      SHORT,
    ],
    // 100 long, then short: loss of a rally is 0.2 * 10 * (n - 100) = 200 at n = 200.
    [
      'a position turned over, to where the other scenario stops it',
      held(100, ladder(DOWN, UP)),
      'A',
      150,
      { status: 'PASS', after: 0.01, maxQty: 200 },
      SELL,
    ],
    ['the same, too far', held(100, ladder(DOWN, UP)), 'A', 201, { status: 'BLOCK', maxQty: 200 }, SELL],
    [
      'a gain is a negative loss',
      held(100, ladder(UP)),
      'A',
      10,
      { status: 'PASS', before: -0.02, after: -0.022 },
    ],
    [
      'over already, made smaller by a hedge',
      held(300, ladder(DOWN)),
      'B',
      10,
      { status: 'WARN', exempt: 'NOT_WORSE', before: 0.03, after: 0.026 },
      SHORT,
    ],
    ['over already, reduced', held(300, ladder(DOWN)), 'A', 50, { status: 'WARN', exempt: 'REDUCING' }, SELL],
    [
      'a sector of its own',
      held(100, ladder(build.scenario('s', {}, { eachSector: -0.15 }))),
      'A',
      1,
      {
        notes: ['worst scenario: s: Industrials'],
        after: 0.01515,
      },
    ],
    [
      'a sector that is not the symbol’s',
      held(100, ladder(build.scenario('s', { sectors: { Energy: -1 } }))),
      'A',
      1,
      { after: 0 },
    ],
    [
      'a sector without a number moves with the market',
      held(100, ladder(build.scenario('s', { sectors: { Energy: -1 }, elsewhere: -0.1 }))),
      'B',
      10,
      { after: 0.014 },
    ],
    [
      'but stands still while one sector falls',
      held(100, ladder(build.scenario('s', { elsewhere: -0.1 }, { eachSector: -0.15 }))),
      'A',
      1,
      { notes: ['worst scenario: s: Industrials'], after: 0.01515 },
    ],
    [
      'a named symbol moves as it is told, whatever its beta',
      held(100, ladder(build.scenario('n', { market: -0.9, symbols: { A: -0.05 } }))),
      'A',
      100,
      { after: 0.01 },
    ],
    [
      'a factor',
      held(100, ladder(build.scenario('f', { factors: { beta: -0.1 } }))),
      'B',
      10,
      { after: 0.014 },
    ],
    [
      'nothing falls below nothing',
      held(100, ladder(build.scenario('f', { market: -0.9, factors: { beta: -0.9 } }))),
      'A',
      1,
      { after: 0.101 },
    ],
    // Half of the extra two spreads of 1 %, of a gross of 1,010 and 1,010.
    [
      'wider spreads cost half of what is more',
      held(101, ladder(build.scenario('w', {}, { spread: 3 })), {
        quotes: [build.quote('A', '9.95', '10.05', YESTERDAY), build.quote('A', 1, 2)],
      }),
      'A',
      101,
      { after: 0.00202, notes: ['worst scenario: w'] },
    ],
    [
      'and a short pays them, too',
      held(0, ladder(build.scenario('w', {}, { spread: 3 })), {
        quotes: [build.quote('A', '9.95', '10.05', YESTERDAY)],
      }),
      'A',
      100,
      { after: 0.001 },
      SHORT,
    ],
    [
      'a spread that is assumed is said to be',
      held(100, { ...ladder(build.scenario('w', {}, { spread: 3 })), assumedSpread: 0.01 }),
      'A',
      100,
      { after: 0.002, notes: ['worst scenario: w', 'spread assumed: A'] },
    ],
    [
      'a spread that is not known',
      held(100, ladder(build.scenario('w', {}, { spread: 3 }))),
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'shock', detail: 'A' } },
    ],
    [
      'a deviation that is not known',
      held(100, ladder(build.scenario('v', {}, { volatility: 2 }))),
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'shock', detail: 'A' } },
    ],
    [
      'a beta that is not known',
      held(100, ladder(DOWN), { loadings: [beta('A', 1)] }),
      'B',
      1,
      { status: 'UNDETERMINED', missing: { input: 'shock', detail: 'B' } },
    ],
    [
      'a sector that is not known',
      held(100, ladder(build.scenario('s', { sectors: { Energy: -1 } })), {
        instruments: [build.instrument('A', { sector: '' }), build.instrument('B')],
      }),
      'A',
      1,
      { status: 'UNDETERMINED' },
    ],
    [
      'no ladder',
      held(100, ladder()),
      'A',
      1,
      { status: 'UNDETERMINED', missing: { input: 'ladder' } as never },
    ],
    [
      'no NAV',
      held(100, ladder(DOWN), { accounts: [build.account('A1', -1000)] }),
      'A',
      1,
      { status: 'UNDETERMINED' },
    ],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const max = build.limit('STRESS_LOSS', limit.unit ?? 'FRACTION', '0.02', limit);
    const outcome = judged(desk, build.ticket(symbol, shares, ticket), max);
    const { before, after, numerator, ...rest } = expected;
    expect(outcome).toMatchObject(rest);
    if (typeof before === 'number') expect(outcome.before).toBeCloseTo(before, 10);
    if (typeof after === 'number') expect(outcome.after).toBeCloseTo(after, 10);
    if (typeof numerator === 'number') expect(outcome.numerator).toBeCloseTo(numerator, 8);
  });

  it('doubled volatility and half the volume cost more impact at the pace of the ladder', () => {
    const closes = Array.from({ length: 30 }, (_, t) => (t % 2 === 0 ? 10 : 9));
    const r = closes.slice(1).map((close, t) => close / (closes[t] ?? 1) - 1);
    const mean = r.reduce((sum, one) => sum + one, 0) / r.length;
    const sigma = Math.sqrt(r.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (r.length - 1));
    const thin = build.scenario('thin', {}, { volatility: 2, volume: 0.5 });
    const desk = held(100, ladder(thin), { bars: [...barsOf('SPY', closes), ...barsOf('A', closes)] });
    const max = build.limit('STRESS_LOSS', 'MONEY', '100000', { params: { window: 29 } });
    const { before } = judged(desk, build.ticket('A', 1), max);
    expect(before).toBeCloseTo(1000 * sigma * Math.sqrt(0.2) * (2 / Math.sqrt(0.5) - 1), 6);
  });
});
