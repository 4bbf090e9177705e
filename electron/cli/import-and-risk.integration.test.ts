import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import { runHere } from './run-here.testing.ts';

const DATA = path.resolve(process.env['PREFLIGHT_DATA'] ?? '../shared/data');
const PRESENT = existsSync(path.join(DATA, 'bars.csv.gz'));
const TOLERANCE = 1e-9;

/** The parts of an oracle document that the command line reports. */
interface Oracle {
  readonly valuation_date: string;
  readonly lookback_returns: number;
  readonly exposure: Record<'long' | 'short' | 'gross' | 'net' | 'hhi' | 'top1' | 'top5' | 'top10', number>;
  readonly sectors: Record<string, { gross: number; net: number; count: number }>;
  readonly parametric: Record<string, { sigma_usd: number; '0.99': { var_1d: number; es_1d: number } }>;
  readonly historical_1d: Record<string, { var: { inverted_cdf: number }; es: { worst_k_mean: number } }>;
  readonly cornish_fisher_1d: Record<string, { var_zero_mean_sample: number }>;
  readonly positions: readonly {
    readonly symbol: string;
    readonly exposure: number;
    readonly adv20: number;
    readonly vol_p25_20: number;
    readonly days_20: number;
    readonly impact_bps: number;
    readonly beta_spy: number;
    readonly sample: { marginal_var99_per_usd: number; component_var99: number; incremental_var99: number };
  }[];
}

if (!PRESENT) console.warn(`skipped: no market data in ${DATA} (set PREFLIGHT_DATA)`);

