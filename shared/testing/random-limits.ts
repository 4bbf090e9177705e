import type { ControlCode } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type { EpochMs, LimitId } from '#shared/domain/ids.ts';
import type { FilterClause, Limit, Scope, ScopeLevel, Unit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import { GROUPED_BY, opOf } from './naive-rule.ts';
import type { NaiveDesk, NaiveOutcome } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { FACTORS, INDEXES, ISSUERS, SECTORS } from './random-market.ts';
import { Rational } from './rational.ts';
import type { SeededRandom } from './seeded-random.ts';

const WIDE = '100000000';
/** The most that every control of counts can tell from more. */
const WIDE_COUNT = '1000';

/** Every control that takes limits, with the units it may have. */
const UNITS_OF: Partial<Record<ControlCode, readonly Unit[]>> = {
  STALE_PRICE: ['SECONDS'],
  PRICE_COLLAR: ['BPS'],
  MAX_ORDER_QTY: ['QTY'],
  MAX_ORDER_NOTIONAL: ['MONEY'],
  SESSION: ['COUNT'],
  DUPLICATE_ORDER: ['COUNT'],
  MESSAGE_RATE: ['COUNT'],
  DAILY_ORDER_COUNT: ['COUNT'],
  DAILY_NOTIONAL: ['MONEY'],
  OPEN_ORDER_COUNT: ['COUNT'],
  REPEATED_EXECUTION: ['COUNT'],
  MAX_POSITION_QTY: ['QTY'],
  MAX_POSITION_NOTIONAL: ['MONEY'],
  POSITION_WEIGHT: ['FRACTION'],
  POSITION_COUNT: ['COUNT'],
  TOP_N_CONCENTRATION: ['FRACTION'],
  HHI: ['RATIO'],
  ISSUER_WEIGHT: ['FRACTION'],
  GROSS_EXPOSURE: ['MONEY', 'FRACTION'],
  NET_EXPOSURE: ['MONEY', 'FRACTION'],
  LEVERAGE: ['RATIO'],
  SECTOR_GROSS: ['FRACTION'],
  SECTOR_NET: ['FRACTION'],
  COUNTRY_GROSS: ['FRACTION'],
  CURRENCY_NET: ['FRACTION'],
  ASSET_CLASS_GROSS: ['FRACTION'],
  FACTOR_EXPOSURE: ['RATIO'],
  PORTFOLIO_BETA: ['RATIO'],
  BUYING_POWER: ['MONEY'],
  CORRELATED_BUCKET: ['FRACTION'],
  MEAN_CORRELATION: ['RATIO'],
  RISK_BUDGET: ['FRACTION'],
  DAILY_LOSS: ['FRACTION', 'MONEY'],
  WEEKLY_LOSS: ['FRACTION', 'MONEY'],
  MONTHLY_LOSS: ['FRACTION'],
  DRAWDOWN: ['FRACTION'],
  VAR_PARAMETRIC: ['MONEY', 'FRACTION'],
  VAR_HISTORICAL: ['MONEY', 'FRACTION'],
  EXPECTED_SHORTFALL: ['MONEY', 'FRACTION'],
  INCREMENTAL_VAR: ['MONEY', 'FRACTION'],
  PORTFOLIO_VOL: ['FRACTION'],
  STRESS_LOSS: ['MONEY', 'FRACTION'],
  MIN_ADV: ['QTY'],
  PARTICIPATION: ['FRACTION'],
  POSITION_ADV: ['FRACTION'],
  DAYS_TO_LIQUIDATE: ['DAYS'],
  SPREAD: ['BPS'],
  IMPACT: ['BPS', 'MONEY'],
  MARKET_CAP: ['MONEY'],
  METRIC: ['MONEY', 'FRACTION', 'RATIO', 'COUNT'],
};
const METRICS: readonly ControlCode[] = [
  'GROSS_EXPOSURE',
  'NET_EXPOSURE',
  'LEVERAGE',
  'POSITION_COUNT',
  'TOP_N_CONCENTRATION',
  'HHI',
  'BUYING_POWER',
  'PORTFOLIO_BETA',
  'VAR_PARAMETRIC',
  'EXPECTED_SHORTFALL',
  'PORTFOLIO_VOL',
  'STRESS_LOSS',
];
const OPERATORS = ['>', '>=', '<', '<=', '==', '!=', 'BETWEEN', 'OUTSIDE'];
const INTERVALS = ['BETWEEN', 'OUTSIDE'];
const LIMITED_CODES = CONTROL_CODES.filter((code) => UNITS_OF[code] !== undefined);
const REQUIRED: readonly ControlCode[] = ['MAX_ORDER_NOTIONAL', 'MAX_POSITION_NOTIONAL', 'GROSS_EXPOSURE'];

const PLACES: Partial<Record<Unit, number>> = { MONEY: 2, QTY: 6, COUNT: 0, SECONDS: 3 };
const placesOf = (unit: Unit): number => PLACES[unit] ?? 8;

function randomScope(random: SeededRandom, ticket: Ticket): Scope {
  const levels: ScopeLevel[] = [
    'FIRM',
    'FIRM',
    'DESK',
    'ACCOUNT',
    'ACCOUNT',
    'ACCOUNT',
    'TRADER',
    'STRATEGY',
  ];
  const level = random.pick<ScopeLevel>([
    ...levels,
    'SYMBOL',
    'ISSUER',
    'SECTOR',
    'COUNTRY',
    'CURRENCY',
    'ASSET_CLASS',
  ]);
  const own: Partial<Record<ScopeLevel, string>> = {
    DESK: random.pick(['D1', 'D2']),
    ACCOUNT: ticket.account,
    TRADER: ticket.trader,
    STRATEGY: ticket.strategy,
    SYMBOL: ticket.symbol,
    ISSUER: random.pick(ISSUERS),
    SECTOR: random.pick(SECTORS),
    COUNTRY: 'US',
    CURRENCY: 'USD',
    ASSET_CLASS: 'EQUITY',
  };
  return { level, key: random.chance(0.6) ? '*' : own[level] || '*' };
}

function randomFilter(random: SeededRandom, ticket: Ticket): FilterClause[] {
  const clauses: FilterClause[] = [
    { field: 'side', op: 'in', values: ['BUY', 'SELL'] },
    { field: 'ordType', op: 'notIn', values: ['STOP'] },
    { field: 'sector', op: 'in', values: [random.pick(SECTORS)] },
    { field: 'symbol', op: 'in', values: [ticket.symbol, 'ZZZ'] },
    { field: 'account', op: 'notIn', values: [random.pick(['A1', 'A2'])] },
    { field: 'currency', op: 'notIn', values: ['EUR', 'JPY'] },
    { field: 'trader', op: 'in', values: ['ann'] },
    { field: 'timeInForce', op: 'in', values: ['DAY', 'GTC'] },
  ];
  return random.chance(0.15) ? random.times(random.between(1, 2), () => random.pick(clauses)) : [];
}

function randomParams(random: SeededRandom, code: ControlCode): Limit['params'] {
  const risk = {
    window: random.pick([5, 10, 10, 20, 30]),
    index: random.pick(INDEXES),
    missing: random.pick(['proxy', 'proxy', 'zero', 'refuse']),
    ...(random.chance(0.5) ? { confidence: random.pick<string | number>(['0.8', 0.9, 0.95, '0.5']) } : {}),
    ...(random.chance(0.2) ? { horizonDays: random.pick([4, 10]) } : {}),
  };
  switch (code) {
    case 'VAR_PARAMETRIC':
    case 'VAR_HISTORICAL':
    case 'EXPECTED_SHORTFALL':
    case 'INCREMENTAL_VAR':
      return risk;
    case 'RISK_BUDGET':
      return { ...risk, budget: random.pick(['100', '2500.50']) };
    case 'CORRELATED_BUCKET':
    case 'MEAN_CORRELATION':
      return {
        window: risk.window,
        index: risk.index,
        missing: risk.missing,
        ...(code === 'CORRELATED_BUCKET' ? { rho: random.pick(['0.37', 0.13, -0.21]) } : {}),
      };
    case 'PORTFOLIO_VOL':
    case 'PORTFOLIO_BETA':
    case 'STRESS_LOSS':
      return { window: risk.window, index: risk.index, missing: risk.missing };
    case 'TOP_N_CONCENTRATION':
      return random.chance(0.5) ? { n: random.between(1, 3) } : {};
    case 'PRICE_COLLAR':
      return random.chance(0.5) ? { passive: random.pick(['1000', 500]) } : {};
    case 'MAX_ORDER_NOTIONAL':
      return random.chance(0.3) ? { marketBuffer: random.pick(['0', '0.1']) } : {};
    case 'SESSION':
      return {
        ...(random.chance(0.3) ? { calendar: random.pick(['24X7', 'XNYS', 'xnys', 'NOWHERE']) } : {}),
        ...(random.chance(0.3)
          ? { ordTypes: random.pick(['LIMIT', 'limit, STOP_LIMIT', 'MARKET,LIMIT,STOP']) }
          : {}),
      };
    case 'MESSAGE_RATE':
      return random.chance(0.7) ? { windowMs: random.pick([1, 999, 1_000, 30_000, 3_600_000]) } : {};
    case 'DUPLICATE_ORDER':
    case 'REPEATED_EXECUTION':
      return random.chance(0.7) ? { window: random.pick([1, 29, 30, '300', 3_600]) } : {};
    case 'IMPACT':
      return { index: random.pick(INDEXES), ...(random.chance(0.3) ? { y: 0.5 } : {}) };
    case 'DAYS_TO_LIQUIDATE':
      return random.chance(0.5) ? { rate: random.pick<string | number>(['0.1', 0.25]) } : {};
    case 'BUYING_POWER':
      return random.chance(0.5) ? { marginLong: random.pick(['0.5', 1, '0.25']), marginShort: '1.5' } : {};
    case 'MIN_ADV':
    case 'PARTICIPATION':
    case 'POSITION_ADV':
      return random.chance(0.2) ? { minBars: 5 } : {};
    case 'METRIC': {
      const op = random.pick(OPERATORS);
      const metric = random.pick(METRICS);
      const low = INTERVALS.includes(op) ? { low: '0' } : {};
      return { metric, op, ...low, ...randomParams(random, metric) };
    }
    default:
      return {};
  }
}

/** Groups that limits of a control name. */
const GROUPS: Partial<Record<ControlCode, readonly string[]>> = {
  COUNTRY_GROSS: ['US', 'DE', 'Europe', 'Emerging'],
  CURRENCY_NET: ['USD', 'EUR', 'JPY'],
  ASSET_CLASS_GROSS: ['EQUITY', 'ETF'],
  FACTOR_EXPOSURE: [...FACTORS, 'nowhere'],
};
const isGrouped = (code: ControlCode): boolean =>
  GROUPED_BY[code] !== undefined || code === 'FACTOR_EXPOSURE';

/** A limit that is wide open for now; one in ten is not in force. */
function randomLimit(
  random: SeededRandom,
  desk: NaiveDesk,
  ticket: Ticket,
  code: ControlCode,
  position: number,
): Limit {
  const { now } = desk.clock;
  const lapses: Partial<Limit>[] = [
    { status: 'PROPOSED' },
    { status: 'RETIRED' },
    { effectiveFrom: (now + 1) as EpochMs },
    { effectiveFrom: now },
    { effectiveTo: now },
    { effectiveTo: (now + 1) as EpochMs },
  ];
  const params = randomParams(random, code);
  const metric = METRICS.find((name) => name === params['metric']) ?? code;
  const unit = random.pick<Unit>(UNITS_OF[metric] ?? ['COUNT']);
  return build.limit(code, unit, unit === 'COUNT' ? WIDE_COUNT : WIDE, {
    limitId: `limit-${position}` as LimitId,
    version: random.between(1, 3),
    scope: randomScope(random, ticket),
    group: isGrouped(code) ? random.pick([null, '*', '*', ...(GROUPS[code] ?? SECTORS)]) : null,
    filter: randomFilter(random, ticket),
    action: random.pick(['BLOCK', 'BLOCK', 'BLOCK', 'BLOCK', 'BLOCK', 'BLOCK', 'WARN', 'LOG']),
    params,
    ...(random.chance(0.1) ? random.pick(lapses) : {}),
  });
}

/** A threshold on the value, one least step to either side of it, or nowhere near. Never negative. */
function beside(random: SeededRandom, value: Rational, unit: Unit): Rational {
  const places = placesOf(unit);
  const step = new Rational(1n, 10n ** BigInt(places));
  const on = value.floor(places);
  const placed = random.pick([
    on,
    on,
    on.plus(step),
    on.minus(step),
    on.times(Rational.of(random.pick(['0.5', '0.9', '1.1', '2']))),
  ]);
  return placed.floor(places).max(Rational.ZERO);
}

/** A limit value holds at most 15 digits: a large one keeps fewer places. */
function decimalText(value: Rational, places: number): string {
  const whole = value.floor(0).toDecimal(0).length;
  const kept = Math.max(0, Math.min(places, 15 - whole));
  return value.floor(kept).toDecimal(kept);
}

/** Puts the thresholds of a limit where the ticket's own numbers make them bite, or almost. */
function place(random: SeededRandom, limit: Limit, outcome: NaiveOutcome | undefined): Limit {
  const op = opOf(limit.control, limit.params);
  const isPlaced = !op.startsWith('<') || random.chance(0.75);
  if (outcome === undefined || outcome.after === null || !isPlaced) return limit;
  // Throttled: above any limit, wherever it is put.
  if (limit.unit === 'COUNT' && outcome.after > Number(WIDE_COUNT)) return limit;
  const after = Rational.of(outcome.afterText ?? String(outcome.after));
  const before = outcome.before === null ? after : Rational.of(String(outcome.before));
  const text = (value: Rational) => decimalText(value, placesOf(limit.unit));
  const threshold = beside(random, random.chance(0.7) ? after : before, limit.unit);
  if (INTERVALS.includes(op)) {
    const other = beside(random, random.chance(0.5) ? after : before, limit.unit);
    const [low, high] = other.compare(threshold) < 0 ? [other, threshold] : [threshold, other];
    return { ...limit, hard: text(high), params: { ...limit.params, low: text(low) } };
  }
  const isOneSided = op.startsWith('<') || op.startsWith('>');
  if (!isOneSided || random.chance(0.65)) return { ...limit, hard: text(threshold) };
  const isFromBelow = op.startsWith('>');
  const factor = isFromBelow ? '0.5' : '2';
  const hard = threshold.times(Rational.of(random.pick([factor, '1', isFromBelow ? '0.8' : '1.25'])));
  return { ...limit, hard: text(hard), soft: text(threshold) };
}

/**
 * The three required limits (nine desks in ten) and up to seven of any controls, or one of each that is named. Each is measured on this ticket by
 * the naive evaluator first and then placed at, beside or far from what the ticket makes of it.
 */
export function randomLimits(
  random: SeededRandom,
  desk: NaiveDesk,
  ticket: Ticket,
  ofCodes?: readonly ControlCode[],
): Limit[] {
  const required = random.chance(0.9)
    ? REQUIRED.map((code) => build.limit(code, 'MONEY', WIDE, { limitId: `required-${code}` as LimitId }))
    : [];
  const codes = ofCodes ?? random.times(random.between(1, 7), () => random.pick(LIMITED_CODES));
  const extra = codes.map((code, position) => randomLimit(random, desk, ticket, code, position));
  const { outcomes } = evaluateNaively({ ...desk, limits: extra }, ticket);
  const placed = extra.map((limit) =>
    place(
      random,
      limit,
      outcomes.find((outcome) => outcome.limitId === limit.limitId),
    ),
  );
  return random.chance(0.5) ? [...required, ...placed] : [...placed, ...required];
}
