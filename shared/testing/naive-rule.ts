import type { ControlCode, ControlGroup } from '#shared/domain/control.ts';
import type { LimitId } from '#shared/domain/ids.ts';
import type { FilterField, Limit, LimitAction, Scope, ScopeLevel, Unit } from '#shared/domain/limit.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { REGIONS } from '#shared/domain/regions.ts';
import { Rational } from './rational.ts';

/** A limit as it applies to one ticket: `*` resolved, thresholds exact. Without a limit: a default of an always-on control. */
export interface NaiveRule {
  readonly code: ControlCode;
  readonly scope: Scope | null;
  readonly limitId: LimitId | null;
  readonly limitVersion: number | null;
  readonly group: string | null;
  readonly unit: Unit;
  readonly hard: Rational;
  readonly soft: Rational;
  /** What must hold of the value and hard, and the low end of BETWEEN and OUTSIDE, which is hard for the others. */
  readonly op: string;
  readonly low: Rational;
  readonly action: LimitAction;
  readonly params: Limit['params'];
}

const ORDER_CODES: readonly ControlCode[] = [
  'ORDER_INVALID',
  'UNKNOWN_REFERENCE',
  'NO_LIMITS_CONFIGURED',
  'STALE_PRICE',
  'TRADING_STATE',
  'RESTRICTED',
  'PRICE_COLLAR',
  'MAX_ORDER_QTY',
  'MAX_ORDER_NOTIONAL',
  'SESSION',
  'DUPLICATE_ORDER',
  'SELF_MATCH',
  'SHORT_SALE',
];
const SPEED_CODES: readonly ControlCode[] = [
  'MESSAGE_RATE',
  'DAILY_ORDER_COUNT',
  'DAILY_NOTIONAL',
  'OPEN_ORDER_COUNT',
  'REPEATED_EXECUTION',
];
const EXPOSURE_CODES: readonly ControlCode[] = [
  'GROSS_EXPOSURE',
  'NET_EXPOSURE',
  'LEVERAGE',
  'SECTOR_GROSS',
  'SECTOR_NET',
  'COUNTRY_GROSS',
  'CURRENCY_NET',
  'ASSET_CLASS_GROSS',
  'FACTOR_EXPOSURE',
  'PORTFOLIO_BETA',
  'CORRELATED_BUCKET',
  'MEAN_CORRELATION',
  'METRIC',
];
const CREDIT_CODES: readonly ControlCode[] = ['BUYING_POWER'];
const LOSS_CODES: readonly ControlCode[] = ['DAILY_LOSS', 'WEEKLY_LOSS', 'MONTHLY_LOSS', 'DRAWDOWN'];
const RISK_CODES: readonly ControlCode[] = [
  'VAR_PARAMETRIC',
  'VAR_HISTORICAL',
  'EXPECTED_SHORTFALL',
  'INCREMENTAL_VAR',
  'PORTFOLIO_VOL',
  'STRESS_LOSS',
  'RISK_BUDGET',
];
const LIQUIDITY_CODES: readonly ControlCode[] = [
  'MIN_ADV',
  'PARTICIPATION',
  'POSITION_ADV',
  'DAYS_TO_LIQUIDATE',
  'IMPACT',
  'SPREAD',
  'MARKET_CAP',
];

/** The catalogue group of a control. */
export function groupOf(code: ControlCode): ControlGroup {
  if (ORDER_CODES.includes(code)) return 'O';
  if (CREDIT_CODES.includes(code)) return 'C';
  if (SPEED_CODES.includes(code)) return 'S';
  if (LOSS_CODES.includes(code)) return 'D';
  if (EXPOSURE_CODES.includes(code)) return 'E';
  if (RISK_CODES.includes(code)) return 'M';
  return LIQUIDITY_CODES.includes(code) ? 'L' : 'P';
}

/** Controls that fail below their limit. */
const isMinimum = (code: ControlCode): boolean =>
  code === 'MIN_ADV' || code === 'BUYING_POWER' || code === 'MARKET_CAP';

/** What must hold of a control's value and its hard. */
export const opOf = (code: ControlCode, params: Limit['params']): string =>
  code === 'METRIC' ? String(params['op']) : isMinimum(code) ? '>=' : '<=';

/** Soft where none is given: 0.8*hard, or 1.25*hard for a minimum, exactly; none apart from hard where there are two sides. */
export function defaultSoft(op: string, hard: Rational): Rational {
  if (op.startsWith('<')) return hard.times(Rational.of('0.8'));
  return op.startsWith('>') ? hard.times(Rational.of('1.25')) : hard;
}

