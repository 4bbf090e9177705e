import type { ControlCode } from '#shared/domain/control.ts';
import type { Comparison, Control } from './control.ts';
import { buyingPower } from './credit/buying-power.ts';
import { assetClassGross } from './exposure/asset-class-gross.ts';
import { correlatedBucket } from './exposure/correlated-bucket.ts';
import { countryGross } from './exposure/country-gross.ts';
import { currencyNet } from './exposure/currency-net.ts';
import { factorExposure } from './exposure/factor-exposure.ts';
import { grossExposure } from './exposure/gross-exposure.ts';
import { leverage } from './exposure/leverage.ts';
import { meanCorrelation } from './exposure/mean-correlation.ts';
import { netExposure } from './exposure/net-exposure.ts';
import { portfolioBeta } from './exposure/portfolio-beta.ts';
import { sectorGross } from './exposure/sector-gross.ts';
import { sectorNet } from './exposure/sector-net.ts';
import { daysToLiquidate } from './liquidity/days-to-liquidate.ts';
import { impact } from './liquidity/impact.ts';
import { marketCap } from './liquidity/market-cap.ts';
import { minAdv } from './liquidity/min-adv.ts';
import { participation } from './liquidity/participation.ts';
import { positionAdv } from './liquidity/position-adv.ts';
import { spread } from './liquidity/spread.ts';
import { dailyLoss } from './loss/daily-loss.ts';
import { drawdown } from './loss/drawdown.ts';
import { monthlyLoss } from './loss/monthly-loss.ts';
import { weeklyLoss } from './loss/weekly-loss.ts';
import { expectedShortfall } from './market/expected-shortfall.ts';
import { incrementalVar } from './market/incremental-var.ts';
import { portfolioVol } from './market/portfolio-vol.ts';
import { stressLoss } from './market/stress-loss.ts';
import { riskBudget } from './market/risk-budget.ts';
import { varHistorical } from './market/var-historical.ts';
import { varParametric } from './market/var-parametric.ts';
import { duplicateOrder } from './order/duplicate-order.ts';
import { maxOrderNotional } from './order/max-order-notional.ts';
import { maxOrderQty } from './order/max-order-qty.ts';
import { noLimitsConfigured } from './order/no-limits-configured.ts';
import { orderInvalid } from './order/order-invalid.ts';
import { priceCollar } from './order/price-collar.ts';
import { restricted } from './order/restricted.ts';
import { selfMatch } from './order/self-match.ts';
import { session } from './order/session.ts';
import { shortSale } from './order/short-sale.ts';
import { stalePrice } from './order/stale-price.ts';
import { tradingState } from './order/trading-state.ts';
import { unknownReference } from './order/unknown-reference.ts';
import { metric } from './metric.ts';
import { hhi } from './position/hhi.ts';
import { issuerWeight } from './position/issuer-weight.ts';
import { maxPositionNotional } from './position/max-position-notional.ts';
import { maxPositionQty } from './position/max-position-qty.ts';
import { positionCount } from './position/position-count.ts';
import { positionWeight } from './position/position-weight.ts';
import { topNConcentration } from './position/top-n-concentration.ts';
import { dailyNotional } from './speed/daily-notional.ts';
import { dailyOrderCount } from './speed/daily-order-count.ts';
import { messageRate } from './speed/message-rate.ts';
import { openOrderCount } from './speed/open-order-count.ts';
import { repeatedExecution } from './speed/repeated-execution.ts';

