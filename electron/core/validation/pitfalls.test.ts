import { describe, expect, it } from 'vitest';
import type { Decision } from '#shared/domain/decision.ts';
import type { Price } from '#shared/domain/decimal.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';
import { barsOf } from './judged.testing.ts';

/** A desk of one account with 100,000 in cash and X at 10; what differs is given. */
const deskOf = (more: Partial<NaiveDesk>, ...limits: Limit[]): NaiveDesk =>
  build.desk({
    instruments: [build.instrument('X'), build.instrument('Y')],
    accounts: [build.account('A1', 100_000)],
    marks: [build.mark('X', 10), build.mark('Y', 10)],
    limits: [...build.wideLimits(), ...limits],
    ...more,
  });
const sell = (shares: number): Ticket => build.ticket('X', shares, { side: 'SELL' });
const outcome = (decision: Decision, code: string, limitId?: string) =>
  decision.outcomes.find((one) => one.code === code && (limitId === undefined || one.limitId === limitId));

/** Mistakes that systems of this kind are known for, each named for the mistake. */
describe('wrong numbers', () => {
  it('the_size_check_looks_at_the_order_alone', () => {
    const desk = deskOf(
      { positions: [build.position('A1', 'X', 900)] },
      build.limit('MAX_POSITION_QTY', 'QTY', '1000', { limitId: 'p' as Limit['limitId'] }),
    );
    expect(engineOf(desk)(build.ticket('X', 100)).verdict).not.toBe('BLOCK');
    expect(engineOf(desk)(build.ticket('X', 101)).verdict).toBe('BLOCK');
  });

  it('a_short_bypasses_the_cap_by_an_unsigned_sum', () => {
    const desk = deskOf(
      { positions: [build.position('A1', 'X', -900)] },
      build.limit('MAX_POSITION_QTY', 'QTY', '1000'),
    );
    expect(engineOf(desk)(sell(101)).verdict).toBe('BLOCK');
    expect(outcome(engineOf(desk)(sell(101)), 'MAX_POSITION_QTY')?.after).toBe(1001);
  });

  it('working_orders_are_forgotten', () => {
    const desk = deskOf(
      { working: [build.working(build.ticket('X', 950))] },
      build.limit('MAX_POSITION_QTY', 'QTY', '1000'),
    );
    expect(engineOf(desk)(build.ticket('X', 51)).verdict).toBe('BLOCK');
  });

  it('the_limit_itself_is_refused_here_and_accepted_there', () => {
    const at = deskOf({}, build.limit('GROSS_EXPOSURE', 'MONEY', '1000.00'));
    expect(engineOf(at)(build.ticket('X', 100)).verdict).toBe('WARN');
    const below = deskOf({}, build.limit('GROSS_EXPOSURE', 'MONEY', '999.99'));
    expect(engineOf(below)(build.ticket('X', 100)).verdict).toBe('BLOCK');
  });

  it('after_a_buy_the_portfolio_value_grows_by_the_order', () => {
    const desk = deskOf({}, build.limit('POSITION_WEIGHT', 'FRACTION', '0.5'));
    expect(outcome(engineOf(desk)(build.ticket('X', 1000)), 'POSITION_WEIGHT')?.after).toBe(0.1);
  });

  it('gross_sums_signed_values', () => {
    const positions = [build.position('A1', 'X', 500), build.position('A1', 'Y', -500)];
    const desk = deskOf({ positions }, build.limit('LEVERAGE', 'RATIO', '2'));
    expect(outcome(engineOf(desk)(build.ticket('X', 1)), 'LEVERAGE')?.before).toBe(0.1);
  });

  it('a_soft_breach_is_only_looked_at_after_the_hard_one_or_returned_as_failed', () => {
    const desk = deskOf({}, build.limit('MAX_ORDER_QTY', 'QTY', '100', { soft: '50' }));
    expect(engineOf(desk)(build.ticket('X', 50)).verdict).toBe('PASS');
    expect(engineOf(desk)(build.ticket('X', 51)).verdict).toBe('WARN');
    expect(engineOf(desk)(build.ticket('X', 101)).verdict).toBe('BLOCK');
  });

  it('a_threshold_of_zero_divides_by_zero', () => {
    const desk = deskOf({}, build.limit('MAX_ORDER_QTY', 'QTY', '0'));
    const found = outcome(engineOf(desk)(build.ticket('X', 1)), 'MAX_ORDER_QTY');
    expect(found).toMatchObject({ status: 'BLOCK', utilisation: null, maxQty: 0 });
  });

  it('a_smaller_quantity_is_suggested_and_never_checked_again', () => {
    const desk = deskOf(
      { positions: [build.position('A1', 'X', 37)] },
      build.limit('POSITION_WEIGHT', 'FRACTION', '0.0123'),
    );
    const decide = engineOf(desk);
    const { maxQty } = decide(build.ticket('X', 1000));
    expect(maxQty).toBe(86);
    expect(decide(build.ticket('X', 86)).verdict).not.toBe('BLOCK');
    expect(decide(build.ticket('X', 87)).verdict).toBe('BLOCK');
  });

  it('zero_nav_crashes_and_zero_volume_is_infinite', () => {
    const poor = deskOf({ accounts: [build.account('A1', 0)] }, build.limit('LEVERAGE', 'RATIO', '2'));
    expect(outcome(engineOf(poor)(build.ticket('X', 1)), 'LEVERAGE')).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'nav' },
    });
    const dry = deskOf({ bars: bars(0) }, build.limit('PARTICIPATION', 'FRACTION', '0.05'));
    expect(outcome(engineOf(dry)(build.ticket('X', 1)), 'PARTICIPATION')).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'adv' },
    });
  });
});