/** The ticket's value of a filter field or scope level, empty where it has none or where the symbol is unknown. */
function fieldOf({ ticket, instrument, account }: NaiveQuestion, field: FilterField | ScopeLevel): string {
  switch (field) {
    case 'FIRM':
      return '*';
    case 'DESK':
      return account?.desk ?? '';
    case 'ACCOUNT':
      return account?.account ?? '';
    case 'SYMBOL':
      return instrument?.symbol ?? '';
    case 'TRADER':
    case 'trader':
      return ticket.trader;
    case 'STRATEGY':
    case 'strategy':
      return ticket.strategy;
    case 'ISSUER':
    case 'issuer':
      return instrument?.issuer ?? '';
    case 'SECTOR':
    case 'sector':
      return instrument?.sector ?? '';
    case 'COUNTRY':
    case 'country':
      return instrument?.country ?? '';
    case 'CURRENCY':
    case 'currency':
      return instrument?.currency ?? '';
    case 'ASSET_CLASS':
    case 'assetClass':
      return instrument?.assetClass ?? '';
    case 'symbol':
    case 'account':
    case 'side':
    case 'ordType':
    case 'timeInForce':
      return ticket[field];
  }
}

/** The scope with `*` replaced by the ticket's own key; null when the ticket is outside it. FIRM stays `*`. */
function resolveScope(question: NaiveQuestion, { level, key }: Scope): Scope | null {
  const own = fieldOf(question, level);
  if (level === 'FIRM') return { level, key: '*' };
  return own !== '' && (key === '*' || key === own) ? { level, key: own } : null;
}

const isLive = (limit: Limit, now: number): boolean =>
  limit.status === 'ACTIVE' &&
  limit.effectiveFrom <= now &&
  (limit.effectiveTo === null || now < limit.effectiveTo);

const filterHolds = (question: NaiveQuestion, limit: Limit): boolean =>
  limit.filter.every(({ field, op, values }) => values.includes(fieldOf(question, field)) === (op === 'in'));

/** What each grouped control groups by. */
export const GROUPED_BY: Partial<Record<ControlCode, ScopeLevel>> = {
  SECTOR_GROSS: 'SECTOR',
  SECTOR_NET: 'SECTOR',
  COUNTRY_GROSS: 'COUNTRY',
  CURRENCY_NET: 'CURRENCY',
  ASSET_CLASS_GROSS: 'ASSET_CLASS',
};

/** Whether an instrument of group `own` is in the group a limit names: the same one, or a region its country is in. */
export const isInNaiveGroup = (groupedBy: ScopeLevel, group: string, own: string): boolean =>
  group === own || (groupedBy === 'COUNTRY' && (REGIONS[group] ?? []).includes(own));

function toRule(question: NaiveQuestion, limit: Limit): NaiveRule | null {
  const scope = resolveScope(question, limit.scope);
  if (scope === null || !isLive(limit, question.desk.clock.now) || !filterHolds(question, limit)) return null;
  let group = limit.group;
  const groupedBy = GROUPED_BY[limit.control];
  if (groupedBy !== undefined) {
    const own = fieldOf(question, groupedBy);
    if (group === null || group === '*') group = own === '' ? null : own;
    else if (!isInNaiveGroup(groupedBy, group, own)) return null;
  }
  const hard = Rational.of(limit.hard);
  const op = opOf(limit.control, limit.params);
  return {
    code: limit.control,
    scope,
    limitId: limit.limitId,
    limitVersion: limit.version,
    group,
    unit: limit.unit,
    hard,
    soft: limit.soft === null ? defaultSoft(op, hard) : Rational.of(limit.soft),
    op,
    low: Rational.of(String(limit.params['low'] ?? limit.hard)),
    action: limit.action,
    params: limit.params,
  };
}

/** What the always-on controls that compare act by without a limit. */
const DEFAULTS: Partial<Record<ControlCode, readonly [hard: number, unit: Unit]>> = {
  STALE_PRICE: [600, 'SECONDS'],
  PRICE_COLLAR: [500, 'BPS'],
  SESSION: [0, 'COUNT'],
  DUPLICATE_ORDER: [0, 'COUNT'],
};

function defaultRules(code: ControlCode): NaiveRule[] {
  const found = DEFAULTS[code];
  if (found === undefined) return [];
  const hard = Rational.of(found[0]);
  const none = { scope: null, limitId: null, limitVersion: null, group: null, params: {} };
  const most = { hard, soft: defaultSoft('<=', hard), op: '<=', low: hard };
  return [{ code, ...none, ...most, unit: found[1], action: 'BLOCK' }];
}

/** A limit for each factor of the desk, where it names none; one for `*` where the desk has none. */
function perFactor({ desk }: NaiveQuestion, limit: Limit): Limit[] {
  if (limit.control !== 'FACTOR_EXPOSURE') return [limit];
  const isForEach = limit.group === null || limit.group === '*';
  const factors = [...new Set(desk.loadings.map((row) => row.factor))].sort();
  if (!isForEach) return [limit];
  return factors.length === 0 ? [{ ...limit, group: '*' }] : factors.map((group) => ({ ...limit, group }));
}

/** What one control is to be compared with for this ticket: its live matching limits in their order, else its default. */
export function rulesFor(question: NaiveQuestion, code: ControlCode): NaiveRule[] {
  const rules = question.desk.limits
    .filter((limit) => limit.control === code)
    .flatMap((limit) => perFactor(question, limit))
    .map((limit) => toRule(question, limit))
    .filter((rule) => rule !== null);
  return rules.length > 0 ? rules : defaultRules(code);
}
