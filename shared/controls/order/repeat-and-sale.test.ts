import { describe, expect, it } from 'vitest';
import { judged, outcomeOf } from '#electron/core/validation/judged.testing.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { AccountId, ClOrdId, DeskId, EpochMs, IsoDate, SymbolId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket, TimeInForce } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const SECOND = 1_000_000;
const at = (price: number, more: Partial<Ticket> = {}): Partial<Ticket> => ({
  ordType: 'LIMIT',
  price: build.price(price),
  ...more,
});
const TICKET = build.ticket('A', 100, at(10));
const desk = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    accounts: [
      build.account('A1', 1000),
      build.account('A2', 1000),
      build.account('A3', 1000, { desk: 'DESK2' as DeskId }),
    ],
    ...more,
  });
type Row = [
  name: string,
  before: Partial<Ticket>,
  expected: Partial<Outcome>,
  ago?: number,
  limit?: Partial<Limit>,
];

describe('DUPLICATE_ORDER: the same in 30 s', () => {
  it.each<Row>([
    ['the same', {}, { status: 'BLOCK', after: 1, hard: 0, maxQty: 99 }],
    ['just inside the window', {}, { status: 'BLOCK' }, 30 * SECOND - 1],
    ['just outside', {}, { status: 'PASS', after: 0, maxQty: null }, 30 * SECOND],
    ['a shorter window', {}, { status: 'PASS' }, 5 * SECOND, { params: { window: 5 } }],
    ['a limit that only warns', {}, { status: 'WARN' }, 1, { action: 'WARN' }],
    ['a limit that only records', {}, { status: 'PASS' }, 1, { action: 'LOG' }],
    ['a limit that allows one', {}, { status: 'WARN', after: 1 }, 1, { hard: '1' }],
    ['another symbol', { symbol: 'B' as SymbolId }, { status: 'PASS', after: 0 }],
    ['another side', { side: 'SELL' }, { status: 'PASS', after: 0 }],
    ['another type', { ordType: 'MARKET', price: null }, { status: 'WARN', after: 0 }],
    ['another price', at(10.01), { status: 'WARN', after: 0 }],
    ['another stop price', { stopPx: build.price(9) }, { status: 'WARN', after: 0 }],
    ['another account of the desk', { account: 'A2' as AccountId }, { status: 'WARN', after: 0 }],
    ['an account of another desk', { account: 'A3' as AccountId }, { status: 'PASS', after: 0 }],
    // The tenth is that of the earlier quantity: 100 is near to what lies between 90.909... and 111.111...
    ['a tenth less', { orderQty: build.quantity('90.909091') }, { status: 'WARN', after: 0 }],
    ['more than a tenth less', { orderQty: build.quantity('90.90909') }, { status: 'PASS', after: 0 }],
    ['a tenth more', { orderQty: build.quantity('111.111111') }, { status: 'WARN', after: 0 }],
    ['more than a tenth more', { orderQty: build.quantity('111.111112') }, { status: 'PASS', after: 0 }],
  ])('%s', (_name, before, expected, ago = 1, limit) => {
    const on = desk({ messages: [build.sent({ ...TICKET, ...before }, ago)] });
    const outcome =
      limit === undefined
        ? outcomeOf(on, TICKET, 'DUPLICATE_ORDER')
        : judged(on, TICKET, build.limit('DUPLICATE_ORDER', 'COUNT', '0', limit));
    expect(outcome).toMatchObject(expected);
  });

  it('names the ticket it repeats and when it may go', () => {
    const sent = { ...TICKET, clOrdId: 'T0' as ClOrdId };
    expect(
      outcomeOf(desk({ messages: [build.sent(sent, 10 * SECOND)] }), TICKET, 'DUPLICATE_ORDER').notes,
    ).toEqual(['the same as T0', 'frees at 12:00:20.000 UTC']);
    const near = { ...sent, orderQty: build.quantity(105) };
    expect(
      outcomeOf(desk({ messages: [build.sent(near, 10 * SECOND)] }), TICKET, 'DUPLICATE_ORDER').notes,
    ).toEqual(['nearly the same as T0', 'frees at 12:00:20.000 UTC']);
  });

  it('a cancel is not a ticket that is repeated', () => {
    const on = desk({ messages: [build.sent(TICKET, 1, { kind: 'CANCEL' })] });
    expect(outcomeOf(on, TICKET, 'DUPLICATE_ORDER').status).toBe('PASS');
  });

  it('an earlier quantity is where more of it ends', () => {
    const larger = { ...TICKET, orderQty: build.quantity(300) };
    expect(outcomeOf(desk({ messages: [build.sent(larger, 1)] }), TICKET, 'DUPLICATE_ORDER')).toMatchObject({
      status: 'PASS',
      maxQty: 299,
    });
  });
});

