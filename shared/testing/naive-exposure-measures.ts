import type { SymbolId } from '#shared/domain/ids.ts';
import type { StressScenario } from '#shared/domain/stress-ladder.ts';
import type { Gaps, Holding } from './naive-book.ts';
import { bookOf, holdingOf, withTicket } from './naive-book.ts';
import { dailyVolatility, spreadOver } from './naive-liquidity-measures.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { clockDay } from './naive-question.ts';
import { riskReturns, weightOf } from './naive-risk-measures.ts';
import type { NaiveRule } from './naive-rule.ts';
import { sampleVariance } from './naive-statistics.ts';
import { navOf } from './naive-valuation.ts';

/** What one symbol adds to a sum for its money w, or null where a number is not known. */
type TermOf = (symbol: SymbolId, w: number) => number | null;

interface Line {
  readonly name: string;
  readonly termOf: TermOf;
}

const loadingOf = ({ desk }: NaiveQuestion, factor: string, symbol: string): number | null =>
  desk.loadings.find((row) => row.factor === factor && row.symbol === symbol)?.loading ?? null;

function importedBeta({ desk }: NaiveQuestion, symbol: string): number | null {
  for (const name of ['beta', 'market']) {
    const found = desk.loadings.find((row) => row.symbol === symbol && row.factor.toLowerCase() === name);
    if (found !== undefined) return found.loading;
  }
  return null;
}

/** cov/var of the symbol's returns against the index's, gaps filled as the limit says; null where it cannot be had. */
function computedBeta(
  question: NaiveQuestion,
  rule: NaiveRule,
  symbol: SymbolId,
  proxied: string[],
): number | null {
  const gaps: Gaps = [];
  const index = String(rule.params['index'] ?? 'SPY') as SymbolId;
  const own = riskReturns(question, rule, [symbol], gaps);
  const market = riskReturns(
    question,
    { ...rule, params: { ...rule.params, missing: 'zero' } },
    [index],
    gaps,
  );
  const [r, m] = [own.bySymbol.get(symbol) ?? [], market.bySymbol.get(index) ?? []];
  if (gaps.length > 0 || r.length === 0) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const cross = r.reduce((sum, value, t) => sum + (value - mean(r)) * ((m[t] ?? 0) - mean(m)), 0);
  const variance = sampleVariance(m);
  if (!(variance > 0)) return null;
  proxied.push(...own.proxied);
  return cross / (r.length - 1) / variance;
}

const betaOf = (
  question: NaiveQuestion,
  rule: NaiveRule,
  symbol: SymbolId,
  proxied: string[],
): number | null => importedBeta(question, symbol) ?? computedBeta(question, rule, symbol, proxied);

function returnIn(
  question: NaiveQuestion,
  rule: NaiveRule,
  { price, eachSector }: StressScenario,
  symbol: SymbolId,
): number | null {
  const own = price.symbols[symbol];
  if (own !== undefined) return own;
  const sector = question.desk.instruments.find((row) => row.symbol === symbol)?.sector ?? '';
  const parts: (number | null)[] = [];
  const pushWithMarket = (move: number): void => {
    const beta = betaOf(question, rule, symbol, []);
    parts.push(beta === null ? null : move * beta);
  };
  if (Object.keys(price.sectors).length > 0) {
    const named = sector === '' ? undefined : price.sectors[sector];
    if (named !== undefined) parts.push(named);
    else if (sector === '' && price.elsewhere === null) parts.push(null);
    else if (price.elsewhere && (sector === '' || eachSector === null)) pushWithMarket(price.elsewhere);
  }
  if (price.market !== 0) pushWithMarket(price.market);
  for (const [factor, shock] of Object.entries(price.factors)) {
    const loading = loadingOf(question, factor, symbol);
    parts.push(loading === null ? null : shock * loading);
  }
  return parts.includes(null)
    ? null
    : Math.max(
        -1,
        parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
      );
}