describe('wrong numbers of units, statistics and missing data', () => {
  const returns = (values: readonly number[]) => {
    const closes = values.reduce<number[]>(
      (list, value) => [...list, (list.at(-1) ?? 0) * (1 + value)],
      [64],
    );
    return (symbol: string) => barsOf(symbol, closes);
  };
  /** Losses of a quarter and a half either way, exact in binary; Y loses when X gains. */
  const swings = returns([0.25, -0.25, 0.5, -0.5]);
  const opposite = returns([-0.25, 0.25, -0.5, 0.5]);
  const history = [...swings('SPY'), ...swings('X'), ...opposite('Y')];
  const window = { window: 4 };
  const tail = { ...window, confidence: '0.75' };

  it('ten_means_percent_here_and_a_fraction_there', () => {
    // A weight of 10 is a thousand percent; in another unit the limit is refused, never reread.
    const desk = deskOf({}, build.limit('POSITION_WEIGHT', 'FRACTION', '10'));
    expect(outcome(engineOf(desk)(build.ticket('X', 5000)), 'POSITION_WEIGHT')).toMatchObject({
      status: 'PASS',
      after: 0.5,
    });
    const percent = deskOf({}, build.limit('POSITION_WEIGHT', 'BPS', '10'));
    expect(outcome(engineOf(percent)(build.ticket('X', 1)), 'POSITION_WEIGHT')?.status).toBe('UNDETERMINED');
  });

  it('a_warning_threshold_stored_as_a_weight_is_compared_with_a_utilisation', () => {
    // Half used is a utilisation of 0.5, above a soft of 0.08 as a number; the weight of 0.05 is below it.
    const desk = deskOf({}, build.limit('POSITION_WEIGHT', 'FRACTION', '0.1', { soft: '0.08' }));
    const found = outcome(engineOf(desk)(build.ticket('X', 500)), 'POSITION_WEIGHT');
    expect(found).toMatchObject({ status: 'PASS', after: 0.05, utilisation: 0.5 });
  });

  it('floats_are_equal_within_an_absolute_epsilon', () => {
    // 0.1 + 0.2 in money, and a weight one part in ten billion above its limit.
    const marks = [build.mark('X', '0.1'), build.mark('Y', '0.2')];
    const gross = deskOf(
      { marks, positions: [build.position('A1', 'Y', 1)] },
      build.limit('GROSS_EXPOSURE', 'MONEY', '0.30', { soft: '0.30' }),
    );
    expect(outcome(engineOf(gross)(build.ticket('X', 1)), 'GROSS_EXPOSURE')).toMatchObject({
      status: 'PASS',
      after: 0.3,
    });
    const rich = { accounts: [build.account('A1', '99999999.99')] };
    const weight = deskOf(rich, build.limit('POSITION_WEIGHT', 'FRACTION', '0.1'));
    expect(outcome(engineOf(weight)(build.ticket('X', 1_000_000)), 'POSITION_WEIGHT')?.status).toBe('BLOCK');
  });

  it('used_var_is_the_sum_of_stand_alone_vars', () => {
    const positions = [build.position('A1', 'X', 100)];
    const desk = deskOf(
      { positions, bars: history },
      build.limit('VAR_HISTORICAL', 'MONEY', '1000', { params: tail }),
    );
    expect(outcome(engineOf(desk)(build.ticket('Y', 100)), 'VAR_HISTORICAL')).toMatchObject({
      before: 250,
      after: 0,
    });
  });

  it('annual_volatility_stands_where_a_day_should', () => {
    const vol = deskOf({ bars: history }, build.limit('PORTFOLIO_VOL', 'FRACTION', '9', { params: window }));
    const day = deskOf(
      { bars: history },
      build.limit('VAR_PARAMETRIC', 'FRACTION', '9', { params: { ...window, confidence: '0.84134475' } }),
    );
    const annual = outcome(engineOf(vol)(build.ticket('X', 100)), 'PORTFOLIO_VOL')?.after ?? NaN;
    // One deviation is the quantile of 84.134 %: a year holds sqrt(252) = 15.87 of them, once.
    const daily = outcome(engineOf(day)(build.ticket('X', 100)), 'VAR_PARAMETRIC')?.after ?? NaN;
    expect(annual / daily).toBeCloseTo(Math.sqrt(252), 5);
  });

  it('what_is_missing_is_invented', () => {
    const noBars = deskOf(
      {},
      build.limit('VAR_HISTORICAL', 'MONEY', '1000', { params: tail }),
      build.limit('MIN_ADV', 'QTY', '1'),
      build.limit('SECTOR_GROSS', 'FRACTION', '1', { group: '*' }),
    );
    const bare = { ...noBars, instruments: [build.instrument('X', { sector: '' })] };
    const decision = engineOf(bare)(build.ticket('X', 1));
    for (const code of ['VAR_HISTORICAL', 'MIN_ADV', 'SECTOR_GROSS']) {
      expect(outcome(decision, code)).toMatchObject({ status: 'UNDETERMINED', after: null });
    }
    expect(decision.verdict).toBe('UNDETERMINED');
  });

  it('an_empty_book_has_a_concentration_or_a_risk', () => {
    const desk = deskOf(
      { bars: history },
      build.limit('HHI', 'RATIO', '1', { soft: '1' }),
      build.limit('VAR_HISTORICAL', 'MONEY', '1000', { params: tail }),
    );
    const decision = engineOf(desk)(build.ticket('X', 1));
    expect(outcome(decision, 'HHI')).toMatchObject({ before: 0, after: 1 });
    expect(outcome(decision, 'VAR_HISTORICAL')).toMatchObject({ before: 0 });
  });

  it('a_limit_can_never_bind_because_its_unit_is_off_by_a_hundred', () => {
    // sigma 0.0230 and 1 % of the day: 0.0230 * sqrt(0.01) is 23 bps, under a cap of 50; 4.7 % of it is at the cap.
    const closes = Array.from({ length: 41 }, (_, at) => (at % 2 === 0 ? 100 : 102.3));
    const bars = [...barsOf('SPY', closes), ...barsOf('X', closes)];
    const desk = deskOf({ bars }, build.limit('IMPACT', 'BPS', '50'));
    const found = outcome(engineOf(desk)(build.ticket('X', 10)), 'IMPACT');
    expect(found?.after).toBeGreaterThan(22);
    expect(found?.after).toBeLessThan(24);
    expect(found?.maxQty).toBeGreaterThan(45);
    expect(found?.maxQty).toBeLessThan(48);
  });
});