describe('SELF_MATCH', () => {
  const MARKET = { ordType: 'MARKET', price: null } as const;
  const stop = (more: Partial<Ticket> = {}) =>
    ({ ordType: 'STOP', price: null, stopPx: build.price(9), ...more }) as const;
  const stopLimit = (price: number) => at(price, { ordType: 'STOP_LIMIT', stopPx: build.price(9) });
  type MatchRow = [
    name: string,
    working: Partial<Ticket>,
    ticket: Partial<Ticket>,
    status: Outcome['status'],
  ];
  const SELL = { side: 'SELL' } as const;
  it.each<MatchRow>([
    ['a buy below the sell', at(10.01, SELL), at(10), 'PASS'],
    ['a buy at the sell', at(10, SELL), at(10), 'BLOCK'],
    ['a buy above the sell', at(9.99, SELL), at(10), 'BLOCK'],
    ['a sell above the buy', at(10), at(10.01, SELL), 'PASS'],
    ['a sell at the buy', at(10), at(10, SELL), 'BLOCK'],
    ['a short sale at the buy', at(10), at(10, { side: 'SELL_SHORT' }), 'BLOCK'],
    ['a market order', at(999, SELL), MARKET, 'BLOCK'],
    ['a working market order', { ...MARKET, ...SELL }, at(1), 'BLOCK'],
    ['a stop may become a market order', at(999, SELL), stop(), 'BLOCK'],
    ['so may a working one', stop(SELL), at(1), 'BLOCK'],
    ['a stop limit keeps its limit', at(10.01, SELL), stopLimit(10), 'PASS'],
    ['and crosses at it', at(10, SELL), stopLimit(10), 'BLOCK'],
    ['the same side', at(10), at(10), 'PASS'],
    ['another symbol', at(10, { ...SELL, symbol: 'B' as SymbolId }), at(10), 'PASS'],
    ['another desk of the firm', at(10, { ...SELL, account: 'A3' as AccountId }), at(10), 'BLOCK'],
    ['a limit that cannot be read', at(10, SELL), { ordType: 'LIMIT', price: null }, 'BLOCK'],
  ])('%s', (_name, working, ticket, status) => {
    const order = { ...build.ticket('A', 100, { clOrdId: 'W1' as ClOrdId }), ...working };
    const outcome = outcomeOf(
      desk({ working: [build.working(order)] }),
      { ...TICKET, ...ticket },
      'SELF_MATCH',
    );
    expect(outcome.status).toBe(status);
    if (status === 'BLOCK')
      expect(outcome).toMatchObject({ maxQty: 0, notes: [expect.stringContaining('W1')] });
  });

  it('names the order that is the easiest to meet', () => {
    const working = [10.03, 10.01, 10.02].map((price, i) =>
      build.working(build.ticket('A', 1, at(price, { side: 'SELL', clOrdId: `W${i}` as ClOrdId }))),
    );
    const outcome = outcomeOf(desk({ working }), { ...TICKET, ...at(10.05) }, 'SELF_MATCH');
    expect(outcome.notes).toEqual(['would meet W1: SELL 1 LIMIT at 10.01']);
  });
});

