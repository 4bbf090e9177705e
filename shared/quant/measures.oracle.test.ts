import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { alignReturns, type ShortHistoryPolicy } from './aligned-returns.ts';
import { computeBeta } from './beta.ts';
import { cornishFisherQuantile } from './cornish-fisher.ts';
import { correlationMatrix, covarianceMatrix } from './covariance-matrix.ts';
import { computeCovarianceSpectrum } from './covariance-spectrum.ts';
import { computeCovariance, type CovarianceFactor } from './covariance.ts';
import { scenarioPnl } from './decomposition.ts';
import { computeDrawdown } from './drawdown.ts';
import { computeExposure } from './exposure.ts';
import { computeVolumeStatistics, daysToLiquidate } from './liquidity.ts';
import { computeMoments } from './moments.ts';
import { inverseNormalCdf } from './normal.ts';
import {
  bars,
  barsUpTo,
  bookIds,
  compared,
  LEVELS,
  load,
  METHODS,
  open,
  partialHistory,
  present,
  readOracle,
  report,
  same,
  toDate,
  type Bars,
  type Loaded,
} from './oracle.testing.ts';
import { computeShrinkage } from './shrinkage.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

beforeAll(readOracle);

/** The equally weighted index's returns of the sessions. */
function equallyWeighted({ aligned }: Loaded): Float64Array {
  const { dates, returns } = JSON.parse(readFileSync(`${open}/ew_index.json`, 'utf8')) as {
    readonly dates: readonly string[];
    readonly returns: readonly number[];
  };
  const byDate = new Map(dates.map((date, i) => [toDate(date), returns[i] as number]));
  return Float64Array.from(aligned.sessions, (date) => byDate.get(date) as number);
}

const factorOf = ({ aligned, symbols }: Loaded, method: (typeof METHODS)[number][0]): CovarianceFactor =>
  computeCovariance(aligned.returns, symbols.length, aligned.T, method) as CovarianceFactor;

