import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { alignReturns } from './aligned-returns.ts';
import { computeBeta } from './beta.ts';
import { covarianceMatrix } from './covariance-matrix.ts';
import { computeCovariance, type CovarianceFactor } from './covariance.ts';
import { scenarioPnl } from './decomposition.ts';
import { computeVolumeStatistics, impactBps } from './liquidity.ts';
import { computeMoments, sampleStdDev } from './moments.ts';
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
  type Keyed,
} from './oracle.testing.ts';
import { parametricVar } from './parametric.ts';
import { covarianceOf, varianceAfter } from './scenario.ts';
import { computeSessionReturns } from './session-returns.ts';
import { largestWithinVariance } from './variance-boundary.ts';

beforeAll(readOracle);

describe.skipIf(!present).each(bookIds)('oracle book %s', (id) => {
  it('starts the window where the oracle does', () => {
    const { oracle, aligned } = load(id);
    expect(aligned.sessions[0]).toBe(toDate(oracle.first_return_date));
    expect(aligned.sessions.at(-1)).toBe(toDate(oracle.valuation_date));
  });

  it('has its exposures, concentration and sectors', () => {
    const loaded = load(id);
    const { exposure, sectors, n } = loaded.oracle;
    const actual = report(loaded, {});
    for (const field of ['long', 'short', 'gross', 'net'] as const)
      same(actual[field], exposure[field], exposure.gross);
    same(actual.nav, exposure.net);
    same(actual.hhiGross, exposure.hhi);
    for (const top of ['1', '5', '10'] as const) same(actual.topGross[top], exposure[`top${top}`]);
    expect(actual.positions).toBe(n);
    expect(Object.keys(actual.sectors)).toEqual(Object.keys(sectors).sort());
    for (const [name, sector] of Object.entries(sectors)) {
      same(actual.sectors[name]?.gross, sector.gross);
      same(actual.sectors[name]?.net, sector.net, sector.gross);
      expect(actual.sectors[name]?.count).toBe(sector.count);
    }
  });

  it.each(METHODS)('has its %s VaR and ES', (method, key) => {
    const loaded = load(id);
    const expected = loaded.oracle.parametric[key];
    for (const level of LEVELS) {
      const confidence = Number(level);
      const figures = expected[level];
      const one = report(loaded, { confidence, method });
      const ten = report(loaded, { confidence, method, horizonDays: 10 });
      same(one.sigma, expected.sigma_usd);
      same(ten.sigma, expected.sigma_usd);
      same(one.var.parametric, figures.var_1d);
      same(one.es.parametric, figures.es_1d);
      same(ten.var.parametric, figures.var_10d_sqrt);
      same(ten.es.parametric, figures.es_10d_sqrt);
    }
  });

  it.each(['sample', 'ewma'] as const)('has its %s decomposition', (method) => {
    const loaded = load(id);
    const total = loaded.oracle.parametric[method]['0.99'].var_1d;
    const { bySymbol, gross } = report(loaded, { method });
    loaded.oracle.positions.forEach((position, i) => {
      same(bySymbol[i]?.marginalVar, position[method].marginal_var99_per_usd, total / gross);
      same(bySymbol[i]?.componentVar, position[method].component_var99, total);
      same(bySymbol[i]?.incrementalVar, position[method].incremental_var99, total);
    });
  });

  it('has its historical and Cornish-Fisher figures', () => {
    const loaded = load(id);
    const { historical_1d, historical_10d_overlapping, cornish_fisher_1d } = loaded.oracle;
    for (const level of LEVELS) {
      const confidence = Number(level);
      const one = report(loaded, { confidence });
      const ten = report(loaded, { confidence, horizonDays: 10 });
      const overlapping = report(loaded, { confidence, horizonDays: 10, overlapping: true });
      same(one.var.historical, historical_1d[level].var.inverted_cdf);
      same(one.es.historical, historical_1d[level].es.worst_k_mean);
      same(one.var.cornishFisher, cornish_fisher_1d[level].var_zero_mean_sample);
      same(ten.var.historical, historical_1d[level].var.inverted_cdf * Math.sqrt(10));
      same(overlapping.var.historical, historical_10d_overlapping[level].var.inverted_cdf);
      same(overlapping.es.historical, historical_10d_overlapping[level].es.worst_k_mean);
    }
    const { bySymbol, es } = report(loaded, { confidence: 0.95 });
    loaded.oracle.positions.forEach((position, i) => {
      same(bySymbol[i]?.componentEs, position.historical_es95_worst_k_component, es.historical ?? NaN);
    });
  });

  it('has its figures by symbol', () => {
    const loaded = load(id);
    const days10 = report(loaded, { participation: 0.1 });
    const days20 = report(loaded, {});
    loaded.oracle.positions.forEach((position, i) => {
      const entry = days20.bySymbol[i];
      expect([entry?.symbol, entry?.quantity, entry?.price]).toEqual([
        position.symbol,
        position.quantity,
        position.price,
      ]);
      same(entry?.value, position.exposure);
      same(entry?.weightGross, position.weight_gross);
      same(entry?.mean, position.mean, position.std);
      same(entry?.std, position.std);
      same(entry?.beta, position.beta_spy);
      same(entry?.adv20, position.adv20);
      same(entry?.volumeQ25, position.vol_p25_20);
      same(entry?.daysToLiquidate, position.days_20);
      same(days10.bySymbol[i]?.daysToLiquidate, position.days_10);
      same(entry?.impactBps, position.impact_bps);
    });
    const { exposure_beta_spy_usd } = loaded.oracle.beta;
    if (days20.nav > 0) same(days20.beta, exposure_beta_spy_usd / days20.nav, days20.gross / days20.nav);
  });

  it('has its P&L moments and beta by regression', () => {
    const { oracle, aligned } = load(id);
    const book = Float64Array.from(oracle.positions, (position) => position.exposure);
    const pnl = scenarioPnl(aligned.returns, aligned.T, book);
    const moments = computeMoments(pnl);
    same(moments?.mean, oracle.pnl_moments.mean, oracle.pnl_moments.std_ddof1);
    same(moments?.stdDev, oracle.pnl_moments.std_ddof1);
    same(moments?.skewness, oracle.pnl_moments.skew_pop);
    same(moments?.excessKurtosis, oracle.pnl_moments.exkurt_pop);
    same(computeBeta(pnl, 0, aligned.indexReturns), oracle.beta.exposure_beta_spy_usd, oracle.exposure.gross);
  });

  it('has its covariance matrices', () => {
    const { oracle, aligned, symbols } = load(id);
    const n = symbols.length;
    const file = `${open}/${id}_cov.json.gz`;
    const matrices = existsSync(file)
      ? (JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Keyed<number[]>)
      : null;
    for (const [method, key] of METHODS) {
      const factor = computeCovariance(aligned.returns, n, aligned.T, method) as CovarianceFactor;
      const matrix = covarianceMatrix(factor);
      const diagonal = symbols.map((_, s) => matrix[s * n + s] as number);
      same(
        diagonal.reduce((sum, x) => sum + x, 0),
        oracle.cov_digest[key].trace,
      );
      same(Math.sqrt(matrix.reduce((sum, x) => sum + x * x, 0)), oracle.cov_digest[key].frobenius);
      const triangle = matrices?.[key];
      let at = 0;
      for (let a = 0; a < n && triangle !== undefined; a++) {
        for (let b = 0; b <= a; b++, at++) {
          const scale = Math.sqrt((diagonal[a] as number) * (diagonal[b] as number));
          same(matrix[a * n + b], triangle[at] as number, scale);
        }
      }
    }
  });
});