describe.skipIf(!PRESENT)('the command line over real market data', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-risk-'));
  const store = path.join(folder, 'desk.db');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const preflight = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await runHere([...args, '--store', store, '--json']);
    if (code !== 0) throw new Error(err);
    return out;
  };

  beforeAll(async () => {
    const report = JSON.parse(await preflight('import', DATA, '--accept')) as {
      state: string;
      files: { kind: string; rowsStaged: number }[];
    };
    const staged = Object.fromEntries(report.files.map(({ kind, rowsStaged }) => [kind, rowsStaged]));
    expect(report.state).toBe('ACCEPTED');
    expect(staged).toMatchObject({ bars: 638_669, instruments: 518 });
  }, 120_000);

  it.each(['book20', 'book100', 'book20_T250'])(
    'reports %s as the oracle does, to 1e-9',
    { timeout: 60_000 },
    async (book) => {
      const oracle = JSON.parse(
        readFileSync(path.join(DATA, 'oracle/open', `${book}.json`), 'utf8'),
      ) as Oracle;
      await preflight('import', path.join(DATA, 'oracle/open', `${book}_positions.csv`), '--accept');
      const report = JSON.parse(
        await preflight(
          'risk',
          '--as-of',
          oracle.valuation_date,
          '--window',
          String(oracle.lookback_returns),
        ),
      ) as RiskReport;
      expect(report).toMatchObject({ monteCarlo: null, backtest: null, covariance: null });
      const { exposure, positions } = oracle;
      const parametric = oracle.parametric['sample'];
      const { gross } = exposure;
      close(report.long, exposure.long, gross);
      close(report.short, exposure.short, gross);
      close(report.gross, exposure.gross, gross);
      close(report.net, exposure.net, gross);
      close(report.hhiGross, exposure.hhi);
      close(report.topGross['5'], exposure.top5);
      close(report.sigma, parametric?.sigma_usd ?? NaN);
      close(report.var.parametric, parametric?.['0.99'].var_1d ?? NaN);
      close(report.var.historical, oracle.historical_1d['0.99']?.var.inverted_cdf ?? NaN);
      close(report.es.historical, oracle.historical_1d['0.99']?.es.worst_k_mean ?? NaN);
      close(report.var.cornishFisher, oracle.cornish_fisher_1d['0.99']?.var_zero_mean_sample ?? NaN);
      close(report.es.parametric, parametric?.['0.99'].es_1d ?? NaN);
      expect(Object.keys(report.sectors).sort((a, b) => (a < b ? -1 : 1))).toEqual(
        Object.keys(oracle.sectors).sort((a, b) => (a < b ? -1 : 1)),
      );
      for (const [name, sums] of Object.entries(oracle.sectors)) {
        close(report.sectors[name]?.gross, sums.gross);
        close(report.sectors[name]?.net, sums.net, sums.gross);
        expect(report.sectors[name]?.count).toBe(sums.count);
      }
      expect(report.bySymbol).toHaveLength(positions.length);
      const largest = parametric?.['0.99'].var_1d ?? NaN;
      for (const expected of positions) {
        const actual = report.bySymbol.find(({ symbol }) => symbol === expected.symbol);
        close(actual?.value, expected.exposure);
        close(actual?.adv20, expected.adv20);
        close(actual?.volumeQ25, expected.vol_p25_20);
        close(actual?.daysToLiquidate, expected.days_20);
        close(actual?.impactBps, expected.impact_bps);
        close(actual?.beta, expected.beta_spy);
        close(actual?.componentVar, expected.sample.component_var99, largest);
        close(actual?.incrementalVar, expected.sample.incremental_var99, largest);
        close(actual?.marginalVar, expected.sample.marginal_var99_per_usd, largest / gross);
      }
    },
  );

  it('simulates, backtests and takes the covariance apart when asked to', { timeout: 60_000 }, async () => {
    const asked = ['--monte-carlo', '5000', '--seed', '7', '--backtest', '250', '--spectrum'];
    const report = JSON.parse(await preflight('risk', ...asked)) as RiskReport;
    expect(report.monteCarlo).toMatchObject({ draws: 5000, seed: 7, generator: 'philox4x32-10' });
    expect(Math.abs((report.monteCarlo?.valueAtRisk ?? NaN) - (report.var.parametric ?? NaN))).toBeLessThan(
      3 * (report.monteCarlo?.valueAtRiskError ?? NaN),
    );
    expect(report.backtest).toMatchObject({
      historical: { observations: 250 },
      parametric: { observations: 250 },
    });
    expect(report.covariance).toMatchObject({ symbols: 20, rank: 20 });
    expect(report.liquidityAdjusted.timeToSell).toBeCloseTo(report.var.parametric ?? NaN, 6);
    expect(report.drawdown?.fraction?.amount).toBeGreaterThan(0);
  });

  it('says how much history is missing, and fills it as told', { timeout: 60_000 }, async () => {
    const positions = path.join(folder, 'positions.csv');
    writeFileSync(positions, 'symbol,quantity\nAAPL,100\nBHF,100\n');
    await preflight('import', positions, '--accept');
    await expect(preflight('risk')).rejects.toThrow('BHF');
    const report = JSON.parse(await preflight('risk', '--missing', 'proxy')) as RiskReport;
    expect(report.missing).toBe('proxy');
    expect(report.bySymbol.map(({ symbol, missingReturns }) => [symbol, missingReturns])).toEqual([
      ['AAPL', 0],
      ['BHF', 252 - 81],
    ]);
  });

  it('puts in the cash that makes the NAV what was asked for', { timeout: 60_000 }, async () => {
    const positions = path.join(DATA, 'oracle/open/book20_positions.csv');
    await preflight('import', positions, '--accept', '--nav', '40000000');
    const report = JSON.parse(await preflight('risk')) as RiskReport;
    expect(report.nav).toBe(40_000_000);
    expect(report.cash + report.net).toBe(40_000_000);
  });
});

/** Within 1e-9 relative; a figure that nearly cancels is held against the size of what it is a part of. */
function close(actual: number | null | undefined, expected: number, size = 0): void {
  expect(actual).toBeTypeOf('number');
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(
    TOLERANCE * Math.max(Math.abs(expected), size),
  );
}