/** What more than today it costs to sell one unit of money of the symbol. */
function costIn(
  question: NaiveQuestion,
  rule: NaiveRule,
  scenario: StressScenario,
  symbol: SymbolId,
): number | null {
  const { ladder } = question.desk;
  let cost = 0;
  if (scenario.spread > 1) {
    const today = clockDay(question.desk);
    const spread =
      spreadOver(question.desk, symbol, today - 5, today - 1)?.toNumber() ?? ladder.assumedSpread;
    if (spread === null) return null;
    cost += ((scenario.spread - 1) / 2) * spread;
  }
  const dearer = scenario.volatility / Math.sqrt(scenario.volume) - 1;
  if (dearer === 0) return cost;
  const sigma = dailyVolatility(question, symbol, rule, Number(rule.params['window'] ?? 252), []);
  return sigma === null ? null : cost + ladder.y * sigma * Math.sqrt(ladder.rate) * dearer;
}

function linesOf(question: NaiveQuestion, rule: NaiveRule): Line[] {
  if (rule.code === 'FACTOR_EXPOSURE') {
    const factor = rule.group ?? '*';
    const termOf: TermOf = (symbol, w) => {
      const loading = loadingOf(question, factor, symbol);
      return loading === null ? null : w * loading;
    };
    return [{ name: factor, termOf }];
  }
  if (rule.code === 'PORTFOLIO_BETA') {
    const termOf: TermOf = (symbol, w) => {
      const beta = betaOf(question, rule, symbol, []);
      return beta === null ? null : w * beta;
    };
    return [{ name: 'beta', termOf }];
  }
  const { ladder, instruments } = question.desk;
  const sectors = [...new Set(instruments.map((row) => row.sector))].filter((name) => name !== '').sort();
  return ladder.scenarios
    .flatMap((scenario) =>
      scenario.eachSector === null
        ? [scenario]
        : sectors.map((sector) => ({
            ...scenario,
            price: {
              ...scenario.price,
              sectors: { ...scenario.price.sectors, [sector]: scenario.eachSector ?? 0 },
            },
          })),
    )
    .map((scenario) => ({
      name: scenario.id,
      termOf: (symbol, w) => {
        const r = returnIn(question, rule, scenario, symbol);
        const cost = costIn(question, rule, scenario, symbol);
        return r === null || cost === null ? null : Math.abs(w) * cost - w * r;
      },
    }));
}

const INPUT = { FACTOR_EXPOSURE: 'loading', PORTFOLIO_BETA: 'beta', STRESS_LOSS: 'shock' } as const;
export const EXPOSURE_SUM_CODES = Object.keys(INPUT) as (keyof typeof INPUT)[];

/**
 * Sums linear in the money of the pro-forma book: a factor's, the beta's, or the most of the ladder's losses. Symbols with
 * money after the ticket, and the ticket's own, need their number in every line.
 */
export function measureExposureSum(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const code = rule.code as keyof typeof INPUT;
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const { symbol } = question.ticket;
  const gaps: Gaps = [];
  const book = bookOf(question, scope);
  const own = holdingOf(book, symbol);
  const before = [...book.filter((row) => row !== own), own];
  const after = withTicket(before, question.ticket);
  const isNeeded = (row: Holding) => row.symbol === symbol || row.q.plus(row.wb).minus(row.ws).num !== 0n;
  const lines = linesOf(question, rule);
  for (const row of after.filter(isNeeded)) weightOf(question, row, gaps);
  if (lines.length === 0) gaps.push({ input: 'ladder', detail: '' });
  let scale = 0;
  const sumOf = (rows: readonly Holding[], line: Line): number => {
    let sum = 0;
    for (const row of rows.filter(isNeeded)) {
      const w = weightOf(question, row, gaps);
      const term = line.termOf(row.symbol, w);
      if (term === null) gaps.push({ input: INPUT[code], detail: row.symbol });
      sum += term ?? 0;
      scale = Math.max(scale, Math.abs(w) + Math.abs(term ?? 0));
    }
    return code === 'STRESS_LOSS' ? sum : Math.abs(sum);
  };
  const [valueBefore, valueAfter] = [before, after].map((rows) =>
    Math.max(...lines.map((line) => sumOf(rows, line))),
  );
  const nav = rule.unit === 'MONEY' ? 1 : navOf(question, scope, gaps).toNumber();
  const proxied: string[] = [];
  if (code !== 'FACTOR_EXPOSURE')
    for (const row of after.filter(isNeeded)) betaOf(question, rule, row.symbol, proxied);
  return unlessMissing(gaps, {
    kind: 'STATISTIC',
    before: (valueBefore ?? NaN) / nav,
    after: (valueAfter ?? NaN) / nav,
    noise: (1e-14 * (1 + scale) * after.length) / nav,
    proxied,
  });
}
