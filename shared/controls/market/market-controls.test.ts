import { describe, expect, it } from 'vitest';
import { barsOf, judged } from '#electron/core/validation/judged.testing.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { Currency } from '#shared/domain/ids.ts';
import type { Limit, Unit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
/** Returns 1/4, -1/4, 1/2, -1/2: exact in binary. */
const SWINGS = [64, 80, 60, 90, 45];
/** Per 1,000 of A: losses -500, -250, 250, 500; sum of squares 625,000; deviation sqrt(625,000 / 3) = 456.4355. */
const SIGMA = Math.sqrt(625_000 / 3);
const Z99 = 2.3263478740408408;
/** B returns what A does; C has no return on the third session. */
const BARS = [
  ...barsOf('SPY', SWINGS),
  ...barsOf('A', SWINGS),
  ...barsOf('B', SWINGS),
  ...barsOf('C', [64, 80, 60, null, 45]),
];
const NAMES = ['A', 'B', 'C'].map((symbol) => build.instrument(symbol));
const MARKS = [build.mark('A', 10), build.mark('B', 20), build.mark('C', 10)];

/** Shares held by A1 and a NAV of 10,000. */
const book = (a: number, b = 0, more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    instruments: NAMES,
    marks: MARKS,
    bars: BARS,
    accounts: [build.account('A1', 10_000 - 10 * a - 20 * b)],
    positions: [build.position('A1', 'A', a), build.position('A1', 'B', b)].filter(
      (row) => row.quantity !== 0,
    ),
    ...more,
  });
const limitOf = (control: ControlCode, unit: Unit, hard: string, more: Partial<Limit> = {}): Limit => {
  const usual = control === 'PORTFOLIO_VOL' ? { window: 4 } : { window: 4, confidence: '0.75' };
  return build.limit(control, unit, hard, { ...more, params: { ...usual, ...more.params } });
};
const buy = (shares: number, more: Partial<Ticket> = {}) => build.ticket('A', shares, more);

describe('VAR_HISTORICAL: the third smallest of four losses', () => {
  const at = (desk: NaiveDesk, ticket: Ticket, hard: string, more: Partial<Limit> = {}) =>
    judged(desk, ticket, limitOf('VAR_HISTORICAL', 'MONEY', hard, more));

  it('an empty book has none, 1,000 of A has 250', () => {
    expect(at(book(0), buy(100), '1000')).toMatchObject({
      status: 'PASS',
      before: 0,
      after: 250,
      unit: 'MONEY',
    });
  });

  it.each([
    ['at soft', '312.50', 'PASS'],
    ['above soft', '312.49', 'WARN'],
    ['at hard', '250', 'WARN'],
    ['a cent above hard', '249.99', 'BLOCK'],
  ])('compares strictly: %s', (_name, hard, status) => {
    expect(at(book(0), buy(100), hard).status).toBe(status);
  });

  it('takes the rank from the confidence', () => {
    const after = (confidence: string) => at(book(0), buy(100), '1000', { params: { confidence } }).after;
    expect([after('0.25'), after('0.5'), after('0.75'), after('0.76'), after('0.99')]).toEqual([
      -500, -250, 250, 500, 500,
    ]);
  });

  it('over NAV', () => {
    const limit = limitOf('VAR_HISTORICAL', 'FRACTION', '0.025');
    expect(judged(book(0), buy(100), limit)).toMatchObject({ status: 'WARN', after: 0.025, maxQty: 100 });
    expect(judged(book(0), buy(101), limit)).toMatchObject({ status: 'BLOCK', maxQty: 100 });
  });

  it('ten days are sqrt(10) of one', () => {
    expect(at(book(0), buy(100), '1000', { params: { horizonDays: 10 } }).after).toBeCloseTo(
      250 * Math.sqrt(10),
      9,
    );
  });

  it('counts working orders as filled and the hedge as a hedge', () => {
    const desk = book(100, 0, { working: [build.working(build.ticket('B', 25, SHORT))] });
    expect(at(desk, build.ticket('B', 25, SHORT), '1000')).toMatchObject({ before: 125, after: 0 });
  });

  it('a short has its own tail', () => {
    expect(at(book(0), buy(100, SHORT), '1000').after).toBe(250);
    expect(at(book(0), buy(100, SHORT), '1000', { params: { confidence: '0.99' } }).after).toBe(500);
  });

  it('falls before it rises: a hedge over the limit may go as far as it makes nothing worse', () => {
    // Long 1,000 of A has 250 against a limit of 100. Selling n of B leaves |1,000 - 20 n| / 4.
    const sold = (n: number) => at(book(100), build.ticket('B', n, SHORT), '100');
    expect(sold(10)).toMatchObject({
      status: 'WARN',
      before: 250,
      after: 200,
      exempt: 'NOT_WORSE',
      maxQty: 100,
    });
    expect(sold(50)).toMatchObject({ status: 'PASS', after: 0, maxQty: 100 });
    expect(sold(70)).toMatchObject({ status: 'WARN', after: 100, exempt: null });
    expect(sold(100)).toMatchObject({ status: 'WARN', after: 250, exempt: 'NOT_WORSE', maxQty: 100 });
    expect(sold(101)).toMatchObject({ status: 'BLOCK', after: 255, maxQty: 100 });
  });

  it('reducing is exempt', () => {
    expect(at(book(200), buy(100, SELL), '100')).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
      after: 250,
    });
  });
});

