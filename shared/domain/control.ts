/** Every control that exists now, in catalogue order: the order outcomes are listed in. */
export const CONTROL_CODES = [
  'ORDER_INVALID',
  'UNKNOWN_REFERENCE',
  'NO_LIMITS_CONFIGURED',
  'STALE_PRICE',
  'TRADING_STATE',
  'RESTRICTED',
  'PRICE_COLLAR',
  'MAX_ORDER_QTY',
  'MAX_ORDER_NOTIONAL',
  'BUYING_POWER',
  'MAX_POSITION_QTY',
  'MAX_POSITION_NOTIONAL',
  'POSITION_WEIGHT',
  'POSITION_COUNT',
  'TOP_N_CONCENTRATION',
  'HHI',
  'ISSUER_WEIGHT',
  'GROSS_EXPOSURE',
  'NET_EXPOSURE',
  'LEVERAGE',
  'SECTOR_GROSS',
  'SECTOR_NET',
  'COUNTRY_GROSS',
  'CURRENCY_NET',
  'ASSET_CLASS_GROSS',
  'VAR_PARAMETRIC',
  'VAR_HISTORICAL',
  'EXPECTED_SHORTFALL',
  'INCREMENTAL_VAR',
  'PORTFOLIO_VOL',
  'MIN_ADV',
  'PARTICIPATION',
  'POSITION_ADV',
  'DAYS_TO_LIQUIDATE',
  'IMPACT',
] as const;
export type ControlCode = (typeof CONTROL_CODES)[number];

/** O order integrity, S speed, C credit, P position, E exposure, M market risk, D loss, L liquidity. */
export const CONTROL_GROUPS = ['O', 'S', 'C', 'P', 'E', 'M', 'D', 'L'] as const;
export type ControlGroup = (typeof CONTROL_GROUPS)[number];
