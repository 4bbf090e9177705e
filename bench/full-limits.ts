import type { ControlCode } from '#shared/domain/control.ts';
import type { Limit, ScopeLevel, Unit } from '#shared/domain/limit.ts';
import { benchLimit, type BenchLimit, type BenchParams } from './bench-limit.ts';
import { CURRENCIES, COUNTRIES, STRATEGIES, TRADERS } from './full-desk.ts';
import { INDEX, SECTORS } from './synthetic-market.ts';

type Short = readonly [
  control: ControlCode,
  level: ScopeLevel,
  unit: Unit,
  hard: string,
  params?: BenchParams,
];

/** How many limits there are; those of single symbols make up the number. */
export const FULL_LIMITS = 200;
const RISK = { index: INDEX };

/** Every control that takes a limit, once or twice, for the firm, each desk or each account. */
const OF_EVERY_CONTROL: readonly Short[] = [
  ['STALE_PRICE', 'FIRM', 'SECONDS', '600'],
  ['SESSION', 'FIRM', 'COUNT', '0'],
  ['PRICE_COLLAR', 'FIRM', 'BPS', '500', { passive: '500' }],
  ['MAX_ORDER_QTY', 'FIRM', 'QTY', '150000'],
  ['MAX_ORDER_NOTIONAL', 'ACCOUNT', 'MONEY', '900000.00'],
  ['DUPLICATE_ORDER', 'FIRM', 'COUNT', '0', { window: 30 }],
  ['MESSAGE_RATE', 'DESK', 'COUNT', '500'],
  ['DAILY_ORDER_COUNT', 'ACCOUNT', 'COUNT', '20000'],
  ['DAILY_NOTIONAL', 'DESK', 'MONEY', '900000000.00'],
  ['OPEN_ORDER_COUNT', 'ACCOUNT', 'COUNT', '2000'],
  ['REPEATED_EXECUTION', 'FIRM', 'COUNT', '20', { window: 300 }],
  ['BUYING_POWER', 'ACCOUNT', 'MONEY', '0.00', { marginLong: '0.5', marginShort: '0.75' }],
  ['MAX_POSITION_QTY', 'FIRM', 'QTY', '250000'],
  ['MAX_POSITION_NOTIONAL', 'ACCOUNT', 'MONEY', '1000000.00'],
  ['POSITION_WEIGHT', 'ACCOUNT', 'FRACTION', '0.01'],
  ['POSITION_COUNT', 'DESK', 'COUNT', '4000'],
  ['TOP_N_CONCENTRATION', 'FIRM', 'FRACTION', '0.02'],
  ['HHI', 'DESK', 'RATIO', '0.01'],
  ['ISSUER_WEIGHT', 'FIRM', 'FRACTION', '0.004'],
  ['GROSS_EXPOSURE', 'FIRM', 'MONEY', '600000000.00'],
  ['NET_EXPOSURE', 'DESK', 'FRACTION', '0.75'],
  ['LEVERAGE', 'ACCOUNT', 'RATIO', '1.5'],
  ['SECTOR_NET', 'DESK', 'FRACTION', '0.09'],
  ['ASSET_CLASS_GROSS', 'FIRM', 'FRACTION', '2'],
  ['FACTOR_EXPOSURE', 'FIRM', 'RATIO', '0.3'],
  ['DAILY_LOSS', 'ACCOUNT', 'FRACTION', '0.02'],
  ['WEEKLY_LOSS', 'DESK', 'FRACTION', '0.05'],
  ['MONTHLY_LOSS', 'FIRM', 'FRACTION', '0.1'],
  ['DRAWDOWN', 'ACCOUNT', 'FRACTION', '0.2'],
  ['PORTFOLIO_BETA', 'DESK', 'RATIO', '1.2', RISK],
  ['CORRELATED_BUCKET', 'ACCOUNT', 'FRACTION', '0.4', { ...RISK, rho: 0.7 }],
  ['MEAN_CORRELATION', 'FIRM', 'RATIO', '0.7', RISK],
  ['VAR_PARAMETRIC', 'DESK', 'FRACTION', '0.03', RISK],
  ['VAR_HISTORICAL', 'FIRM', 'FRACTION', '0.03', RISK],
  ['EXPECTED_SHORTFALL', 'FIRM', 'FRACTION', '0.03', RISK],
  ['INCREMENTAL_VAR', 'ACCOUNT', 'FRACTION', '0.002', RISK],
  ['PORTFOLIO_VOL', 'DESK', 'FRACTION', '0.25', RISK],
  ['STRESS_LOSS', 'FIRM', 'FRACTION', '0.5', RISK],
  ['STRESS_LOSS', 'ACCOUNT', 'FRACTION', '0.5', RISK],
  ['RISK_BUDGET', 'DESK', 'FRACTION', '1', { ...RISK, budget: '10000000.00' }],
  ['METRIC', 'ACCOUNT', 'RATIO', '1.5', { metric: 'LEVERAGE', op: '<=' }],
  ['MIN_ADV', 'FIRM', 'QTY', '20000'],
  ['PARTICIPATION', 'FIRM', 'FRACTION', '0.3'],
  ['POSITION_ADV', 'ACCOUNT', 'FRACTION', '1'],
  ['DAYS_TO_LIQUIDATE', 'FIRM', 'DAYS', '5'],
  ['SPREAD', 'FIRM', 'BPS', '50'],
  ['IMPACT', 'ACCOUNT', 'BPS', '150', RISK],
  ['MARKET_CAP', 'FIRM', 'MONEY', '1000000.00'],
];