describe('EXPECTED_SHORTFALL: the mean of the ceil((1-c) 4) largest losses', () => {
  const at = (desk: NaiveDesk, ticket: Ticket, hard: string, more: Partial<Limit> = {}) =>
    judged(desk, ticket, limitOf('EXPECTED_SHORTFALL', 'MONEY', hard, more));

  it('takes the count from the confidence', () => {
    const after = (confidence: string) => at(book(0), buy(100), '1000', { params: { confidence } }).after;
    expect([after('0.975'), after('0.75'), after('0.74'), after('0.5'), after('0.25')]).toEqual([
      500,
      500,
      375,
      375,
      (500 + 250 - 250) / 3,
    ]);
  });

  it('is never below the VaR of the same confidence', () => {
    for (const confidence of ['0.5', '0.6', '0.75', '0.9']) {
      const params = { confidence };
      const shortfall = at(book(30), buy(70), '1000', { params });
      const valueAtRisk = judged(book(30), buy(70), limitOf('VAR_HISTORICAL', 'MONEY', '1000', { params }));
      expect(shortfall.after).toBeGreaterThanOrEqual(valueAtRisk.after ?? Infinity);
    }
  });

  it.each([
    ['at hard', '500', 'WARN', 100],
    ['a cent above', '499.99', 'BLOCK', 99],
  ])('compares strictly: %s', (_name, hard, status, maxQty) => {
    expect(at(book(0), buy(100), hard)).toMatchObject({ status, maxQty });
  });
});

describe('VAR_PARAMETRIC and PORTFOLIO_VOL: the sample deviation, zero mean', () => {
  it('VaR is z * sigma, ten days sqrt(10) of it', () => {
    const params = { confidence: '0.99' };
    const seen = judged(book(0), buy(100), limitOf('VAR_PARAMETRIC', 'MONEY', '2000', { params }));
    expect(seen.after).toBeCloseTo(Z99 * SIGMA, 8);
    const ten = judged(
      book(0),
      buy(100),
      limitOf('VAR_PARAMETRIC', 'MONEY', '9000', { params: { ...params, horizonDays: 10 } }),
    );
    expect(ten.after).toBeCloseTo(Z99 * SIGMA * Math.sqrt(10), 8);
  });

  it('VaR of 1,000 is 1,061.83: a limit to either side', () => {
    const params = { confidence: '0.99' };
    expect(Z99 * SIGMA).toBeCloseTo(1061.828, 3);
    expect(
      judged(book(0), buy(100), limitOf('VAR_PARAMETRIC', 'MONEY', '1061.83', { params })),
    ).toMatchObject({ status: 'WARN', maxQty: 100 });
    expect(
      judged(book(0), buy(100), limitOf('VAR_PARAMETRIC', 'MONEY', '1061.82', { params })),
    ).toMatchObject({ status: 'BLOCK', maxQty: 99 });
  });

  it('volatility is annual, over NAV', () => {
    const seen = judged(book(0), buy(100), limitOf('PORTFOLIO_VOL', 'FRACTION', '1'));
    expect(seen.after).toBeCloseTo((Math.sqrt(252) * SIGMA) / 10_000, 12);
    // 0.7246 of NAV for 100 shares: 138 shares within 1.
    expect(seen).toMatchObject({ status: 'PASS', maxQty: 138 });
  });

  it('a perfect hedge leaves none', () => {
    const seen = judged(book(100), build.ticket('B', 50, SHORT), limitOf('PORTFOLIO_VOL', 'FRACTION', '0.1'));
    expect(seen).toMatchObject({ status: 'PASS', after: 0 });
  });
});

describe('INCREMENTAL_VAR: what the ticket adds', () => {
  const at = (desk: NaiveDesk, ticket: Ticket, hard: string) =>
    judged(desk, ticket, limitOf('INCREMENTAL_VAR', 'MONEY', hard));

  it.each([
    ['at hard', book(100), buy(40), '100', { status: 'WARN', before: 0, after: 100, maxQty: 40 }],
    ['one share above', book(100), buy(41), '100', { status: 'BLOCK', after: 102.5, maxQty: 40 }],
    ['a hedge takes away', book(100), build.ticket('B', 25, SHORT), '100', { status: 'PASS', after: -125 }],
    [
      'a limit of zero admits a hedge',
      book(100),
      build.ticket('B', 100, SHORT),
      '0',
      { status: 'PASS', after: 0, maxQty: 100 },
    ],
    [
      'and nothing beyond it',
      book(100),
      build.ticket('B', 101, SHORT),
      '0',
      { status: 'BLOCK', after: 5, maxQty: 100 },
    ],
  ] as const)('%s', (_name, desk, ticket, hard, expected) => {
    expect(at(desk, ticket, hard)).toMatchObject(expected);
  });
});