/** Every control, in catalogue order. A new control is its file and a line here. */
const CATALOGUE: { readonly [C in ControlCode]: Control } = {
  ORDER_INVALID: orderInvalid,
  UNKNOWN_REFERENCE: unknownReference,
  NO_LIMITS_CONFIGURED: noLimitsConfigured,
  STALE_PRICE: stalePrice,
  TRADING_STATE: tradingState,
  SESSION: session,
  RESTRICTED: restricted,
  PRICE_COLLAR: priceCollar,
  MAX_ORDER_QTY: maxOrderQty,
  MAX_ORDER_NOTIONAL: maxOrderNotional,
  DUPLICATE_ORDER: duplicateOrder,
  SELF_MATCH: selfMatch,
  SHORT_SALE: shortSale,
  MESSAGE_RATE: messageRate,
  DAILY_ORDER_COUNT: dailyOrderCount,
  DAILY_NOTIONAL: dailyNotional,
  OPEN_ORDER_COUNT: openOrderCount,
  REPEATED_EXECUTION: repeatedExecution,
  BUYING_POWER: buyingPower,
  MAX_POSITION_QTY: maxPositionQty,
  MAX_POSITION_NOTIONAL: maxPositionNotional,
  POSITION_WEIGHT: positionWeight,
  POSITION_COUNT: positionCount,
  TOP_N_CONCENTRATION: topNConcentration,
  HHI: hhi,
  ISSUER_WEIGHT: issuerWeight,
  GROSS_EXPOSURE: grossExposure,
  NET_EXPOSURE: netExposure,
  LEVERAGE: leverage,
  SECTOR_GROSS: sectorGross,
  SECTOR_NET: sectorNet,
  COUNTRY_GROSS: countryGross,
  CURRENCY_NET: currencyNet,
  ASSET_CLASS_GROSS: assetClassGross,
  FACTOR_EXPOSURE: factorExposure,
  PORTFOLIO_BETA: portfolioBeta,
  CORRELATED_BUCKET: correlatedBucket,
  MEAN_CORRELATION: meanCorrelation,
  VAR_PARAMETRIC: varParametric,
  VAR_HISTORICAL: varHistorical,
  EXPECTED_SHORTFALL: expectedShortfall,
  INCREMENTAL_VAR: incrementalVar,
  PORTFOLIO_VOL: portfolioVol,
  STRESS_LOSS: stressLoss,
  RISK_BUDGET: riskBudget,
  DAILY_LOSS: dailyLoss,
  WEEKLY_LOSS: weeklyLoss,
  MONTHLY_LOSS: monthlyLoss,
  DRAWDOWN: drawdown,
  MIN_ADV: minAdv,
  PARTICIPATION: participation,
  POSITION_ADV: positionAdv,
  DAYS_TO_LIQUIDATE: daysToLiquidate,
  SPREAD: spread,
  IMPACT: impact,
  MARKET_CAP: marketCap,
  METRIC: metric,
};

/** The fields a check reads come first. */
const FIELDS: { readonly [F in keyof Required<Comparison>]: undefined } = {
  kind: undefined,
  code: undefined,
  measure: undefined,
  applies: undefined,
  variant: undefined,
  group: undefined,
  grouping: undefined,
  exposures: undefined,
  metrics: undefined,
  minimum: undefined,
  ticketOnly: undefined,
  crossing: undefined,
  ofBook: undefined,
  measureExactly: undefined,
  guess: undefined,
  lastWithin: undefined,
  firstBeyond: undefined,
  symbolFree: undefined,
  title: undefined,
  formula: undefined,
  alwaysOn: undefined,
  units: undefined,
  params: undefined,
  requires: undefined,
  defaultHard: undefined,
  mostHard: undefined,
  windowSeconds: undefined,
  warns: undefined,
  notes: undefined,
  inputs: undefined,
  ratioOf: undefined,
};

/** The same control with every optional field present: objects of one layout are read several times as fast. */
const inOneLayout = (control: Control): Control =>
  control.kind === 'GATE' ? control : Object.assign({ ...FIELDS }, control);

/** Every control by code, in catalogue order. */
export const CONTROLS = Object.fromEntries(
  Object.entries(CATALOGUE).map(([code, control]) => [code, inOneLayout(control)]),
) as typeof CATALOGUE;

/** The control as one that compares with a limit; undefined for a gate, which takes none. */
export function comparisonOf(code: ControlCode): Comparison | undefined {
  const control = CONTROLS[code];
  return control.kind === 'COMPARISON' ? control : undefined;
}
