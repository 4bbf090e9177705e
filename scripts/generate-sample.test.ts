import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type { Currency } from '#shared/domain/ids.ts';
import { REGION_NAMES } from '#shared/domain/regions.ts';
import { findLimitProblem } from '#shared/controls/compile-limit.ts';
import { CONTROLS } from '#shared/controls/registry.ts';
import { FILTER_FIELDS, SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import type { FilterClause, Scope, Unit } from '#shared/domain/limit.ts';
import { findStaleFiles, generateSample } from './generate-sample.ts';

interface FileLimit {
  readonly limitId: string;
  readonly control: (typeof CONTROL_CODES)[number];
  readonly scope: Scope;
  readonly group?: string;
  readonly filter?: readonly FilterClause[];
  readonly unit: Unit;
  readonly currency?: string;
  readonly hard: number | string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly reason: string;
}

/** Gates, always-on controls whose defaults serve, and what each desk defines. */
const WITHOUT_LIMIT: readonly string[] = [
  'ORDER_INVALID',
  'UNKNOWN_REFERENCE',
  'NO_LIMITS_CONFIGURED',
  'STALE_PRICE',
  'TRADING_STATE',
  'SESSION',
  'RESTRICTED',
  'DUPLICATE_ORDER',
  'SELF_MATCH',
  'SHORT_SALE',
  'METRIC',
];
/** A desk without loadings, quotes, shares outstanding or a sector could not trade under these. */
const NEEDS_MARKET_DATA: readonly string[] = ['FACTOR_EXPOSURE', 'SPREAD', 'MARKET_CAP', 'STRESS_LOSS'];
/** Controls that the sample desk's own limits leave out. */
const NOT_IN_SAMPLE: readonly string[] = [
  'MESSAGE_RATE',
  'DAILY_ORDER_COUNT',
  'DAILY_NOTIONAL',
  'OPEN_ORDER_COUNT',
  'REPEATED_EXECUTION',
  'BUYING_POWER',
  'COUNTRY_GROSS',
  'CURRENCY_NET',
  'ASSET_CLASS_GROSS',
  'PORTFOLIO_BETA',
  'CORRELATED_BUCKET',
  'MEAN_CORRELATION',
  'RISK_BUDGET',
  'DAILY_LOSS',
  'WEEKLY_LOSS',
  'MONTHLY_LOSS',
  'DRAWDOWN',
];

const resources = join(import.meta.dirname, '../resources');
const sample = generateSample();

function rowsOf(name: string): Record<string, string>[] {
  const [header = '', ...lines] = (sample.get(name) ?? '').trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    expect(values).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
  });
}

function limitsOf(path: string): FileLimit[] {
  const file = JSON.parse(readFileSync(join(resources, path), 'utf8')) as {
    schemaVersion: number;
    limits: FileLimit[];
  };
  expect(file.schemaVersion).toBe(1);
  return file.limits;
}

interface Series {
  readonly dates: string[];
  readonly bars: number[][];
}

function readSeries(): Map<string, Series> {
  const series = new Map<string, Series>();
  for (const line of (sample.get('bars.csv') ?? '').trimEnd().split('\n').slice(1)) {
    const [symbol = '', date = '', ...numbers] = line.split(',');
    const own = series.get(symbol) ?? { dates: [], bars: [] };
    own.dates.push(date);
    own.bars.push(numbers.map(Number));
    series.set(symbol, own);
  }
  return series;
}

const instruments = rowsOf('instruments.csv');
const positions = rowsOf('positions.csv');
const tickets = rowsOf('tickets.csv');
const series = readSeries();
const closesOf = (symbol: string): number[] => series.get(symbol)?.bars.map((bar) => bar[3] ?? NaN) ?? [];
const lastClose = (symbol: string): number => closesOf(symbol).at(-1) ?? NaN;
const returnsOf = (symbol: string): number[] => {
  const closes = closesOf(symbol);
  return closes.slice(1).map((close, t) => close / (closes[t] ?? NaN) - 1);
};
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const cov = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, x, t) => sum + (x - meanA) * ((b[t] ?? NaN) - meanB), 0) / (a.length - 1);
};
const quantile = (values: readonly number[], p: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(p * (values.length - 1))] ?? NaN;

