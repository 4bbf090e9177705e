import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = path.resolve(import.meta.dirname, 'main.ts');
const DATA = path.resolve(
  process.env['PREFLIGHT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data'),
);
const BOOK = path.join(DATA, 'oracle', 'open');
const available = existsSync(path.join(BOOK, 'book20.json'));
if (!available) console.log(`skipped: no reference data at ${DATA}; PREFLIGHT_DATA names its folder`);

interface Oracle {
  readonly exposure: { readonly gross: number; readonly hhi: number };
  readonly parametric: {
    readonly sample: { readonly sigma_usd: number; readonly '0.99': { var_1d: number; es_1d: number } };
  };
  readonly historical_1d: {
    readonly '0.99': {
      readonly var: { readonly inverted_cdf: number };
      readonly es: { readonly worst_k_mean: number };
    };
  };
  readonly cornish_fisher_1d: { readonly '0.99': { readonly var_zero_mean_sample: number } };
  readonly positions: readonly {
    readonly symbol: string;
    readonly beta_spy: number;
    readonly sample: { readonly component_var99: number; readonly incremental_var99: number };
  }[];
}

interface Report {
  readonly gross: number;
  readonly hhiGross: number;
  readonly sigma: number;
  readonly var: Record<string, number>;
  readonly es: Record<string, number>;
  readonly bySymbol: readonly {
    symbol: string;
    beta: number;
    componentVar: number;
    incrementalVar: number;
  }[];
}

describe.runIf(available)('the risk of a book of files', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'preflight-oracle-'));
  afterAll(() => rmSync(home, { recursive: true }));
  const run = (...args: string[]): string => {
    const store = ['--store', path.join(home, 'desk.db')];
    const ended = spawnSync(process.execPath, [MAIN, ...args, ...store], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (ended.status !== 0) throw new Error(ended.stderr);
    return ended.stdout;
  };

  it('is what an independent computation of the same files gives', { timeout: 120_000 }, () => {
    run('import', path.join(DATA, 'instruments.csv'), path.join(DATA, 'bars.csv.gz'), '--accept');
    run('import', path.join(BOOK, 'book20_positions.csv'), '--accept');
    const report = JSON.parse(run('risk', '--window', '500', '--json')) as Report;
    const oracle = JSON.parse(readFileSync(path.join(BOOK, 'book20.json'), 'utf8')) as Oracle;
    const { sample } = oracle.parametric;
    const pairs: (readonly [string, number, number])[] = [
      ['gross', report.gross, oracle.exposure.gross],
      ['hhi', report.hhiGross, oracle.exposure.hhi],
      ['sigma', report.sigma, sample.sigma_usd],
      ['parametric VaR', report.var['parametric'] ?? NaN, sample['0.99'].var_1d],
      ['parametric ES', report.es['parametric'] ?? NaN, sample['0.99'].es_1d],
      ['historical VaR', report.var['historical'] ?? NaN, oracle.historical_1d['0.99'].var.inverted_cdf],
      ['historical ES', report.es['historical'] ?? NaN, oracle.historical_1d['0.99'].es.worst_k_mean],
      [
        'Cornish-Fisher VaR',
        report.var['cornishFisher'] ?? NaN,
        oracle.cornish_fisher_1d['0.99'].var_zero_mean_sample,
      ],
      ...oracle.positions.flatMap(({ symbol, beta_spy: beta, sample: parts }) => {
        const entry = report.bySymbol.find((other) => other.symbol === symbol);
        return [
          [`${symbol} beta`, entry?.beta ?? NaN, beta],
          [`${symbol} component`, entry?.componentVar ?? NaN, parts.component_var99],
          [`${symbol} incremental`, entry?.incrementalVar ?? NaN, parts.incremental_var99],
        ] as const;
      }),
    ];
    const off = pairs.filter(([, ours, theirs]) => !(Math.abs(ours / theirs - 1) < 1e-9));
    expect(off).toEqual([]);
    expect(pairs).toHaveLength(8 + 3 * 20);
  });
});