const RISK = [
  ['VAR_PARAMETRIC', 'MONEY', '0'],
  ['VAR_HISTORICAL', 'MONEY', '0'],
  ['EXPECTED_SHORTFALL', 'MONEY', '0'],
  ['INCREMENTAL_VAR', 'MONEY', '0'],
  ['PORTFOLIO_VOL', 'FRACTION', '0'],
] as const;

describe.each(RISK)('%s without what it needs', (control, unit, hard) => {
  const seen = (desk: NaiveDesk, ticket: Ticket, more: Partial<Limit> = {}) =>
    judged(desk, ticket, limitOf(control, unit, hard, more));

  it.each([
    ['less history than the window', book(0), {}, { params: { window: 5 } }, 'history'],
    ['an index nobody knows', book(0), {}, { params: { index: 'NDX' } }, 'history'],
    [
      'an index with a hole',
      book(0, 0, { bars: [...barsOf('SPY', [64, 80, null, 90, 45]), ...barsOf('A', SWINGS)] }),
      {},
      { params: { window: 2 } },
      'returns',
    ],
    ['no mark', book(0, 0, { marks: [] }), {}, {}, 'price'],
    ['a symbol of the book without a mark', book(0, 5, { marks: [build.mark('A', 10)] }), {}, {}, 'mark'],
    ['a return it refuses to fill', book(0), { symbol: 'C' }, { params: { missing: 'refuse' } }, 'returns'],
    [
      'the same of a symbol in the book',
      book(0, 0, { positions: [build.position('A1', 'C', 5)] }),
      {},
      { params: { missing: 'refuse' } },
      'returns',
    ],
  ] as [string, NaiveDesk, Partial<Ticket>, Partial<Limit>, string][])(
    '%s is undetermined',
    (_name, desk, ticket, limit, input) => {
      expect(seen(desk, buy(10, ticket), limit)).toMatchObject({
        status: 'UNDETERMINED',
        after: null,
        missing: { input },
      });
    },
  );

  it('with no NAV a ratio to it is undetermined', () => {
    const broke = book(0, 0, { accounts: [build.account('A1', 0)] });
    expect(judged(broke, buy(10), limitOf(control, 'FRACTION', '0'))).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'nav' },
    });
  });

  it('a filled return is named', () => {
    const ticket = build.ticket('C', 10);
    const proxied = seen(book(0), ticket, { params: { missing: 'proxy' } });
    expect(proxied).toMatchObject({ status: 'BLOCK', notes: ['C'] });
    expect(seen(book(0), ticket, { params: { missing: 'zero' } }).notes).toEqual([]);
  });

  it('reducing is exempt when undetermined', () => {
    const desk = book(50, 0, { bars: [] });
    expect(seen(desk, buy(10, SELL))).toMatchObject({ status: 'WARN', exempt: 'REDUCING' });
  });

  it.each([
    ['another unit', { unit: 'QTY' as Unit }],
    ['another currency', { unit: 'MONEY' as Unit, currency: 'EUR' as Currency }],
    ['a confidence of one', { params: { confidence: '1' } }],
    ['a window of one', { params: { window: 1 } }],
    ['a param it does not read', { params: { rate: '0.2' } }],
  ] as [string, Partial<Limit>][])('a limit with %s is undetermined', (_name, more) => {
    expect(seen(book(0), buy(10), more)).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'limit' },
    });
  });
});

describe('RISK_BUDGET: historical VaR over what may be used', () => {
  const at = (shares: number, hard: string, budget = '500') =>
    judged(book(0), buy(shares), limitOf('RISK_BUDGET', 'FRACTION', hard, { params: { budget } }));

  it.each([
    ['half of it', 100, '1', { status: 'PASS', before: 0, after: 0.5 }],
    ['all of it', 200, '1', { status: 'WARN', after: 1, maxQty: 200 }],
    ['one share more', 201, '1', { status: 'BLOCK', maxQty: 200 }],
    ['half allowed', 101, '0.5', { status: 'BLOCK', maxQty: 100 }],
  ] as const)('%s', (_name, shares, hard, expected) => {
    expect(at(shares, hard)).toMatchObject(expected);
  });

  it('without a budget it is undetermined', () => {
    expect(judged(book(0), buy(1), limitOf('RISK_BUDGET', 'FRACTION', '1'))).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'limit', detail: 'params.budget is missing' },
    });
    expect(at(1, '1', '0').status).toBe('UNDETERMINED');
  });
});