describe('SHORT_SALE', () => {
  const sell = (shares: number, more: Partial<Ticket> = {}) =>
    build.ticket('A', shares, { side: 'SELL', clOrdId: 'T9' as ClOrdId, ...more });
  const short = (shares: number, more: Partial<Ticket> = {}) => sell(shares, { side: 'SELL_SHORT', ...more });
  const held = { positions: [build.position('A1', 'A', 100), build.position('A2', 'A', 100)] };
  const locates = [build.locate('A1', 'A', 100)];
  const until = (expires: string) => ({
    locates: [{ ...build.locate('A1', 'A', 100), expires: expires as IsoDate }],
  });
  type SaleRow = [name: string, desk: Partial<NaiveDesk>, ticket: Ticket, expected: Partial<Outcome>];
  it.each<SaleRow>([
    ['a buy', {}, build.ticket('A', 1), { status: 'PASS', maxQty: null }],
    ['all that is held', held, sell(100), { status: 'PASS', maxQty: 100 }],
    ['one more', held, sell(101), { status: 'BLOCK', maxQty: 100 }],
    ['nothing held', {}, sell(1), { status: 'BLOCK', maxQty: 0 }],
    ['a short position', { positions: [build.position('A1', 'A', -5)] }, sell(1), { status: 'BLOCK' }],
    [
      'what is offered already',
      { ...held, working: [build.working(sell(60))] },
      sell(41),
      { status: 'BLOCK', maxQty: 40 },
    ],
    [
      'a buy that works is not held',
      { working: [build.working(build.ticket('A', 50))] },
      sell(1),
      { status: 'BLOCK' },
    ],
    ['all that is located', { locates }, short(100), { status: 'PASS', maxQty: 100 }],
    ['one more than is located', { locates }, short(101), { status: 'BLOCK', maxQty: 100 }],
    ['nothing located', {}, short(1), { status: 'BLOCK', maxQty: 0 }],
    [
      'located for another account',
      { locates: [build.locate('A2', 'A', 100)] },
      short(1),
      { status: 'BLOCK' },
    ],
    ['located in another symbol', { locates: [build.locate('A1', 'B', 100)] }, short(1), { status: 'BLOCK' }],
    [
      'two locates',
      { locates: [...locates, { ...build.locate('A1', 'A', 20), expires: '2026-01-31' as IsoDate }] },
      short(120),
      { status: 'PASS', maxQty: 120 },
    ],
    ['the last day of a locate', until('2026-01-16'), short(100), { status: 'PASS' }],
    ['the day after', until('2026-01-15'), short(1), { status: 'BLOCK', maxQty: 0 }],
    [
      'what works short',
      { locates, working: [build.working(short(60))] },
      short(41),
      { status: 'BLOCK', maxQty: 40 },
    ],
    [
      'what was filled short today',
      { locates, fills: [build.fill(short(60), 1)] },
      short(41),
      { status: 'BLOCK', maxQty: 40 },
    ],
    [
      'what was filled short yesterday',
      { locates, fills: [build.fill(short(60), 1, { day: 20_260_115 })] },
      short(100),
      { status: 'PASS' },
    ],
    [
      'a symbol nobody knows',
      {},
      sell(1, { symbol: 'Z' as SymbolId }),
      { status: 'UNDETERMINED', maxQty: 0 },
    ],
    [
      'an account nobody knows',
      {},
      short(1, { account: 'A9' as AccountId }),
      { status: 'UNDETERMINED', maxQty: 0 },
    ],
  ])('%s', (_name, more, ticket, expected) => {
    expect(outcomeOf(desk(more), ticket, 'SHORT_SALE')).toMatchObject(expected);
  });
});

