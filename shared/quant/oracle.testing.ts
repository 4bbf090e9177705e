import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { alignReturns, type AlignedReturns } from './aligned-returns.ts';
import type { CovarianceMethod } from './covariance.ts';
import type { RiskReport, RiskReportOptions } from './risk-report-types.ts';
import { computeRiskReport } from './risk-report.ts';

const data = env['PREFLIGHT_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
export const open = `${data}/oracle/open`;
export const present = existsSync(`${open}/book20.json`) && existsSync(`${data}/bars.csv.gz`);
if (!present) console.warn(`oracle tests skipped: no oracle data in ${data}`);

export interface Bars {
  readonly dates: number[];
  readonly closes: number[];
  readonly volumes: number[];
}

export type Keyed<T> = Readonly<Record<string, T>>;
type Method = 'sample' | 'ewma' | 'ledoit_wolf';
type Level = '0.95' | '0.99';

/** The part of an oracle document that is compared, as DEFINITIONS.md beside it describes. */
export interface Oracle {
  readonly valuation_date: string;
  readonly first_return_date: string;
  readonly lookback_returns: number;
  readonly source_file: string;
  readonly n: number;
  readonly exposure: Record<
    'gross' | 'net' | 'long' | 'short' | 'hhi' | 'effective_n' | 'top1' | 'top5' | 'top10',
    number
  >;
  readonly sectors: Keyed<{ readonly gross: number; readonly net: number; readonly count: number }>;
  readonly parametric: Record<
    Method,
    { readonly sigma_usd: number; readonly 'undiversified_var_0.95': number } & Record<
      Level,
      ParametricFigures
    >
  >;
  readonly historical_1d: Record<Level, HistoricalFigures>;
  readonly historical_10d_overlapping: Record<Level, HistoricalFigures>;
  readonly cornish_fisher_1d: Record<Level, { readonly var_zero_mean_sample: number; readonly z_cf: number }>;
  readonly pnl_moments: Record<'mean' | 'std_ddof1' | 'skew_pop' | 'exkurt_pop', number>;
  readonly beta: Record<
    'exposure_beta_spy_usd' | 'exposure_beta_ew_usd' | 'pnl_regression_beta_ew_usd',
    number
  >;
  readonly cov_digest: Record<Method, Record<'trace' | 'frobenius' | 'sum' | 'eig_min' | 'eig_max', number>>;
  readonly ledoit_wolf: Record<'shrinkage' | 'mu', number>;
  readonly avg_correlation: number;
  readonly ew_index: { readonly max_drawdown: OracleDrawdown };
  readonly max_drawdown_constant_holdings: OracleDrawdown;
  readonly liquidity: Record<'participation_0.1' | 'participation_0.2', OracleLiquidity> & {
    readonly impact_cost_usd_total: number;
  };
  readonly positions: readonly OraclePosition[];
  readonly what_if?: readonly WhatIf[];
}

/** `pct` and its dates only for a path that is always above 0. */
export interface OracleDrawdown {
  readonly abs: number;
  readonly peak_date: string;
  readonly trough_date: string;
  readonly pct?: number;
  readonly pct_peak_date?: string;
  readonly pct_trough_date?: string;
}

interface OracleLiquidity {
  readonly max_days: number;
  readonly gross_weighted_days: number;
  readonly gross_liquidated_pct: Record<'1' | '2' | '5' | '10', number>;
  readonly names_over_1_day: number;
  readonly names_over_5_days: number;
}

export interface WhatIf {
  readonly symbol: string;
  readonly signed_quantity: number;
  readonly price: number;
  readonly notional_signed: number;
  readonly order_impact_bps: number;
  readonly post: Record<'sigma_usd' | 'var99_1d' | 'gross' | 'net' | 'weight_gross' | 'hhi', number>;
  readonly incremental_var99_exact: number;
  readonly sizing: {
    readonly limits: { readonly var95_1d_sample_usd: number };
    readonly max_qty_real: { readonly var95_limit: number };
  };
}

/** The symbols of `edge_partial_history.json`, which lack closes inside the window. */
interface PartialHistory {
  readonly valuation_date: string;
  readonly lookback_returns: number;
  readonly symbols: readonly {
    readonly symbol: string;
    readonly missing_calendar_dates_inside: readonly string[];
    readonly returns_consecutive_available_closes: number;
    readonly returns_consecutive_calendar_days_only: number;
    readonly std_calendar_days_only: number;
    readonly adv20_last_20_available_bars: number;
  }[];
}

type ParametricFigures = Record<'var_1d' | 'es_1d' | 'var_10d_sqrt' | 'es_10d_sqrt', number>;

interface HistoricalFigures {
  readonly var: { readonly inverted_cdf: number };
  readonly es: { readonly worst_k_mean: number };
}

type OraclePosition = { readonly symbol: string } & Record<
  | 'quantity'
  | 'price'
  | 'exposure'
  | 'weight_gross'
  | 'mean'
  | 'std'
  | 'beta_spy'
  | 'beta_ew'
  | 'ewma_std'
  | 'vol_p25_60'
  | 'days_10_on_p25'
  | 'impact_cost_usd'
  | 'standalone_var99_sample'
  | 'adv20'
  | 'vol_p25_20'
  | 'days_10'
  | 'days_20'
  | 'impact_bps'
  | 'historical_es95_worst_k_component',
  number
> &
  Record<
    'sample' | 'ewma',
    Record<'marginal_var99_per_usd' | 'component_var99' | 'incremental_var99', number>
  >;

export const bookIds = present
  ? readdirSync(open).flatMap((file) => {
      const id = /^(.*)_positions\.csv$/.exec(file)?.[1];
      return id === undefined ? [] : [id];
    })
  : [];
export const METHODS: readonly (readonly [CovarianceMethod, Method])[] = [
  ['sample', 'sample'],
  ['ewma', 'ewma'],
  ['ledoit-wolf', 'ledoit_wolf'],
];
export const LEVELS = ['0.95', '0.99'] as const;

const oracles = new Map<string, Oracle>();
export const bars = new Map<string, Map<string, Bars>>();
const sectorOf = new Map<string, string>();

export const toDate = (text: string): number => Number(text.replaceAll('-', ''));

const toText = (date: number): string => String(date).replace(/^(....)(..)(..)$/, '$1-$2-$3');

function readBars(file: string, wanted: ReadonlySet<string>): Map<string, Bars> {
  const found = new Map<string, Bars>();
  for (const line of gunzipSync(readFileSync(`${data}/${file}`))
    .toString('utf8')
    .split('\n')) {
    const symbol = line.slice(0, line.indexOf(','));
    if (!wanted.has(symbol)) continue;
    const fields = line.trim().split(',');
    const series = found.get(symbol) ?? { dates: [], closes: [], volumes: [] };
    found.set(symbol, series);
    series.dates.push(toDate(fields[1] as string));
    series.closes.push(Number(fields[5]));
    series.volumes.push(Number(fields[6]));
  }
  return found;
}

function readSectors(): void {
  const [header = '', ...lines] = readFileSync(`${data}/instruments.csv`, 'utf8').split('\n');
  const column = header.split(',').indexOf('sector');
  for (const line of lines) {
    const fields = (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((field) => field.replace(/,$/, ''));
    if (fields.length > column) sectorOf.set(fields[0] as string, fields[column] as string);
  }
}

/** Reads the documents and the bars they need. Call before any `load`. */
export function readOracle(): void {
  if (!present) return;
  readSectors();
  const wanted = new Map<string, Set<string>>();
  for (const id of bookIds) {
    const oracle = JSON.parse(readFileSync(`${open}/${id}.json`, 'utf8')) as Oracle;
    oracles.set(id, oracle);
    const symbols = wanted.get(oracle.source_file) ?? new Set(['SPY']);
    wanted.set(oracle.source_file, symbols);
    for (const { symbol } of [...oracle.positions, ...(oracle.what_if ?? [])]) symbols.add(symbol);
  }
  for (const { symbol } of partialHistory().symbols) wanted.get('bars.csv.gz')?.add(symbol);
  for (const [file, symbols] of wanted) bars.set(file, readBars(file, symbols));
}

export const partialHistory = (): PartialHistory =>
  JSON.parse(readFileSync(`${open}/edge_partial_history.json`, 'utf8')) as PartialHistory;

export const barsUpTo = (series: Bars, asOf: number): number =>
  series.dates.findLastIndex((date) => date <= asOf) + 1;

export interface Loaded {
  readonly oracle: Oracle;
  readonly symbols: string[];
  readonly quantities: number[];
  readonly series: Bars[];
  readonly aligned: AlignedReturns;
}

export function load(id: string): Loaded {
  const oracle = oracles.get(id) as Oracle;
  const source = bars.get(oracle.source_file) as Map<string, Bars>;
  const rows = readFileSync(`${open}/${id}_positions.csv`, 'utf8').trim().split('\n').slice(1);
  const pairs = rows.map((row) => row.trim().split(','));
  const symbols = pairs.map((pair) => pair[0] as string);
  const series = symbols.map((symbol) => source.get(symbol) as Bars);
  const result = alignReturns({
    index: source.get('SPY') as Bars,
    series,
    asOf: toDate(oracle.valuation_date),
    window: oracle.lookback_returns,
    shortHistory: 'refuse',
  });
  if (!result.ok) throw new Error(result.problem.code);
  return { oracle, symbols, quantities: pairs.map((pair) => Number(pair[1])), series, aligned: result.value };
}

export function report(loaded: Loaded, extra: Partial<RiskReportOptions>): RiskReport {
  const { oracle, symbols, quantities, series, aligned } = loaded;
  const asOf = toDate(oracle.valuation_date);
  const result = computeRiskReport({
    asOf: oracle.valuation_date,
    symbols,
    sectors: symbols.map((symbol) => sectorOf.get(symbol) ?? null),
    quantities,
    prices: series.map((one) => one.closes[barsUpTo(one, asOf) - 1] as number),
    returns: aligned.returns,
    T: aligned.T,
    closeDates: [aligned.firstClose, ...aligned.sessions].map(toText),
    missing: aligned.missing,
    spreads: symbols.map(() => null),
    past: null,
    indexReturns: aligned.indexReturns,
    volumes: series.map((one) => one.volumes.slice(0, barsUpTo(one, asOf))),
    options: {
      confidence: 0.99,
      horizonDays: 1,
      overlapping: false,
      method: 'sample',
      participation: 0.2,
      missing: 'refuse',
      monteCarlo: null,
      spectrum: false,
      ...extra,
    },
  });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** How many figures were compared. */
export const compared = { figures: 0 };

/** 1e-9 relative, `floor` the size below which a difference is dust of the book rather than of the figure. */
export function same(actual: number | null | undefined, expected: number, floor = 0): void {
  compared.figures++;
  expect(typeof actual).toBe('number');
  expect(typeof expected).toBe('number');
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(
    1e-9 * Math.max(Math.abs(expected), floor),
  );
}