describe.skipIf(!present).each(bookIds)('oracle measures of %s', (id) => {
  it('are its drawdown, with the dates', () => {
    const loaded = load(id);
    const expected = loaded.oracle.max_drawdown_constant_holdings;
    const { drawdown } = report(loaded, {});
    same(drawdown?.amount, expected.abs);
    expect([drawdown?.peakDate, drawdown?.troughDate]).toEqual([expected.peak_date, expected.trough_date]);
    if (expected.pct === undefined) expect(drawdown?.fraction).toBeNull();
    else {
      same(drawdown?.fraction?.amount, expected.pct);
      const { peakDate, troughDate } = drawdown?.fraction ?? {};
      expect([peakDate, troughDate]).toEqual([expected.pct_peak_date, expected.pct_trough_date]);
    }
  });

  it('are the drawdown of the equally weighted index and the betas to it', () => {
    const loaded = load(id);
    const { oracle, aligned } = loaded;
    const index = equallyWeighted(loaded);
    const path = new Float64Array(index.length + 1).fill(1);
    index.forEach((value, t) => (path[t + 1] = (path[t] as number) * (1 + value)));
    const drawdown = computeDrawdown(path);
    same(drawdown?.amount, oracle.ew_index.max_drawdown.abs);
    same(drawdown?.fraction?.amount, oracle.ew_index.max_drawdown.pct ?? NaN);
    const { T, returns } = aligned;
    oracle.positions.forEach((position, s) => same(computeBeta(returns, s * T, index), position.beta_ew));
    const pnl = scenarioPnl(
      returns,
      T,
      Float64Array.from(oracle.positions, (one) => one.exposure),
    );
    same(computeBeta(pnl, 0, index), oracle.beta.pnl_regression_beta_ew_usd, oracle.exposure.gross);
  });

  it('are its liquidity at two rates', () => {
    const loaded = load(id);
    const { oracle } = loaded;
    for (const rate of ['0.1', '0.2'] as const) {
      const expected = oracle.liquidity[`participation_${rate}`];
      const { liquidity } = report(loaded, { participation: Number(rate) });
      same(liquidity.maxDays, expected.max_days);
      same(liquidity.grossWeightedDays, expected.gross_weighted_days);
      for (const days of ['1', '2', '5', '10'] as const) {
        same(liquidity.grossLiquidated[days], expected.gross_liquidated_pct[days]);
      }
      expect(liquidity.namesOver1Day).toBe(expected.names_over_1_day);
      expect(liquidity.namesOver5Days).toBe(expected.names_over_5_days);
      same(liquidity.impactCost, oracle.liquidity.impact_cost_usd_total);
    }
  });

  it('are the figures of each symbol alone', () => {
    const loaded = load(id);
    const { oracle, series } = loaded;
    const { bySymbol, effectivePositions } = report(loaded, {});
    const ewma = covarianceMatrix(factorOf(loaded, 'ewma'));
    const n = oracle.positions.length;
    same(effectivePositions, oracle.exposure.effective_n);
    oracle.positions.forEach((position, s) => {
      const own = series[s] as Bars;
      const volumes = own.volumes.slice(0, barsUpTo(own, toDate(oracle.valuation_date)));
      same(bySymbol[s]?.standaloneVar, position.standalone_var99_sample);
      same(bySymbol[s]?.impactCost, position.impact_cost_usd);
      same(Math.sqrt(ewma[s * n + s] as number), position.ewma_std);
      same(computeVolumeStatistics(volumes, 60)?.q25, position.vol_p25_60);
      same(daysToLiquidate(position.quantity, position.vol_p25_20, 0.1), position.days_10_on_p25);
    });
    for (const [method, key] of METHODS) {
      const { undiversifiedVar } = report(loaded, { method, confidence: 0.95 });
      same(undiversifiedVar, oracle.parametric[key]['undiversified_var_0.95']);
    }
  });

  it('are the extreme eigenvalues of its covariances, of which rounding makes none negative', () => {
    const loaded = load(id);
    const n = loaded.symbols.length;
    for (const [method, key] of METHODS) {
      const expected = loaded.oracle.cov_digest[key];
      const factor = factorOf(loaded, method);
      const matrix = covarianceMatrix(factor);
      const values = symmetricEigen(matrix, n)?.values;
      const spectrum = computeCovarianceSpectrum(factor);
      expect(spectrum).toMatchObject({ symbols: n, rank: n });
      for (const [smallest, largest] of [
        [values?.at(0), values?.at(-1)],
        [spectrum?.smallest, spectrum?.largest],
      ]) {
        expect(Math.abs((smallest ?? NaN) - expected.eig_min)).toBeLessThan(1e-7 * expected.eig_max);
        expect(Math.abs((largest ?? NaN) - expected.eig_max)).toBeLessThan(1e-7 * expected.eig_max);
        same(largest, expected.eig_max);
        same(smallest, expected.eig_min, expected.eig_max);
      }
      same(
        matrix.reduce((sum, x) => sum + x, 0),
        expected.sum,
      );
      expect(values?.[0]).toBeGreaterThan(-n * Number.EPSILON * expected.eig_max);
    }
  });

  it('are its shrinkage, mean correlation and Cornish-Fisher quantiles', () => {
    const loaded = load(id);
    const { oracle, aligned } = loaded;
    const n = loaded.symbols.length;
    const sample = factorOf(loaded, 'sample');
    const scale = Math.sqrt((aligned.T - 1) / aligned.T);
    const { shrinkage, mu } = computeShrinkage(
      sample.scaled.map((x) => x * scale),
      n,
      aligned.T,
    );
    same(shrinkage, oracle.ledoit_wolf.shrinkage);
    same(mu, oracle.ledoit_wolf.mu);
    const correlation = correlationMatrix(covarianceMatrix(sample), n);
    same((correlation.reduce((sum, x) => sum + x, 0) - n) / (n * (n - 1)), oracle.avg_correlation);
    const pnl = scenarioPnl(
      aligned.returns,
      aligned.T,
      Float64Array.from(oracle.positions, (position) => position.exposure),
    );
    const { skewness, excessKurtosis } = computeMoments(pnl) ?? {};
    for (const level of LEVELS) {
      const z = inverseNormalCdf(1 - Number(level));
      same(
        cornishFisherQuantile(z, skewness ?? NaN, excessKurtosis ?? NaN),
        oracle.cornish_fisher_1d[level].z_cf,
      );
    }
  });

  it('are the exposures after each of its orders', () => {
    const { oracle, symbols } = load(id);
    for (const order of oracle.what_if ?? []) {
      const values = oracle.positions.map((position) => position.exposure);
      const held = symbols.indexOf(order.symbol);
      const after =
        held < 0
          ? [...values, order.notional_signed]
          : values.with(held, (values[held] as number) + order.notional_signed);
      const exposure = computeExposure(
        Float64Array.from(after),
        after.map(() => null),
      );
      same(exposure.gross, order.post.gross);
      same(exposure.net, order.post.net, order.post.gross);
      same(exposure.hhiGross, order.post.hhi);
      same(Math.abs(after.at(held) as number) / exposure.gross, order.post.weight_gross, 1);
    }
  });

  it('are its parametric VaR by simulation, within the standard error', () => {
    const loaded = load(id);
    const monteCarlo = { seed: 1, draws: 5_000, degreesOfFreedom: null };
    const simulated = report(loaded, { monteCarlo, confidence: 0.95, horizonDays: 10 });
    const expected = loaded.oracle.parametric.sample['0.95'];
    const { valueAtRisk, valueAtRiskError, expectedShortfall, expectedShortfallError } =
      simulated.monteCarlo ?? {};
    expect(Math.abs((valueAtRisk ?? NaN) - expected.var_10d_sqrt)).toBeLessThan(
      3 * (valueAtRiskError ?? NaN),
    );
    expect(Math.abs((expectedShortfall ?? NaN) - expected.es_10d_sqrt)).toBeLessThan(
      3 * (expectedShortfallError ?? NaN),
    );
    expect(valueAtRiskError).toBeLessThan(0.05 * expected.var_10d_sqrt);
  });
});