describe('generateSample', () => {
  it('run twice gives the same bytes', () => {
    expect([...generateSample()]).toEqual([...sample]);
  });

  it('matches the committed files, whose archive carries no time stamp', () => {
    expect(findStaleFiles()).toEqual([]);
    const archive = readFileSync(join(resources, 'sample/bars.csv.gz'));
    expect(archive.readUInt32LE(4)).toBe(0);
    expect(archive.length).toBeLessThan(9e6);
  });
});

describe('sample universe', () => {
  it('lists about 500 companies of eleven sectors and the index fund, once each', () => {
    expect(instruments).toHaveLength(504);
    expect(new Set(instruments.map(({ symbol }) => symbol)).size).toBe(504);
    expect(new Set(instruments.map(({ name }) => name)).size).toBe(504);
    expect(new Set(instruments.map(({ sector }) => sector)).size).toBe(12);
    expect(
      instruments.filter(({ asset_class }) => asset_class === 'ETF').map(({ symbol }) => symbol),
    ).toEqual(['SPY']);
  });

  it('uses the ticker of no listed company but the index symbol', (context) => {
    const listing = join(
      process.env['PREFLIGHT_DATA'] ?? join(resources, '../../shared/data'),
      'universe_listing.csv',
    );
    let listed: Set<string>;
    try {
      listed = new Set(
        readFileSync(listing, 'utf8')
          .split('\n')
          .map((line) => line.split(',')[0] ?? ''),
      );
    } catch {
      return context.skip('the listing of real tickers is absent (PREFLIGHT_DATA)');
    }
    expect(instruments.map(({ symbol }) => symbol).filter((symbol) => listed.has(symbol ?? ''))).toEqual([
      'SPY',
    ]);
  });

  it('has every weekday of 756 for every symbol, ending on the last session', () => {
    const calendar = series.get('SPY')?.dates ?? [];
    expect(calendar).toHaveLength(756);
    expect(new Set(calendar).size).toBe(756);
    expect(calendar.at(-1)).toBe('2026-10-30');
    expect(calendar.filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
    expect(series.size).toBe(instruments.length);
    for (const { dates } of series.values()) expect(dates).toEqual(calendar);
  });

  it('keeps low <= open, close <= high and whole volumes', () => {
    for (const { bars } of series.values()) {
      const bad = bars.filter(([open = NaN, high = NaN, low = NaN, close = NaN, volume = NaN]) => {
        const ordered = low <= Math.min(open, close) && high >= Math.max(open, close);
        return !ordered || close < 5 || close > 900 || !Number.isInteger(volume) || volume <= 0;
      });
      expect(bad).toEqual([]);
    }
  });
});

describe('sample statistics', () => {
  const market = returnsOf('SPY');
  const symbols = [...series.keys()];
  const variance = new Map(symbols.map((symbol) => [symbol, cov(returnsOf(symbol), returnsOf(symbol))]));

  it('daily volatility is 0.5 to 4 percent', () => {
    const deviations = [...variance.values()].map(Math.sqrt);
    expect(Math.min(...deviations)).toBeGreaterThan(0.005);
    expect(Math.max(...deviations)).toBeLessThan(0.04);
  });

  it('betas spread about one and every name moves with the index', () => {
    const betas = symbols.map((symbol) => cov(returnsOf(symbol), market) / cov(market, market));
    expect(mean(betas)).toBeGreaterThan(0.8);
    expect(mean(betas)).toBeLessThan(1.2);
    expect(quantile(betas, 0.05)).toBeLessThan(0.6);
    expect(quantile(betas, 0.95)).toBeGreaterThan(1.3);
    expect(Math.min(...betas)).toBeGreaterThan(0);
  });

  it('volatility clusters and tails are fat', () => {
    const sizes = market.map(Math.abs);
    expect(cov(sizes.slice(1), sizes.slice(0, -1)) / cov(sizes, sizes)).toBeGreaterThan(0.08);
    const centred = market.map((r) => r - mean(market));
    expect(mean(centred.map((r) => r ** 4)) / mean(centred.map((r) => r ** 2)) ** 2).toBeGreaterThan(3.5);
  });

  it('mean volume of 20 sessions is 50 thousand to 30 million shares', () => {
    const advs = [...series.values()].map(({ bars }) => mean(bars.slice(-20).map((bar) => bar[4] ?? NaN)));
    expect(Math.min(...advs)).toBeGreaterThan(50_000);
    expect(Math.max(...advs)).toBeLessThan(30_000_000);
  });
});

describe('sample book', () => {
  const accounts = rowsOf('accounts.csv');
  const limits = limitsOf('sample/limits.json');
  const hardOf = (limitId: string): number => Number(limits.find((limit) => limit.limitId === limitId)?.hard);
  const sectorOf = new Map(instruments.map(({ symbol = '', sector = '' }) => [symbol, sector]));
  const held = (account?: string) =>
    positions
      .filter((row) => account === undefined || row['account'] === account)
      .map(({ symbol = '', quantity }) => ({ symbol, value: Number(quantity) * lastClose(symbol) }));
  const navOf = (account?: string): number =>
    accounts
      .filter((row) => account === undefined || row['account'] === account)
      .reduce((sum, { cash }) => sum + Number(cash), 0) +
    held(account).reduce((sum, { value }) => sum + value, 0);

  it('gives three accounts of two desks 40 to 90 holdings and 20 to 60 million dollars each', () => {
    expect(accounts.map(({ account, desk }) => `${account} ${desk}`)).toEqual([
      'ALPHA EQUITIES',
      'BETA EQUITIES',
      'GAMMA MACRO',
    ]);
    for (const { account = '' } of accounts) {
      const book = held(account);
      expect(book.length).toBeGreaterThanOrEqual(40);
      expect(book.length).toBeLessThanOrEqual(90);
      expect(new Set(book.map(({ symbol }) => symbol)).size).toBe(book.length);
      expect(book.some(({ value }) => value < 0)).toBe(true);
      expect(navOf(account)).toBeGreaterThan(2e7);
      expect(navOf(account)).toBeLessThan(6e7);
    }
  });

  it('is just under one sector warning and uses about 70 percent of its value at risk', () => {
    const tech = held('ALPHA').filter(({ symbol }) => sectorOf.get(symbol) === 'Information Technology');
    const weight = tech.reduce((sum, { value }) => sum + Math.abs(value), 0) / navOf('ALPHA');
    const soft = 0.8 * hardOf('account-sector-gross-tech');
    expect(weight).toBeGreaterThan(0.95 * soft);
    expect(weight).toBeLessThan(soft);
    const losses = Array.from({ length: 252 }, () => 0);
    for (const { symbol, value } of held()) {
      for (const [t, r] of returnsOf(symbol).slice(-252).entries()) losses[t] = (losses[t] ?? 0) - value * r;
    }
    const used = (losses.toSorted((a, b) => a - b)[249] ?? NaN) / navOf() / hardOf('firm-var-historical');
    expect(used).toBeGreaterThan(0.6);
    expect(used).toBeLessThan(0.78);
  });
});

describe('sample tickets', () => {
  const lotOf = new Map(instruments.map(({ symbol = '', lot_size }) => [symbol, Number(lot_size)]));
  const quantityOf = (account = '', symbol = ''): number =>
    Number(
      positions.find((row) => row['account'] === account && row['symbol'] === symbol)?.['quantity'] ?? 0,
    );

  it('are 24 with distinct ids inside the last session', () => {
    expect(tickets).toHaveLength(24);
    expect(new Set(tickets.map(({ cl_ord_id }) => cl_ord_id)).size).toBe(24);
    const times = tickets.map(({ time = '' }) => time);
    expect(times).toEqual(times.toSorted());
    expect((times[0] ?? '') >= '2026-10-30T13:30:00Z' && (times.at(-1) ?? 'Z') < '2026-10-30T20:00:00Z').toBe(
      true,
    );
  });

  it('sell no more than is held, and name one unknown symbol and one off-lot quantity', () => {
    for (const { account, symbol, quantity } of tickets.filter(({ side }) => side === 'SELL')) {
      expect(Number(quantity)).toBeLessThanOrEqual(quantityOf(account, symbol));
    }
    expect(tickets.filter(({ symbol = '' }) => !lotOf.has(symbol)).map(({ symbol }) => symbol)).toEqual([
      'QXZV',
    ]);
    const offLot = tickets.filter(
      ({ symbol = '', quantity }) => Number(quantity) % (lotOf.get(symbol) ?? 1) !== 0,
    );
    expect(offLot.map(({ cl_ord_id }) => cl_ord_id)).toEqual(['SMP-0018']);
  });

  it('meet both restricted names, the reducing one too', () => {
    const modes = new Map(rowsOf('restricted.csv').map(({ symbol = '', mode = '' }) => [symbol, mode]));
    const met = tickets.filter(({ symbol = '' }) => modes.has(symbol));
    expect(met.map(({ symbol = '', side }) => `${side} ${modes.get(symbol)}`)).toEqual([
      'BUY NO_TRADE',
      'SELL NO_OPEN',
      'BUY NO_OPEN',
    ]);
  });

  it('breach the collar once and warn of it once', () => {
    const bps = tickets
      .filter(({ symbol = '', price }) => price !== '' && lotOf.has(symbol))
      .map(
        ({ symbol = '', side, price }) =>
          (side === 'BUY' ? 1 : -1) * 1e4 * (Number(price) / lastClose(symbol) - 1),
      );
    expect(bps.filter((x) => x > 500)).toHaveLength(1);
    expect(bps.filter((x) => x > 400 && x <= 500)).toHaveLength(1);
  });
});

describe('limit files', () => {
  const presets = ['CONSERVATIVE', 'MODERATE', 'AGGRESSIVE', 'PAPER'];
  const files = ['sample/limits.json', ...presets.map((name) => `presets/${name}.json`)];
  const added = presets.flatMap((name) => [
    `presets/FACTORS_${name}.json`,
    `presets/MARKET_DATA_${name}.json`,
  ]);
  const sectors = new Set(instruments.map(({ sector }) => sector));

  it.each([...files, ...added])('%s uses known controls, levels, units, groups and filters', (path) => {
    const limits = limitsOf(path);
    expect(limits.length).toBeGreaterThanOrEqual(files.includes(path) ? 25 : 2);
    expect(limits.length).toBeLessThanOrEqual(60);
    expect(new Set(limits.map(({ limitId }) => limitId)).size).toBe(limits.length);
    for (const limit of limits) {
      expect(CONTROL_CODES).toContain(limit.control);
      expect(SCOPE_LEVELS).toContain(limit.scope.level);
      expect(UNITS).toContain(limit.unit);
      expect(limit.currency).toBe(limit.unit === 'MONEY' ? 'USD' : undefined);
      if (limit.unit === 'MONEY') expect(limit.hard).toMatch(/^\d+\.\d\d$/);
      // What is left of buying power may be nothing, and no less.
      expect(Number(limit.hard)).toBeGreaterThanOrEqual(
        limit.control === 'BUYING_POWER' ? 0 : Number.MIN_VALUE,
      );
      if (limit.control.startsWith('SECTOR_')) expect(sectors).toContain(limit.group);
      if (limit.control === 'COUNTRY_GROSS')
        expect([...REGION_NAMES, 'US', 'JP', 'CA']).toContain(limit.group);
      for (const { field } of limit.filter ?? []) expect(FILTER_FIELDS).toContain(field);
      const control = CONTROLS[limit.control];
      const { hard, params = {} } = limit;
      const whole = { ...limit, hard: String(hard), soft: null, currency: limit.currency ?? null, params };
      const comparison = control.kind === 'COMPARISON' ? control : undefined;
      expect(findLimitProblem(whole as never, comparison, 'USD' as Currency), limit.limitId).toBe('');
    }
  });

  it.each([
    ['sample/limits.json', [...NEEDS_MARKET_DATA, ...NOT_IN_SAMPLE]],
    ...presets.map((name): [string, readonly string[]] => [`presets/${name}.json`, NEEDS_MARKET_DATA]),
  ])('%s limits every control that takes a limit and needs no more than bars', (path, others) => {
    const limited = new Set(limitsOf(path).map(({ control }) => control));
    const missing = CONTROL_CODES.filter((code) => !limited.has(code) && !WITHOUT_LIMIT.includes(code));
    expect(missing.toSorted()).toEqual(others.toSorted());
  });

  it.each(presets)(
    '%s has the limits that need loadings, quotes, shares or sectors in files of their own',
    (name) => {
      const controlsOf = (path: string): string[] => [
        ...new Set(limitsOf(path).map(({ control }) => control)),
      ];
      expect(controlsOf(`presets/FACTORS_${name}.json`)).toEqual(['FACTOR_EXPOSURE']);
      expect(controlsOf(`presets/MARKET_DATA_${name}.json`)).toEqual(['SPREAD', 'MARKET_CAP', 'STRESS_LOSS']);
      for (const file of ['FACTORS', 'MARKET_DATA'])
        for (const { reason } of limitsOf(`presets/${file}_${name}.json`)) expect(reason).toContain('needs ');
    },
  );

  it.each([
    ['POSITION_WEIGHT', [0.05, 0.1, 0.15, 0.2]],
    ['TOP_N_CONCENTRATION', [0.3, 0.4, 0.5, 0.6]],
    ['LEVERAGE', [1, 1.5, 2, 4]],
    ['VAR_HISTORICAL', [0.015, 0.02, 0.03, 0.05]],
    ['VAR_PARAMETRIC', [0.015, 0.02, 0.03, 0.05]],
    ['PARTICIPATION', [0.01, 0.05, 0.1, 0.2]],
    ['PRICE_COLLAR', [400, 500, 625, 750]],
    ['MESSAGE_RATE', [80, 100, 125, 150]],
    ['REPEATED_EXECUTION', [16, 20, 25, 30]],
    ['BUYING_POWER', ['0.00', '0.00', '0.00', '0.00']],
    ['PORTFOLIO_BETA', [0.96, 1.2, 1.5, 1.8]],
    ['CORRELATED_BUCKET', [0.32, 0.4, 0.5, 0.6]],
    ['MEAN_CORRELATION', [0.56, 0.7, 0.875, 0.95]],
    ['RISK_BUDGET', [1, 1, 1, 1]],
  ])('%s has the catalogue value in each preset', (control, values) => {
    const found = presets.map(
      (name) => limitsOf(`presets/${name}.json`).find((limit) => limit.control === control)?.hard,
    );
    expect(found).toEqual(values);
  });

  it.each([
    ['', 'SECTOR_GROSS', [0.3, 0.25, 0.25, 0.2, 0.2, 0.2, 0.15, 0.15, 0.15, 0.1, 0.1]],
    ['', 'COUNTRY_GROSS', [0.7, 0.3, 0.25, 0.15, 0.15, 0.1]],
    ['', 'CURRENCY_NET', [0.2, 0.15, 0.1]],
    ['FACTORS_', 'FACTOR_EXPOSURE', [0.3, 0.3, 0.3, 0.25, 0.2, 0.4, 0.15]],
    ['MARKET_DATA_', 'SPREAD', [50]],
  ])('scales the table of %s%s by 0.8, 1, 1.25 and 1.5', (prefix, control, moderate) => {
    const table = presets.map((name) =>
      limitsOf(`presets/${prefix}${name}.json`)
        .filter((limit) => limit.control === control)
        .map(({ hard }) => Number(hard)),
    );
    expect(table[1]).toEqual(moderate);
    for (const [i, scale] of [0.8, 1, 1.25, 1.5].entries()) {
      expect(table[i]).toHaveLength(moderate.length);
      moderate.forEach((value, s) => expect(table[i]?.[s]).toBeCloseTo(value * scale, 12));
    }
  });
});