describe('wrong behaviour', () => {
  it('no_account_found_and_the_order_passes', () => {
    const decision = engineOf(deskOf({}))(build.ticket('X', 1, { account: 'NOBODY' as Ticket['account'] }));
    expect(decision.verdict).toBe('UNDETERMINED');
    expect(outcome(decision, 'UNKNOWN_REFERENCE')?.status).toBe('BLOCK');
  });

  it('no_price_found_and_the_check_is_skipped', () => {
    const decision = engineOf(deskOf({ marks: [build.mark('Y', 10)] }))(build.ticket('X', 1));
    expect(decision.verdict).toBe('UNDETERMINED');
    expect(outcome(decision, 'GROSS_EXPOSURE')).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'price' },
    });
  });

  it('no_limits_and_everything_passes', () => {
    const decision = engineOf(deskOf({ limits: [] }))(build.ticket('X', 1));
    expect(outcome(decision, 'NO_LIMITS_CONFIGURED')?.status).toBe('BLOCK');
  });

  it('a_nan_price_disables_a_control_for_good', () => {
    const marks = [{ ...build.mark('X', 10), price: NaN as Price }, build.mark('Y', 10)];
    let decision: Decision | null = null;
    try {
      decision = engineOf(deskOf({ marks }))(build.ticket('X', 1));
    } catch {
      // Refused where it came in: as good as denied.
    }
    expect(decision?.verdict ?? 'UNDETERMINED').toBe('UNDETERMINED');
  });

  it('an_exit_is_blocked_by_an_exposure_cap', () => {
    const desk = deskOf(
      { positions: [build.position('A1', 'X', 1000)] },
      build.limit('GROSS_EXPOSURE', 'MONEY', '1'),
      build.limit('MAX_POSITION_QTY', 'QTY', '1'),
      build.limit('MIN_ADV', 'QTY', '1000000'),
    );
    expect(engineOf(desk)(sell(900))).toMatchObject({ verdict: 'WARN', reducing: true });
    expect(engineOf(desk)(sell(1001)).verdict).not.toBe('WARN');
  });

  it('a_hedge_is_blocked_because_the_book_is_over_its_limit_already', () => {
    const desk = deskOf(
      { positions: [build.position('A1', 'X', 1000)] },
      build.limit('NET_EXPOSURE', 'MONEY', '5000'),
    );
    const hedge = build.ticket('Y', 100, { side: 'SELL_SHORT' });
    expect(outcome(engineOf(desk)(hedge), 'NET_EXPOSURE')).toMatchObject({
      status: 'WARN',
      exempt: 'NOT_WORSE',
    });
    expect(outcome(engineOf(desk)(build.ticket('Y', 100)), 'NET_EXPOSURE')?.status).toBe('BLOCK');
  });

  it('a_limit_of_an_unknown_kind_or_unit_is_skipped', () => {
    const desk = deskOf(
      {},
      build.limit('MAX_ORDER_QTY', 'MONEY', '1000000'),
      build.limit('LEVERAGE', 'RATIO', 'lots'),
    );
    const decision = engineOf(desk)(build.ticket('X', 1));
    expect(outcome(decision, 'MAX_ORDER_QTY')?.status).toBe('UNDETERMINED');
    expect(outcome(decision, 'LEVERAGE')?.status).toBe('UNDETERMINED');
    expect(decision).toMatchObject({ verdict: 'UNDETERMINED', maxQty: 0 });
  });

  it('a_limit_that_has_ended_still_acts_or_one_that_has_not_begun', () => {
    const ended = build.limit('MAX_ORDER_QTY', 'QTY', '1', { effectiveTo: build.NOON });
    const later = build.limit('MAX_POSITION_QTY', 'QTY', '1', {
      effectiveFrom: (build.NOON + 1) as typeof build.NOON,
    });
    const decision = engineOf(deskOf({}, ended, later))(build.ticket('X', 2));
    expect(outcome(decision, 'MAX_ORDER_QTY')).toBeUndefined();
    expect(outcome(decision, 'MAX_POSITION_QTY')).toBeUndefined();
  });

  it('the_kill_switch_of_another_scope_is_overlooked', () => {
    const states = [{ level: 'TRADER', key: 'ann', state: 'HALTED' }] as const;
    const ticket = build.ticket('X', 1, { trader: 'ann' as Ticket['trader'] });
    expect(engineOf(deskOf({ states }))(ticket)).toMatchObject({ verdict: 'BLOCK', maxQty: 0 });
    expect(engineOf(deskOf({ states }))(build.ticket('X', 1)).verdict).toBe('PASS');
  });

  it('evaluation_stops_at_the_first_failure', () => {
    const desk = deskOf(
      {},
      build.limit('MAX_ORDER_QTY', 'QTY', '1'),
      build.limit('MAX_POSITION_QTY', 'QTY', '1'),
    );
    const decision = engineOf(desk)(build.ticket('X', 2));
    expect(decision.outcomes.filter(({ status }) => status === 'BLOCK').map(({ code }) => code)).toEqual([
      'MAX_ORDER_QTY',
      'MAX_POSITION_QTY',
    ]);
    expect(decision.outcomes).toHaveLength(16);
  });
});

function bars(volume: number): NaiveDesk['bars'] {
  return Array.from({ length: 20 }, (_, day) => ({
    symbol: build.instrument('X').symbol,
    date: 20_251_201 + day,
    close: build.price(10),
    volume: build.quantity(volume),
  }));
}
