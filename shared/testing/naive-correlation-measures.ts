import type { Gaps, Holding } from './naive-book.ts';
import { bookOf, wcLong, wcShort, withTicket } from './naive-book.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { riskReturns } from './naive-risk-measures.ts';
import type { NaiveRule } from './naive-rule.ts';
import { sampleVariance } from './naive-statistics.ts';
import { navOf, valueOf } from './naive-valuation.ts';
import { Rational } from './rational.ts';

/** Returns that vary by less than this share of their largest do not vary. */
const CONSTANT = 1e-12;

const worstValue = (question: NaiveQuestion, row: Holding, gaps: Gaps): Rational =>
  valueOf(question, row.symbol, wcLong(row).abs().max(wcShort(row).abs()), gaps);

function isConstant(returns: readonly number[]): boolean {
  const peak = Math.max(0, ...returns.map(Math.abs));
  const squares = sampleVariance(returns) * (returns.length - 1);
  return squares <= returns.length * (CONSTANT * peak) ** 2;
}

/** Pearson's coefficient by its definition. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, day) => (value - meanA) * ((b[day] ?? 0) - meanB));
  const covariance = products.reduce((sum, value) => sum + value, 0) / (a.length - 1);
  return covariance / Math.sqrt(sampleVariance(a)) / Math.sqrt(sampleVariance(b));
}

/**
 * CORRELATED_BUCKET and MEAN_CORRELATION: correlations of the ticket's symbol with every holding over the limit's window,
 * each computed on its own.
 */
export function measureCorrelation(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const { symbol } = question.ticket;
  const gaps: Gaps = [];
  const before = bookOf(question, scope);
  const after = withTicket(before, question.ticket);
  after.forEach((row) => worstValue(question, row, gaps));
  const held = before.filter((row) => row.symbol !== symbol && worstValue(question, row, []).num !== 0n);
  const returns = riskReturns(question, rule, [symbol, ...held.map((row) => row.symbol)], gaps);
  for (const [name, series] of returns.bySymbol)
    if (isConstant(series)) gaps.push({ input: 'returns', detail: name });
  const isBucket = rule.code === 'CORRELATED_BUCKET';
  const nav = isBucket ? navOf(question, scope, gaps) : Rational.ONE;
  if (gaps.length > 0) return unlessMissing(gaps, { kind: 'NOT_APPLICABLE' });
  const own = returns.bySymbol.get(symbol) ?? [];
  const correlationWith = (row: Holding): number => correlation(own, returns.bySymbol.get(row.symbol) ?? []);
  if (isBucket) {
    const rho = Number(rule.params['rho'] ?? 0.7);
    const names = held.filter((row) => correlationWith(row) >= rho).map((row) => row.symbol);
    const gross = (book: readonly Holding[]): Rational =>
      book
        .filter((row) => row.symbol === symbol || names.includes(row.symbol))
        .reduce((sum, row) => sum.plus(worstValue(question, row, [])), Rational.ZERO);
    return { kind: 'EXACT', before: gross(before).over(nav), after: gross(after).over(nav) };
  }
  if (held.length === 0) return { kind: 'NOT_APPLICABLE' };
  const weights = held.map((row) => worstValue(question, row, []).toNumber());
  const total = weights.reduce((sum, value) => sum + value, 0);
  const weighted = held.reduce((sum, row, at) => sum + (weights[at] ?? 0) * correlationWith(row), 0);
  const ownValue = before
    .filter((row) => row.symbol === symbol)
    .reduce((sum, row) => sum + worstValue(question, row, []).toNumber(), 0);
  return {
    kind: 'STATISTIC',
    before: null,
    after: weighted / total,
    noise: (1e-13 * (ownValue + total)) / total,
    proxied: returns.proxied,
  };
}
