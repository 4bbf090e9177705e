import { describe, expect, it } from 'vitest';
import { engineOf } from '#electron/core/validation/engine-of-naive-desk.testing.ts';
import { barsOf, judged } from '#electron/core/validation/judged.testing.ts';
import { CONTROL_CODES, type ControlCode } from '#shared/domain/control.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { AccountId, Currency, SymbolId } from '#shared/domain/ids.ts';
import type { Shares } from '#shared/domain/decimal.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import { firstDay } from '#shared/testing/naive-loss-measures.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { limited, simple } from '#shared/testing/single-outcome.ts';
import type { Comparison } from './control.ts';
import { CONTROLS, comparisonOf } from './registry.ts';

/* What holds for every control that takes a limit, so that a new one is held to it without a new test. */

const comparisons = CONTROL_CODES.map(comparisonOf).filter((control) => control !== undefined);
const CLOSES = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 10 : 9));
const rising = (step: number) => CLOSES.map((_, at) => 20 + step * at + (at % 3));

const WAS = { nav: build.money(1_000_000) };
/** When every period opened the firm was worth ten times what it is. */
const ALL_WERE_WORTH: NavMarks = {
  level: 'FIRM',
  key: '*',
  day: { from: firstDay(build.desk(), 'day'), ...WAS },
  week: { from: firstDay(build.desk(), 'week'), ...WAS },
  month: { from: firstDay(build.desk(), 'month'), ...WAS },
  highWater: WAS.nav,
};

/** A1 holds 100 of A (1,000), 10 of B and 98,800 in cash; sixty sessions of bars. */
const desk = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    instruments: ['A', 'B', 'C'].map((symbol) =>
      build.instrument(symbol, { sharesOutstanding: 1000 as Shares }),
    ),
    marks: [build.mark('A', 10), build.mark('B', 20), build.mark('C', 10)],
    accounts: [build.account('A1', 98_800)],
    positions: [build.position('A1', 'A', 100), build.position('A1', 'B', 10)],
    quotes: [build.quote('A', 9.9, 10.1)],
    loadings: ['A', 'B', 'C'].map((symbol) => ({
      symbol: symbol as SymbolId,
      factor: 'beta',
      loading: 1,
    })),
    ladder: { ...EMPTY_LADDER, scenarios: [build.scenario('down', { market: -0.1 })] },
    navMarks: [ALL_WERE_WORTH],
    bars: [...barsOf('SPY', CLOSES), ...barsOf('A', CLOSES), ...barsOf('B', rising(0.25))],
    ...more,
  });
/** A ticket that every control has something to say about, worse than the book in every way. */
const TICKET = build.ticket('A', 10, {
  ordType: 'LIMIT',
  price: build.price('10.01'),
  strategy: 'mean' as Ticket['strategy'],
});
const SELL: Partial<Ticket> = { side: 'SELL', price: build.price('9.99') };

const paramsOf = (control: Comparison): Limit['params'] => ({
  ...(control.params.includes('window') ? { window: 40 } : {}),
  ...Object.fromEntries((control.requires ?? []).map((name) => [name, REQUIRED[name] ?? ''])),
});
const REQUIRED: Limit['params'] = { budget: 1000, metric: 'GROSS_EXPOSURE', op: '<=' };
/** A limit that any ticket breaks: nothing is allowed, or more is asked than there is. */
const broken = (control: Comparison, more: Partial<Limit> = {}): Limit =>
  build.limit(control.code, control.units[0] ?? 'MONEY', control.minimum ? '1000000000' : '0', {
    params: paramsOf(control),
    ...more,
  });
const seen = (control: Comparison, on: NaiveDesk, ticket: Ticket, more: Partial<Limit> = {}) =>
  judged(on, ticket, broken(control, more));

/** These look at the hour, the price, the volume or the other holdings alone. */
const ANY_QUANTITY: readonly ControlCode[] = [
  'STALE_PRICE',
  'SESSION',
  'PRICE_COLLAR',
  'MEAN_CORRELATION',
  'DAILY_LOSS',
  'WEEKLY_LOSS',
  'MONTHLY_LOSS',
  'DRAWDOWN',
  'MIN_ADV',
  'SPREAD',
  'MARKET_CAP',
];
/** Broken by what came before, or by the hour; the others compare with 0 and lose. */
const aged = (control: Comparison): NaiveDesk => {
  switch (control.code) {
    case 'STALE_PRICE':
      return desk({
        marks: [build.mark('A', 10, (build.NOON - 1000) as typeof build.NOON), build.mark('B', 20)],
      });
    case 'SESSION':
      return desk({ calendars: [build.calendar('XNYS', { weekdays: [] })] });
    case 'DUPLICATE_ORDER':
      return desk({
        messages: ['A1', 'A9'].flatMap((account) => [
          build.sent({ ...TICKET, account: account as AccountId }, 1),
          build.sent({ ...TICKET, ...SELL, account: account as AccountId }, 1),
          build.sent({ ...TICKET, symbol: 'Z' as SymbolId, account: account as AccountId }, 1),
        ]),
      });
    default:
      return desk();
  }
};

