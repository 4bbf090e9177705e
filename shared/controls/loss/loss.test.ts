import { describe, expect, it } from 'vitest';
import { judged } from '#electron/core/validation/judged.testing.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { Money } from '#shared/domain/decimal.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Limit, Unit } from '#shared/domain/limit.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { firstDay } from '#shared/testing/naive-loss-measures.ts';
import { simple } from '#shared/testing/single-outcome.ts';

const PERIODS = ['day', 'week', 'month'] as const;
const marks = (nav: string | null, more: Partial<NavMarks> = {}): NavMarks => {
  const was = nav === null ? null : build.money(nav);
  const [day, week, month] = PERIODS.map((period) => ({ from: firstDay(build.desk(), period), nav: was }));
  if (day === undefined || week === undefined || month === undefined) throw new Error('three periods');
  return { level: 'FIRM', key: '*', day, week, month, highWater: was, ...more };
};
/** A1 holds 50 of A, marked 10, and cash of 500: NAV 1,000. */
const desk = (navMarks: readonly NavMarks[], more: Partial<NaiveDesk> = {}): NaiveDesk =>
  simple({
    instruments: [build.instrument('A')],
    marks: [build.mark('A', 10)],
    accounts: [build.account('A1', 500)],
    positions: [build.position('A1', 'A', 50)],
    navMarks,
    ...more,
  });
const seen = (
  control: ControlCode,
  on: NaiveDesk,
  hard: string,
  unit: Unit = 'FRACTION',
  ticket: Partial<Ticket> = {},
  limit: Partial<Limit> = {},
): Outcome => judged(on, build.ticket('A', 1, ticket), build.limit(control, unit, hard, limit));

describe.each(['DAILY_LOSS', 'WEEKLY_LOSS', 'MONTHLY_LOSS', 'DRAWDOWN'] as const)('%s', (control) => {
  it.each<[string, string, string, Partial<Outcome>]>([
    ['a fifth is lost, a fifth allowed', '1250', '0.2', { status: 'WARN', before: 0.2, after: 0.2 }],
    ['a cent more was there', '1250.01', '0.2', { status: 'BLOCK', maxQty: 0 }],
    ['within soft', '1250', '0.25', { status: 'PASS' }],
    ['nothing is lost', '1000', '0.1', { status: 'PASS', after: 0 }],
  ])('%s', (_name, was, hard, expected) => {
    expect(seen(control, desk([marks(was)]), hard)).toMatchObject(expected);
  });

  it('never blocks an exit', () => {
    expect(seen(control, desk([marks('2000')]), '0.1', 'FRACTION', { side: 'SELL' })).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
    });
  });

  it.each<[string, NaiveDesk, string]>([
    ['what was never recorded', desk([]), control === 'DRAWDOWN' ? 'highWater' : 'open'],
    ['what could not be valued', desk([marks(null)]), control === 'DRAWDOWN' ? 'highWater' : 'open'],
    ['a holding without a mark', desk([marks('1000')], { marks: [] }), 'nav'],
    [
      'nothing to divide by',
      desk([marks('-1')], { accounts: [build.account('A1', -500)] }),
      control === 'DRAWDOWN' ? 'highWater' : 'open',
    ],
  ])('is undetermined for %s', (_name, on, input) => {
    expect(seen(control, on, '0.5')).toMatchObject({ status: 'UNDETERMINED', missing: { input } });
  });

  it("looks at the scope's own marks", () => {
    const own = marks('1250', { level: 'ACCOUNT', key: 'A1' });
    const scope = { scope: { level: 'ACCOUNT', key: '*' } } as const;
    expect(seen(control, desk([own]), '0.2', 'FRACTION', {}, scope)).toMatchObject({
      status: 'WARN',
      after: 0.2,
    });
    expect(seen(control, desk([own]), '0.2').status).toBe('UNDETERMINED');
  });
});

describe('losses as money, and gains', () => {
  it('compares exactly at a cent', () => {
    expect(seen('DAILY_LOSS', desk([marks('1250')]), '250.00', 'MONEY')).toMatchObject({
      status: 'WARN',
      after: 250,
    });
    expect(seen('DAILY_LOSS', desk([marks('1250.01')]), '250.00', 'MONEY').status).toBe('BLOCK');
  });

  it('a gain is a negative loss, and a new high no drawdown', () => {
    expect(seen('MONTHLY_LOSS', desk([marks('800')]), '0.1')).toMatchObject({ status: 'PASS', after: -0.25 });
    expect(seen('DRAWDOWN', desk([marks('800')]), '0.1')).toMatchObject({ status: 'PASS', after: 0 });
  });

  it('a period that is over is not this one', () => {
    const yesterday = marks('1250', {
      day: { from: firstDay(build.desk(), 'day') - 1, nav: 125_000 as Money },
    });
    expect(seen('DAILY_LOSS', desk([yesterday]), '0.9').status).toBe('UNDETERMINED');
    expect(seen('WEEKLY_LOSS', desk([yesterday]), '0.9').status).toBe('PASS');
  });
});