describe.skipIf(!present)('oracle symbols with gaps', () => {
  const aligned = (shortHistory: ShortHistoryPolicy) => {
    const { valuation_date, lookback_returns, symbols } = partialHistory();
    const source = bars.get('bars.csv.gz') as Map<string, Bars>;
    const series = symbols.map(({ symbol }) => source.get(symbol) as Bars);
    const index = source.get('SPY') as Bars;
    const asOf = toDate(valuation_date);
    const found = alignReturns({ index, series, asOf, window: lookback_returns, shortHistory });
    return { found, series, index, symbols };
  };

  it('are refused by name unless a policy is asked for', () => {
    const { found, symbols } = aligned('refuse');
    expect(found.ok ? [] : found.problem).toMatchObject({ code: 'SHORT_HISTORY' });
    const problem = found.ok || found.problem.code !== 'SHORT_HISTORY' ? null : found.problem;
    const short = symbols.flatMap(({ returns_consecutive_calendar_days_only: returns }, position) =>
      returns < 500 ? [position] : [],
    );
    expect(problem?.symbols.map(({ position }) => position)).toEqual(
      expect.arrayContaining(short.slice(0, 3)),
    );
  });

  it.each(['zero', 'proxy', 'drop'] as const)('keep every return on its own date under %s', (policy) => {
    const { found, series, index, symbols } = aligned(policy);
    if (!found.ok) throw new Error(found.problem.code);
    const { T, sessions, returns, indexReturns, missing, excluded } = found.value;
    const before = new Map(index.dates.map((date, i) => [date, index.dates[i - 1] ?? NaN]));
    series.forEach((own, s) => {
      const closeOn = new Map(own.dates.map((date, i) => [date, own.closes[i] as number]));
      let lacking = 0;
      sessions.forEach((date, t) => {
        const value = (closeOn.get(date) ?? NaN) / (closeOn.get(before.get(date) ?? NaN) ?? NaN) - 1;
        if (Number.isNaN(value)) lacking++;
        const filler = policy === 'proxy' ? (indexReturns[t] as number) : 0;
        const expected = excluded[s] === true ? 0 : Number.isNaN(value) ? filler : value;
        expect(returns[s * T + t]).toBe(expected);
      });
      expect(missing[s]).toBe(lacking);
      expect(excluded[s]).toBe(policy === 'drop' && lacking > 0);
    });
    expect(sessions.at(-1)).toBe(toDate(partialHistory().valuation_date));
    const byName = Object.fromEntries(symbols.map(({ symbol }, s) => [symbol, missing[s]]));
    expect(byName).toMatchObject({ NDAQ: 0, ARNC: expect.toSatisfy((count) => count > 200) });
  });

  it('are counted by returns of consecutive sessions: a gap is never bridged', () => {
    for (const one of partialHistory().symbols) {
      const bridged = one.returns_consecutive_available_closes;
      expect(bridged - one.returns_consecutive_calendar_days_only).toBe(
        new Set(one.missing_calendar_dates_inside).size === 0 ? 0 : 1,
      );
    }
  });

  it('were compared', () => expect(compared.figures).toBeGreaterThan(1_000));
});