describe.each(comparisons.map((control) => [control.code, control] as const))('%s', (_code, control) => {
  it('blocks what breaks it, and names itself', () => {
    const on = limited(aged(control), broken(control));
    // More of what is held makes no more positions.
    const ticket = control.code === 'POSITION_COUNT' ? { ...TICKET, symbol: 'C' as SymbolId } : TICKET;
    const decision = engineOf(on)(ticket);
    expect(decision.outcomes.find((row) => row.code === control.code)).toMatchObject({
      status: 'BLOCK',
      limitId: broken(control).limitId,
      limitVersion: 1,
      missing: null,
    });
    expect(isDenied(decision.verdict)).toBe(true);
    expect(decision.binding?.code).toBe(control.code);
  });

  it('only warns, or only records, where its limit says so', () => {
    expect(seen(control, aged(control), TICKET, { action: 'WARN' }).status).toBe('WARN');
    expect(seen(control, aged(control), TICKET, { action: 'LOG' })).toMatchObject({
      status: 'PASS',
      exempt: null,
    });
  });

  it('cannot be switched off by a limit that makes no sense', () => {
    const wrongUnit = control.units.includes('DAYS') ? 'QTY' : 'DAYS';
    const mistakes: Partial<Limit>[] = [
      { unit: wrongUnit },
      { hard: 'NaN' },
      { hard: 'Infinity' },
      { hard: '-1' },
      { hard: '' },
      { soft: 'abc' },
      { params: { ...paramsOf(control), nonsense: 1 } },
      ...(control.units[0] === 'MONEY' ? [{ currency: 'EUR' as Currency }, { currency: null }] : []),
    ];
    for (const mistake of mistakes) {
      for (const action of ['BLOCK', 'WARN', 'LOG'] as const) {
        const outcome = seen(control, aged(control), TICKET, { ...mistake, action });
        expect(outcome).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'limit' }, after: null });
      }
    }
  });

  it('an unknown symbol is undetermined', () => {
    const outcome = seen(control, aged(control), { ...TICKET, symbol: 'Z' as SymbolId });
    if (control.symbolFree === true) expect(outcome.status).toBe('BLOCK');
    else expect(outcome).toMatchObject({ status: 'UNDETERMINED', maxQty: 0 });
  });

  it('an unknown account is undetermined, unless only the ticket counts', () => {
    const outcome = seen(control, aged(control), { ...TICKET, account: 'A9' as AccountId });
    const needsNone = control.ticketOnly && control.inputs !== 'BOOK';
    expect(outcome.status).toBe(needsNone ? 'BLOCK' : 'UNDETERMINED');
  });

  it('a quantity that is no quantity is undetermined, unless none counts', () => {
    for (const shares of [0, -10]) {
      const outcome = seen(control, aged(control), { ...TICKET, orderQty: build.quantity(shares) });
      expect(outcome.status).toBe(ANY_QUANTITY.includes(control.code) ? 'BLOCK' : 'UNDETERMINED');
    }
  });

  it('exempts a reducing ticket, unless it is of group O or S', () => {
    const outcome = seen(control, aged(control), { ...TICKET, ...SELL });
    if (control.group === 'O' || control.group === 'S')
      expect(outcome).toMatchObject({ status: 'BLOCK', exempt: null });
    else expect(isDenied(outcome.status)).toBe(false);
    const more = seen(control, aged(control), { ...TICKET, ...SELL, orderQty: build.quantity(101) });
    expect(more.exempt).not.toBe('REDUCING');
  });

  it('at its own maxQty it does not deny, one lot more it does', () => {
    // A limit between the book and the ticket, from what the ticket measured.
    const { after } = seen(control, aged(control), TICKET, { action: 'WARN' });
    if (after === null || control.crossing === 'NONE') return;
    const between = {
      hard: after.toFixed(control.units[0] === 'MONEY' ? 2 : control.units[0] === 'COUNT' ? 0 : 6),
    };
    const { maxQty } = seen(control, aged(control), TICKET, between);
    if (maxQty === null) return;
    const at = (shares: number) =>
      seen(control, aged(control), { ...TICKET, orderQty: build.quantity(shares) }, between);
    if (maxQty > 0) expect(isDenied(at(maxQty).status)).toBe(false);
    expect(isDenied(at(maxQty + 1).status)).toBe(true);
  });
});

describe('the catalogue', () => {
  it('has every code, in order, under its own name', () => {
    expect(Object.keys(CONTROLS)).toEqual([...CONTROL_CODES]);
    expect(Object.values(CONTROLS).map((control) => control.code)).toEqual([...CONTROL_CODES]);
  });
});
