import type { ControlCode } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type { MissingInput, Status } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Gaps } from './naive-book.ts';
import { isReducing } from './naive-book.ts';
import { measureActivity, measureDuplicates } from './naive-activity.ts';
import { measureBook } from './naive-book-measures.ts';
import type { NaiveDecision, NaiveDesk, NaiveOutcome } from './naive-desk.ts';
import { EXPOSURE_SUM_CODES, measureExposureSum } from './naive-exposure-measures.ts';
import { measureCorrelation } from './naive-correlation-measures.ts';
import { judge } from './naive-judge.ts';
import { measureLiquidity } from './naive-liquidity-measures.ts';
import { measureLoss } from './naive-loss-measures.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import {
  configurationStatus,
  orderStatus,
  referenceStatus,
  restrictionStatus,
  stateStatus,
} from './naive-order-findings.ts';
import { measureOrder, sidedCollar } from './naive-order-measures.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { hasQuantity, toNaiveQuestion } from './naive-question.ts';
import { measureRisk } from './naive-risk-measures.ts';
import type { NaiveRule } from './naive-rule.ts';
import { groupOf, rulesFor } from './naive-rule.ts';
import { matchStatus, shortSaleStatus } from './naive-sale.ts';
import { measureSession } from './naive-session.ts';
import { notionalOf } from './naive-valuation.ts';
import { worstStatus } from './worst-status.ts';

type Reference = 'symbol' | 'account' | 'orderQty';

/** What a control cannot do without; P, E, M and the rest of L need all three. */
const NEEDS: Partial<Record<ControlCode, readonly Reference[]>> = {
  RESTRICTED: ['symbol'],
  STALE_PRICE: ['symbol'],
  PRICE_COLLAR: ['symbol'],
  MAX_ORDER_QTY: ['orderQty'],
  MAX_ORDER_NOTIONAL: ['symbol', 'orderQty'],
  MEAN_CORRELATION: ['symbol', 'account'],
  DAILY_LOSS: ['symbol', 'account'],
  WEEKLY_LOSS: ['symbol', 'account'],
  MONTHLY_LOSS: ['symbol', 'account'],
  DRAWDOWN: ['symbol', 'account'],
  MIN_ADV: ['symbol'],
  SPREAD: ['symbol'],
  MARKET_CAP: ['symbol'],
  PARTICIPATION: ['symbol', 'orderQty'],
  IMPACT: ['symbol', 'orderQty'],
  SESSION: ['symbol'],
  DUPLICATE_ORDER: ['orderQty'],
  SHORT_SALE: ['symbol', 'account'],
  MESSAGE_RATE: ['account', 'orderQty'],
  DAILY_ORDER_COUNT: ['account', 'orderQty'],
  OPEN_ORDER_COUNT: ['account', 'orderQty'],
};
const ALL_NEEDED: readonly Reference[] = ['symbol', 'account', 'orderQty'];

function lackedBy({ ticket, instrument, account }: NaiveQuestion, code: ControlCode): MissingInput[] {
  const lacks = { symbol: instrument === null, account: account === null, orderQty: !hasQuantity(ticket) };
  const details = { symbol: ticket.symbol, account: ticket.account, orderQty: String(ticket.orderQty) };
  return (NEEDS[code] ?? ALL_NEEDED)
    .filter((reference) => lacks[reference])
    .map((reference) => ({ input: reference, detail: details[reference] }));
}

/** The outcome of a control that finds rather than measures. */
function finding(code: ControlCode, status: Status, missing: readonly MissingInput[] = []): NaiveOutcome {
  return {
    code,
    status: missing.length > 0 ? 'UNDETERMINED' : status,
    scope: null,
    limitId: null,
    limitVersion: null,
    group: null,
    before: null,
    after: null,
    soft: null,
    hard: null,
    unit: null,
    utilisation: null,
    exempt: null,
    notApplicable: false,
    missing: missing[0] ?? null,
    allMissing: missing,
    proxied: [],
    nearTie: false,
    noise: 0,
    afterText: null,
  };
}

function measure(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  if (rule.code === 'METRIC')
    return measure(question, { ...rule, code: String(rule.params['metric']) as ControlCode });
  const lacked = lackedBy(question, rule.code);
  const isCollarOnMarket = rule.code === 'PRICE_COLLAR' && !question.ticket.ordType.endsWith('LIMIT');
  if (rule.code === 'REPEATED_EXECUTION' && question.ticket.strategy === '')
    return { kind: 'NOT_APPLICABLE' };
  if (lacked.length > 0 && !isCollarOnMarket) return { kind: 'MISSING', missing: lacked };
  if (EXPOSURE_SUM_CODES.some((code) => code === rule.code)) return measureExposureSum(question, rule);
  if (rule.code === 'CORRELATED_BUCKET' || rule.code === 'MEAN_CORRELATION')
    return measureCorrelation(question, rule);
  switch (groupOf(rule.code)) {
    case 'O':
      return measureIntegrity(question, rule);
    case 'S':
      return measureActivity(question, rule);
    case 'D':
      return measureLoss(question, rule);
    case 'M':
      return measureRisk(question, rule);
    case 'L':
      return measureLiquidity(question, rule);
    default:
      return measureBook(question, rule);
  }
}

function measureIntegrity(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  if (rule.code === 'SESSION') return measureSession(question, rule);
  return rule.code === 'DUPLICATE_ORDER' ? measureDuplicates(question, rule) : measureOrder(question, rule);
}

function outcomesOf(question: NaiveQuestion, code: ControlCode): NaiveOutcome[] {
  switch (code) {
    case 'ORDER_INVALID':
      return [finding(code, orderStatus(question))];
    case 'UNKNOWN_REFERENCE':
      return [finding(code, referenceStatus(question))];
    case 'NO_LIMITS_CONFIGURED':
      return [finding(code, configurationStatus(question))];
    case 'TRADING_STATE':
      return [finding(code, stateStatus(question))];
    case 'RESTRICTED':
      return [finding(code, restrictionStatus(question), lackedBy(question, code))];
    case 'SELF_MATCH':
      return [finding(code, matchStatus(question))];
    case 'SHORT_SALE':
      return [
        finding(
          code,
          shortSaleStatus(question),
          question.ticket.side === 'BUY' ? [] : lackedBy(question, code),
        ),
      ];
    default:
      return rulesFor(question, code).map((rule) => {
        const sided = code === 'PRICE_COLLAR' ? sidedCollar(question, rule) : rule;
        return judge(sided, measure(question, sided), isReducing(question));
      });
  }
}

/**
 * Decides one ticket straight from the catalogue: every control in catalogue order, each with its limits in the
 * order given, recomputed from the plain data each time. Exact fractions; float64 only where the catalogue says
 * statistics. Written to be read against the catalogue, not to be fast, and to share nothing with the engine.
 */
export function evaluateNaively(desk: NaiveDesk, ticket: Ticket): NaiveDecision {
  const question = toNaiveQuestion(desk, ticket);
  const outcomes = CONTROL_CODES.flatMap((code) => outcomesOf(question, code));
  const gaps: Gaps = hasQuantity(ticket) ? [] : [{ input: 'orderQty', detail: '' }];
  const notional = notionalOf(question, gaps).toNumber();
  return {
    verdict: worstStatus(outcomes.map((outcome) => outcome.status)),
    notional: gaps.length > 0 ? null : notional,
    reducing: isReducing(question),
    deskClock: desk.clock.now,
    outcomes,
  };
}
