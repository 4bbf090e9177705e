import type { Gaps, Holding } from './naive-book.ts';
import { bookOf, holdingOf, withTicket } from './naive-book.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { returnsOf, sessionsOf } from './naive-returns.ts';
import type { NaiveRule } from './naive-rule.ts';
import { normalQuantile, sampleVariance } from './naive-statistics.ts';
import { navOf, unitValue } from './naive-valuation.ts';
import { Rational } from './rational.ts';

interface RiskBook {
  /** Profit of the book in each session of the window, base currency. */
  readonly pnl: readonly number[];
  /** Sum of |w| times the largest |return|: what the profits may have cancelled from. */
  readonly scale: number;
}

/** Returns of each symbol in the window with missing ones replaced, and who was replaced by the index. */
interface RiskReturns {
  readonly bySymbol: ReadonlyMap<string, readonly number[]>;
  readonly proxied: readonly string[];
}

/** Every working order filled: q + WB - WS, in base currency at the mark. */
export function weightOf(question: NaiveQuestion, holding: Holding, gaps: Gaps): number {
  const net = holding.q.plus(holding.wb).minus(holding.ws);
  const isOwn = holding.symbol === question.ticket.symbol;
  return net.num === 0n && !isOwn ? 0 : net.times(unitValue(question, holding.symbol, gaps)).toNumber();
}

/** Returns of the symbols over the limit's window, gaps filled as it says; what is missing goes to `gaps`. */
export function riskReturns(
  { desk }: NaiveQuestion,
  rule: NaiveRule,
  symbols: readonly string[],
  gaps: Gaps,
): RiskReturns {
  const index = String(rule.params['index'] ?? 'SPY');
  const window = Number(rule.params['window'] ?? 252);
  const mode = String(rule.params['missing'] ?? 'proxy');
  const sessions = sessionsOf(desk, index);
  const bySymbol = new Map<string, number[]>();
  const proxied: string[] = [];
  if (sessions.length < window + 1) {
    gaps.push({ input: 'history', detail: index });
    return { bySymbol, proxied };
  }
  const days = sessions.slice(-(window + 1));
  const indexReturns = returnsOf(desk, index, days);
  if (indexReturns.includes(null)) {
    gaps.push({ input: 'returns', detail: index }, { input: 'history', detail: index });
    return { bySymbol, proxied };
  }
  for (const symbol of symbols) {
    const own = returnsOf(desk, symbol, days);
    if (own.includes(null) && mode === 'proxy') proxied.push(symbol);
    if (own.includes(null) && mode === 'refuse') gaps.push({ input: 'returns', detail: symbol });
    bySymbol.set(
      symbol,
      own.map((r, day) => r ?? (mode === 'proxy' ? (indexReturns[day] ?? 0) : 0)),
    );
  }
  return { bySymbol, proxied };
}

function riskBook(
  question: NaiveQuestion,
  book: readonly Holding[],
  returns: RiskReturns,
  gaps: Gaps,
): RiskBook {
  const pnl: number[] = [];
  let scale = 0;
  for (const holding of book) {
    const own = returns.bySymbol.get(holding.symbol);
    const weight = weightOf(question, holding, gaps);
    if (own === undefined || weight === 0) continue;
    own.forEach((r, day) => (pnl[day] = (pnl[day] ?? 0) + weight * r));
    scale += Math.abs(weight) * Math.max(0, ...own.map(Math.abs));
  }
  const days = [...returns.bySymbol.values()][0]?.length ?? 0;
  return { pnl: pnl.length > 0 ? pnl : new Array<number>(days).fill(0), scale };
}

/** ceil(fraction * count), the product in exact decimals. */
const exactCeil = (fraction: Rational, count: number): number =>
  -Number(fraction.times(new Rational(BigInt(-count))).floor(0).num);

function quantileLoss(losses: readonly number[], confidence: Rational): number {
  const rank = exactCeil(confidence, losses.length);
  return [...losses].sort((a, b) => a - b)[rank - 1] ?? 0;
}