describe('SESSION', () => {
  /** A Friday in winter: New York is five hours behind UTC. */
  const utc = (time: string, date = '2026-01-16') => Date.parse(`${date}T${time}Z`) as EpochMs;
  const standing = (now: EpochMs, exchange = 'XNYS', more: Partial<NaiveDesk> = {}) =>
    desk({
      clock: { mode: 'LIVE', now },
      instruments: [build.instrument('A', { exchange })],
      ...more,
    });
  const seen = (on: NaiveDesk, timeInForce: TimeInForce) =>
    outcomeOf(on, { ...TICKET, timeInForce }, 'SESSION').status;

  it.each([
    ['before the day', '08:59:59.999', 'BLOCK', 'PASS', 'BLOCK', 'BLOCK'],
    ['before the open', '09:00:00', 'PASS', 'PASS', 'BLOCK', 'PASS'],
    ['a moment before the open', '14:29:59.999', 'PASS', 'PASS', 'BLOCK', 'PASS'],
    ['at the open', '14:30:00', 'PASS', 'PASS', 'PASS', 'BLOCK'],
    ['a moment before the close', '20:59:59.999', 'PASS', 'PASS', 'PASS', 'BLOCK'],
    ['at the close', '21:00:00', 'BLOCK', 'PASS', 'BLOCK', 'BLOCK'],
  ] as const)('%s', (_name, time, day, gtc, ioc, opg) => {
    const on = standing(utc(time));
    expect((['DAY', 'GTC', 'IOC', 'OPG'] as const).map((tif) => seen(on, tif))).toEqual([day, gtc, ioc, opg]);
  });

  it('takes orders for the closing auction until ten minutes before it', () => {
    expect(seen(standing(utc('20:49:59.999')), 'CLS')).toBe('PASS');
    expect(seen(standing(utc('20:50:00')), 'CLS')).toBe('BLOCK');
  });

  it('follows the clocks of the exchange into summer', () => {
    expect(seen(standing(utc('13:30:00', '2026-07-17')), 'IOC')).toBe('PASS');
    expect(seen(standing(utc('13:29:00', '2026-07-17')), 'IOC')).toBe('BLOCK');
  });

  it('knows weekends, holidays and early closes', () => {
    const calendars = [
      build.calendar('XNYS', { holidays: [20_260_116], earlyCloses: [[20_260_120, '13:00']] }),
    ];
    expect(seen(standing(utc('15:00:00', '2026-01-17')), 'DAY')).toBe('BLOCK');
    expect(seen(standing(utc('15:00:00'), 'XNYS', { calendars }), 'DAY')).toBe('BLOCK');
    expect(seen(standing(utc('17:59:00', '2026-01-20'), 'XNYS', { calendars }), 'DAY')).toBe('PASS');
    expect(seen(standing(utc('18:00:00', '2026-01-20'), 'XNYS', { calendars }), 'DAY')).toBe('BLOCK');
  });

  it('says what it does not take', () => {
    expect(outcomeOf(standing(utc('22:00:00')), TICKET, 'SESSION')).toMatchObject({
      status: 'BLOCK',
      notes: ['XNYS is CLOSED: no LIMIT DAY'],
    });
  });

  it.each([
    ['an alias', 'XNYS_ALIAS', 'PASS'],
    ['an alias in lower case', 'xnys_alias', 'PASS'],
    ['no exchange is the usual one', '', 'PASS'],
    ['an exchange that no calendar has', 'XLON', 'UNDETERMINED'],
  ] as const)('%s', (_name, exchange, status) => {
    expect(outcomeOf(standing(utc('15:00:00'), exchange), TICKET, 'SESSION').status).toBe(status);
  });

  it('names the exchange that no calendar has, and the date that one does not cover', () => {
    expect(outcomeOf(standing(utc('15:00:00'), 'XLON'), TICKET, 'SESSION').missing).toEqual({
      input: 'calendar',
      detail: 'XLON',
    });
    const calendars = [build.calendar('XNYS', { to: 20_260_115 })];
    expect(
      outcomeOf(standing(utc('15:00:00'), 'XNYS', { calendars }), TICKET, 'SESSION').missing?.detail,
    ).toContain('XNYS');
  });

  it('a limit may name the calendar of what has no exchange, only warn, or only record', () => {
    const on = standing(utc('22:00:00'), '');
    const limit = (more: Partial<Limit>) =>
      judged(on, TICKET, build.limit('SESSION', 'COUNT', '0', more)).status;
    expect(limit({ params: { calendar: '24x7' } })).toBe('PASS');
    expect(limit({ params: { calendar: 'XLON' } })).toBe('UNDETERMINED');
    expect(limit({ action: 'WARN' })).toBe('WARN');
    expect(limit({ action: 'LOG' })).toBe('PASS');
  });

  it.each([
    ['LIMIT', 'PASS'],
    ['limit, stop_limit', 'PASS'],
    ['STOP,MARKET', 'BLOCK'],
    ['LIMIT,ICEBERG', 'UNDETERMINED'],
  ])('a limit order under a limit that allows %s: %s', (ordTypes, status) => {
    const row = judged(
      standing(utc('15:00:00')),
      { ...TICKET, ordType: 'LIMIT', price: build.price(10) },
      build.limit('SESSION', 'COUNT', '0', { params: { ordTypes } }),
    );
    expect(row.status).toBe(status);
    if (status === 'BLOCK') expect(row.notes).toEqual(['LIMIT is none of MARKET, STOP']);
    if (status === 'UNDETERMINED') expect(row.missing?.detail).toContain("'ICEBERG' is none of MARKET");
  });

  it('a clock frozen in the last second of the last day with bars is inside the session', () => {
    const bars = [{ symbol: TICKET.symbol, date: 20_260_117, close: build.price(10), volume: null }];
    const end = utc('23:59:59', '2026-01-17');
    const frozen = (more: Partial<NaiveDesk>) =>
      seen(standing(end, 'XNYS', { clock: { mode: 'AS_OF', now: end }, bars, ...more }), 'DAY');
    expect(frozen({})).toBe('PASS');
    expect(frozen({ clock: { mode: 'LIVE', now: end } })).toBe('BLOCK');
    expect(frozen({ clock: { mode: 'AS_OF', now: (end - 1) as EpochMs } })).toBe('BLOCK');
    expect(frozen({ bars: [] })).toBe('BLOCK');
  });
});
