import { describe, expect, it } from 'vitest';
import { judged } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SELL = { side: 'SELL' } as const;
const SHORT = { side: 'SELL_SHORT' } as const;
/** A1 holds `a` of A (marked 10) and `b` of B (marked 20); NAV is cash and both. */
const book = (a: number, b: number, cash: number | string, account = {}): Partial<NaiveDesk> => ({
  instruments: [build.instrument('A'), build.instrument('B')],
  marks: [build.mark('A', 10), build.mark('B', 20)],
  accounts: [build.account('A1', cash, account)],
  positions: [build.position('A1', 'A', a), build.position('A1', 'B', b)].filter((row) => row.quantity !== 0),
});

type Row = [
  name: string,
  desk: Partial<NaiveDesk>,
  symbol: string,
  shares: number,
  expected: Partial<Outcome>,
  ticket?: Partial<Ticket>,
  limit?: Partial<Limit>,
];

describe('BUYING_POWER: excess at least 0', () => {
  it.each<Row>([
    ['a purchase of all the cash', book(0, 0, 1000), 'A', 100, { status: 'PASS', before: 1000, after: 0 }],
    ['one share more', book(0, 0, 1000), 'A', 101, { status: 'BLOCK', after: -10, maxQty: 100 }],
    ['a cent less of cash', book(0, 0, '999.99'), 'A', 100, { status: 'BLOCK', after: -0.01, maxQty: 99 }],
    // NAV 1,000; a short of 66 needs 990, of 67 1,005.
    ['a short needs half as much again', book(0, 0, 1000), 'A', 66, { status: 'PASS', after: 10 }, SHORT],
    ['and no more', book(0, 0, 1000), 'A', 67, { status: 'BLOCK', after: -5, maxQty: 66 }, SHORT],
    // NAV 500 - 400 + 900; margin 500 long, 600 short: 1,100 of 1,000.
    [
      'over already, more',
      book(50, -20, 900),
      'A',
      1,
      { status: 'BLOCK', before: -100, after: -110, maxQty: 0 },
    ],
    [
      'over already, reducing a long',
      book(50, -20, 900),
      'A',
      50,
      { status: 'WARN', exempt: 'REDUCING', before: -100, after: -100 },
      SELL,
    ],
    [
      'the worse of both sides counts, not their sum',
      { ...book(0, 0, 1000), working: [build.working(build.ticket('A', 60, SHORT))] },
      'A',
      90,
      { status: 'PASS', before: 100, after: 100 },
    ],
    [
      'rates of the limit',
      book(0, 0, 1000),
      'A',
      200,
      { status: 'PASS', after: 0 },
      {},
      { params: { marginLong: '0.5' } },
    ],
    [
      'rates of the account',
      book(0, 0, 1000, { marginRateLong: 0.25 }),
      'A',
      400,
      { status: 'PASS', after: 0 },
    ],
    [
      'a symbol of the book without a mark',
      { ...book(5, 5, 0), marks: [build.mark('A', 10)] },
      'A',
      1,
      { status: 'UNDETERMINED' },
    ],
    [
      'the same, reducing',
      { ...book(5, 5, 0), marks: [build.mark('A', 10)] },
      'A',
      1,
      { status: 'WARN', exempt: 'REDUCING' },
      SELL,
    ],
    [
      'an account far under water',
      book(0, 0, -500),
      'A',
      1,
      { status: 'BLOCK', before: -500, after: -510, maxQty: 0 },
    ],
  ])('%s', (_name, desk, symbol, shares, expected, ticket = {}, limit = {}) => {
    const min = build.limit('BUYING_POWER', 'MONEY', '0', {
      scope: { level: 'ACCOUNT', key: '*' },
      ...limit,
    });
    expect(judged(simple(desk), build.ticket(symbol, shares, ticket), min)).toMatchObject(expected);
  });
});