function tailMean(losses: readonly number[], confidence: Rational): number {
  const count = exactCeil(Rational.ONE.minus(confidence), losses.length);
  const worst = [...losses].sort((a, b) => b - a).slice(0, count);
  return worst.reduce((total, loss) => total + loss, 0) / count;
}

/** The statistic of one book in base currency, a loss positive, never floored at zero. */
function statisticOf(rule: NaiveRule, { pnl }: RiskBook): number {
  const isShortfall = rule.code === 'EXPECTED_SHORTFALL';
  const confidence = Rational.of(String(rule.params['confidence'] ?? (isShortfall ? '0.975' : '0.99')));
  const horizon = Math.sqrt(Number(rule.params['horizonDays'] ?? 1));
  const losses = pnl.map((profit) => -profit);
  switch (rule.code) {
    case 'VAR_PARAMETRIC':
      return normalQuantile(confidence.toNumber()) * Math.sqrt(sampleVariance(pnl)) * horizon;
    case 'PORTFOLIO_VOL':
      return Math.sqrt(252 * sampleVariance(pnl));
    case 'EXPECTED_SHORTFALL':
      return tailMean(losses, confidence) * horizon;
    case 'RISK_BUDGET':
      return (quantileLoss(losses, confidence) * horizon) / Number(rule.params['budget']);
    default:
      return quantileLoss(losses, confidence) * horizon;
  }
}

/** Cancellation leaves about 1e-14 of what was summed, and a root of it where the statistic is a root. */
/** Scenario sums lie on a grid far below a cent, whatever is summed. */
const GRID = 1;
const budgetOf = (rule: NaiveRule): number =>
  rule.code === 'RISK_BUDGET' ? Number(rule.params['budget']) : 1;

function noiseOf(rule: NaiveRule, value: number, scale: number): number {
  const horizon = Math.sqrt(Number(rule.params['horizonDays'] ?? 1));
  if (scale === 0) return 0;
  if (rule.code === 'VAR_PARAMETRIC' || rule.code === 'PORTFOLIO_VOL') {
    const wide = scale * 16 * horizon;
    return (1e-14 * wide * wide) / Math.max(Math.abs(value), 1e-7 * wide);
  }
  return 1e-14 * Math.max(scale, GRID / budgetOf(rule)) * horizon;
}

/**
 * Group M: the pro-forma book with and without the ticket, every working order filled, by scenario P&L in float64.
 * Only symbols with a weight after the ticket, and the ticket's own, need returns.
 */
export function measureRisk(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const gaps: Gaps = [];
  const before = bookOf(question, scope);
  const after = withTicket(before, question.ticket);
  const isNeeded = ({ symbol, q, wb, ws }: Holding) =>
    symbol === question.ticket.symbol || q.plus(wb).minus(ws).num !== 0n;
  const needed = after.filter(isNeeded).map((row) => row.symbol);
  const returns = riskReturns(question, rule, needed, gaps);
  const riskAfter = riskBook(question, after, returns, gaps);
  const own = holdingOf(before, question.ticket.symbol);
  const riskBefore = riskBook(question, [...before.filter((row) => row !== own), own], returns, gaps);
  const isOverNav = rule.unit !== 'MONEY' && rule.code !== 'RISK_BUDGET';
  const nav = isOverNav ? navOf(question, scope, gaps).toNumber() : 1;
  if (gaps.length > 0) return unlessMissing(gaps, { kind: 'NOT_APPLICABLE' });
  const [valueBefore, valueAfter] = [statisticOf(rule, riskBefore), statisticOf(rule, riskAfter)];
  const isIncrement = rule.code === 'INCREMENTAL_VAR';
  const scale = Math.max(riskBefore.scale, riskAfter.scale) / budgetOf(rule);
  return {
    kind: 'STATISTIC',
    before: isIncrement ? 0 : valueBefore / nav,
    after: (isIncrement ? valueAfter - valueBefore : valueAfter) / nav,
    noise: noiseOf(rule, Math.min(Math.abs(valueBefore), Math.abs(valueAfter)), scale) / nav,
    proxied: returns.proxied,
  };
}