const OF_EACH_TRADER: readonly Short[] = [
  ['MAX_ORDER_NOTIONAL', 'TRADER', 'MONEY', '950000.00'],
  ['MESSAGE_RATE', 'TRADER', 'COUNT', '200'],
  ['DAILY_NOTIONAL', 'TRADER', 'MONEY', '300000000.00'],
  ['OPEN_ORDER_COUNT', 'TRADER', 'COUNT', '1500'],
];

const OF_EACH_STRATEGY: readonly Short[] = [
  ['GROSS_EXPOSURE', 'STRATEGY', 'MONEY', '250000000.00'],
  ['DAILY_ORDER_COUNT', 'STRATEGY', 'COUNT', '15000'],
  ['REPEATED_EXECUTION', 'STRATEGY', 'COUNT', '20', { window: 300 }],
];

const OF_EACH_SECTOR: readonly Short[] = [
  ['PARTICIPATION', 'SECTOR', 'FRACTION', '0.3'],
  ['MAX_POSITION_NOTIONAL', 'SECTOR', 'MONEY', '2500000.00'],
];

const row = ([control, level, unit, hard, params = {}]: Short): BenchLimit => ({
  control,
  level,
  unit,
  hard,
  params,
});
const keyed = (rows: readonly Short[], keys: readonly string[]): BenchLimit[] =>
  keys.flatMap((key) => rows.map((each) => ({ ...row(each), key })));
const grouped = (each: Short, groups: readonly string[]): BenchLimit[] =>
  groups.map((group) => ({ ...row(each), group }));

/**
 * So many limits over every control, from the firm down to single symbols: each control for the firm, each desk or each
 * account, then those of named traders, strategies, sectors, countries, currencies and symbols.
 */
export function fullLimits(symbols: readonly string[]): Limit[] {
  const rows: BenchLimit[] = [
    ...OF_EVERY_CONTROL.map(row),
    ...keyed(OF_EACH_TRADER, TRADERS),
    ...keyed(OF_EACH_STRATEGY, STRATEGIES),
    ...keyed(OF_EACH_SECTOR, SECTORS),
    ...grouped(['SECTOR_GROSS', 'FIRM', 'FRACTION', '0.2'], SECTORS),
    ...grouped(['COUNTRY_GROSS', 'FIRM', 'FRACTION', '2'], COUNTRIES),
    ...grouped(['CURRENCY_NET', 'ACCOUNT', 'FRACTION', '2'], CURRENCIES),
  ];
  const own: BenchLimit = { control: 'MAX_POSITION_QTY', level: 'SYMBOL', unit: 'QTY', hard: '200000' };
  for (let i = 0; rows.length < FULL_LIMITS; i++)
    rows.push({ ...own, key: symbols[(i * 37) % symbols.length] ?? '' });
  return rows.map((each, i) => benchLimit(`full-${i}`, each));
}