describe.skipIf(!present).each(bookIds)('oracle orders on %s', (id) => {
  it('change sigma and VaR, and stop at the VaR limit, where the oracle says', () => {
    const { oracle, symbols, quantities, series } = load(id);
    const source = bars.get(oracle.source_file) as Map<string, Bars>;
    const asOf = toDate(oracle.valuation_date);
    for (const order of oracle.what_if ?? []) {
      const ordered = source.get(order.symbol) as Bars;
      const result = alignReturns({
        index: source.get('SPY') as Bars,
        series: [...series, ordered],
        asOf,
        window: oracle.lookback_returns,
        shortHistory: 'refuse',
      });
      if (!result.ok) throw new Error(result.problem.code);
      const { returns, T } = result.value;
      const book = Float64Array.from(symbols, (_, s) => {
        const one = series[s] as Bars;
        return (quantities[s] as number) * (one.closes[barsUpTo(one, asOf) - 1] as number);
      });
      const pnl = scenarioPnl(returns, T, book);
      const row = symbols.length * T;
      const before = varianceAfter(pnl, 0, pnl, 0, T);
      const after = Math.sqrt(varianceAfter(pnl, order.notional_signed, returns, row, T));
      same(after, order.post.sigma_usd);
      same(parametricVar(after, 0.99), order.post.var99_1d);
      same(
        parametricVar(after - Math.sqrt(before), 0.99),
        order.incremental_var99_exact,
        order.post.var99_1d,
      );
      const unit = Math.sign(order.signed_quantity) * order.price;
      const unitVariance = unit * unit * covarianceOf(returns.subarray(row), returns, row, T);
      const sigmaLimit = order.sizing.limits.var95_1d_sample_usd / parametricVar(1, 0.95);
      const most = largestWithinVariance(
        before,
        unit * covarianceOf(pnl, returns, row, T),
        unitVariance,
        sigmaLimit ** 2,
      );
      same(most, order.sizing.max_qty_real.var95_limit);
      const adv = computeVolumeStatistics(ordered.volumes.slice(0, barsUpTo(ordered, asOf)))?.adv ?? NaN;
      const stdDev = Math.sqrt(unitVariance) / order.price;
      same(impactBps(order.signed_quantity, adv, stdDev), order.order_impact_bps);
    }
  });
});

describe.skipIf(!present)('oracle', () => {
  it('counts the same returns and volumes of symbols with gaps', () => {
    const { valuation_date, lookback_returns, symbols } = partialHistory();
    const source = bars.get('bars.csv.gz') as Map<string, Bars>;
    const asOf = toDate(valuation_date);
    for (const expected of symbols) {
      const series = source.get(expected.symbol) as Bars;
      const { T, returns, missing } = computeSessionReturns(
        source.get('SPY') as Bars,
        [series],
        asOf,
        lookback_returns,
      );
      const known = returns.filter((value) => !Number.isNaN(value));
      expect([T, missing[0]]).toEqual([lookback_returns, T - known.length]);
      expect(known.length).toBe(expected.returns_consecutive_calendar_days_only);
      same(sampleStdDev(known), expected.std_calendar_days_only);
      const volumes = series.volumes.slice(0, barsUpTo(series, asOf));
      same(computeVolumeStatistics(volumes)?.adv, expected.adv20_last_20_available_bars);
    }
  });

  it('was compared', () => {
    expect(bookIds).toEqual(expect.arrayContaining(['book20', 'book20_T250', 'book100']));
    expect(compared.figures).toBeGreaterThan(15_000);
  });
});
