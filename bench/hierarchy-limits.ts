import type { ControlCode } from '#shared/domain/control.ts';
import type { Limit, ScopeLevel, Unit } from '#shared/domain/limit.ts';
import { benchLimit } from './bench-limit.ts';
import { INDEX } from './synthetic-market.ts';

type Row = readonly [
  control: ControlCode,
  level: ScopeLevel,
  unit: Unit,
  hard: string,
  params?: Readonly<Record<string, string | number>>,
];

const RISK = { index: INDEX };

/** 25 limits of a desk: order, position, exposure, market risk and liquidity, over firm, desk and account. */
const ROWS: readonly Row[] = [
  ['STALE_PRICE', 'FIRM', 'SECONDS', '600'],
  ['PRICE_COLLAR', 'FIRM', 'BPS', '500', { passive: '500' }],
  ['MAX_ORDER_QTY', 'FIRM', 'QTY', '100000'],
  ['MAX_ORDER_NOTIONAL', 'ACCOUNT', 'MONEY', '900000.00'],
  ['MAX_POSITION_QTY', 'FIRM', 'QTY', '250000'],
  ['MAX_POSITION_NOTIONAL', 'ACCOUNT', 'MONEY', '1000000.00'],
  ['POSITION_WEIGHT', 'ACCOUNT', 'FRACTION', '0.01'],
  ['POSITION_COUNT', 'DESK', 'COUNT', '4000'],
  ['TOP_N_CONCENTRATION', 'FIRM', 'FRACTION', '0.02'],
  ['HHI', 'DESK', 'RATIO', '0.01'],
  ['ISSUER_WEIGHT', 'FIRM', 'FRACTION', '0.003'],
  ['GROSS_EXPOSURE', 'FIRM', 'MONEY', '500000000.00'],
  ['NET_EXPOSURE', 'DESK', 'FRACTION', '0.75'],
  ['LEVERAGE', 'ACCOUNT', 'RATIO', '1.5'],
  ['SECTOR_GROSS', 'FIRM', 'FRACTION', '0.1'],
  ['SECTOR_NET', 'DESK', 'FRACTION', '0.067'],
  ['VAR_PARAMETRIC', 'DESK', 'FRACTION', '0.03', RISK],
  ['VAR_HISTORICAL', 'FIRM', 'FRACTION', '0.0162', RISK],
  ['EXPECTED_SHORTFALL', 'FIRM', 'FRACTION', '0.03', RISK],
  ['PORTFOLIO_VOL', 'DESK', 'FRACTION', '0.25', RISK],
  ['MIN_ADV', 'FIRM', 'QTY', '20000'],
  ['PARTICIPATION', 'FIRM', 'FRACTION', '0.2'],
  ['POSITION_ADV', 'ACCOUNT', 'FRACTION', '1'],
  ['DAYS_TO_LIQUIDATE', 'FIRM', 'DAYS', '5'],
  ['IMPACT', 'ACCOUNT', 'BPS', '100', RISK],
];

export const hierarchyLimits: readonly Limit[] = ROWS.map(([control, level, unit, hard, params = {}]) =>
  benchLimit(`${level}-${control}`.toLowerCase().replaceAll('_', '-'), {
    control,
    level,
    unit,
    hard,
    params,
  }),
);
