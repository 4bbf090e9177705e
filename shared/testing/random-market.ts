import type { Currency, EpochMs, SymbolId } from '#shared/domain/ids.ts';
import type { Shares } from '#shared/domain/decimal.ts';
import type { FactorLoading, Quote } from '#shared/domain/market-data.ts';
import type { Instrument } from '#shared/domain/reference.ts';
import { EMPTY_LADDER, type StressLadder } from '#shared/domain/stress-ladder.ts';
import { build } from './builders.ts';
import type { NaiveBar, NaiveDesk } from './naive-desk.ts';
import type { SeededRandom } from './seeded-random.ts';

export const INDEXES = ['SPY', 'IDX'] as const;
export const SECTORS = ['Tech', 'Energy'] as const;
export const ISSUERS = ['ACME', 'BETA'] as const;

const SYMBOLS = ['AAA', 'BBB', 'CCC', 'DDD', 'BRK.B', 'EEE', 'SPY', 'FFF'] as const;
const PRICES = ['1', '2', '2.5', '5', '8', '10', '10', '12.5', '20', '40', '100', '33.33', '0.0137'] as const;
const LOTS = ['1', '1', '1', '1', '1', '10', '100', '0.001'] as const;
const MULTIPLIERS = ['1', '1', '1', '1', '1', '100', '0.5', '10'] as const;
const FX_RATES = ['1.25', '0.5', '1.1', '0.00654321'] as const;
const AGES = [0, 1000, 479_999, 480_000, 480_001, 599_999, 600_000, 600_001, 86_400_000] as const;
const STEPS = [0.9, 0.95, 1, 1, 1.05, 1.1] as const;
const VOLUMES = [0, 100, 100, 100, 200, 1000, 7] as const;
const EXCHANGES = ['24X7', '24X7', '24X7', '24X7', 'XNYS', 'xnys_alias', ''] as const;
const DAY = 86_400_000;

const SHARES = [null, 1, 150, 1_000_000, 123_456_789, 20_000_000_000] as const;
export const FACTORS = ['momentum', 'size', 'Beta', 'market'] as const;
const LOADINGS = [0, 0.5, 1, 1, -0.5, 1.2, -1, 0.1] as const;
const QUOTED = [
  [9.99, 10.01],
  [10, 10],
  [9.5, 10.5],
  [0.0136, 0.0137],
  [99.99, 100.01],
] as const;
const QUOTE_AGES = [
  0,
  0,
  1,
  600_000,
  43_200_000,
  DAY,
  2 * DAY,
  5 * DAY,
  5 * DAY + 43_200_001,
  6 * DAY,
  -1,
] as const;

type Market = Pick<NaiveDesk, 'instruments' | 'marks' | 'fx' | 'bars' | 'quotes' | 'loadings' | 'ladder'>;

/** A few quotes of most symbols, some of them of one side of the market only, of the days around the clock. */
function randomQuotes(random: SeededRandom, symbols: readonly string[], now: EpochMs): Quote[] {
  return symbols.flatMap((symbol) => {
    const times = new Set(random.times(random.pick([0, 1, 1, 2, 4]), () => now - random.pick(QUOTE_AGES)));
    return [...times].map((at): Quote => {
      const [bid, ask] = random.pick(QUOTED);
      const quote = build.quote(symbol, bid, ask, at as EpochMs);
      return random.chance(0.15) ? { ...quote, bid: null, ask: null, last: build.price(ask) } : quote;
    });
  });
}

function randomLoadings(random: SeededRandom, symbols: readonly string[]): FactorLoading[] {
  const factors = FACTORS.filter(() => random.chance(0.4));
  const hole = random.chance(0.3) ? 0.2 : 0;
  return factors.flatMap((factor) =>
    symbols
      .filter(() => !random.chance(hole))
      .map((symbol) => ({ symbol: symbol as SymbolId, factor, loading: random.pick(LOADINGS) })),
  );
}

function randomLadder(random: SeededRandom): StressLadder {
  const scenarios = [
    build.scenario('market-10', { market: -0.1 }),
    build.scenario('market-10', { market: -0.1 }),
    build.scenario('rally', { market: 0.2 }),
    build.scenario('sector-15', {}, { eachSector: -0.15 }),
    build.scenario('tech', { sectors: { Tech: -0.3, Energy: 0.1 } }),
    build.scenario('sector-20', { elsewhere: -0.02 }, { eachSector: -0.2 }),
    build.scenario('past', { sectors: { Tech: -0.5 }, elsewhere: -0.4 }),
    build.scenario('names', { symbols: { AAA: -0.5, 'BRK.B': 0.25, SPY: -0.1 } }),
    build.scenario('factor', { factors: { size: -0.2, momentum: 0.1 } }),
    build.scenario('wide', {}, { spread: 3 }),
    build.scenario('thin', {}, { volatility: 2, volume: 0.5 }),
    build.scenario('both', { market: -0.05 }, { volatility: 2, volume: 0.5, spread: 2 }),
  ];
  return {
    ...EMPTY_LADDER,
    assumedSpread: random.pick([0.005, 0.005, null]),
    scenarios: random.times(random.pick([0, 1, 1, 2, 3]), () => random.pick(scenarios)),
  };
}

function randomInstrument(random: SeededRandom, symbol: string): Instrument {
  return build.instrument(symbol, {
    issuer: random.pick(['', ...ISSUERS]),
    sector: random.chance(0.1) ? '' : random.pick(SECTORS),
    country: random.pick(['US', 'US', 'DE', 'IN', 'FR', '']),
    currency: random.pick(['USD', 'USD', 'USD', 'EUR', 'JPY']) as Currency,
    assetClass: random.pick(['EQUITY', 'ETF', '']),
    lotSize: build.quantity(random.pick(LOTS)),
    exchange: random.chance(0.03) ? 'NOWHERE' : random.pick(EXCHANGES),
    tickSize: random.pick([null, build.price('0.01'), build.price('0.05')]),
    multiplier: build.multiplier(random.pick(MULTIPLIERS)),
    sharesOutstanding: random.pick(SHARES) as Shares | null,
  });
}

/** Weekdays as YYYYMMDD, the last two after the clock's date. */
function sessionDates(now: EpochMs, count: number): number[] {
  const dates: number[] = [];
  for (let day = now + 4 * DAY; dates.length < count; day -= DAY) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0)
      dates.unshift(Number(date.toISOString().slice(0, 10).replaceAll('-', '')));
  }
  return dates;
}

/** A coarse walk, so that returns and losses often tie; now and then without closes, volumes or whole bars. */
function randomBars(random: SeededRandom, symbol: string, dates: readonly number[]): NaiveBar[] {
  const hole = random.chance(0.25) ? 0.06 : 0;
  const noVolume = random.chance(0.1) ? 0.05 : 0;
  const traded = random.pick([VOLUMES, VOLUMES, VOLUMES, [100], [1000], random.chance(0.4) ? [0] : [100]]);
  const start = random.between(0, random.chance(0.2) ? dates.length - 1 : 0);
  let close = 10;
  return dates
    .slice(start)
    .map((date) => {
      close = Math.max(0.5, Math.round(close * random.pick(STEPS) * 100) / 100);
      return {
        symbol: symbol as SymbolId,
        date,
        close: random.chance(hole) ? null : build.price(close.toFixed(2)),
        volume: random.chance(noVolume) ? null : build.quantity(random.pick(traded)),
      };
    })
    .filter(() => !random.chance(hole));
}

/**
 * Two to eight instruments on a coarse grid, two indexes, rates, marks of telling ages and some forty sessions of
 * bars. Symbols without a mark have no bars either, so that no close can stand in for the mark.
 */
export function randomMarket(random: SeededRandom, now: EpochMs): Market {
  const first = random.between(0, SYMBOLS.length - 1);
  const symbols = random.times(
    random.between(2, SYMBOLS.length),
    (position) => SYMBOLS[(first + position) % SYMBOLS.length] ?? 'AAA',
  );
  const isPatchy = random.chance(0.15);
  const marked = symbols.filter(() => !isPatchy || !random.chance(0.2));
  const dates = sessionDates(now, random.pick([12, 30, 44, 44, 44, 44, 44, 44, 44]));
  const indexBars = INDEXES.flatMap((index) => {
    const bars = randomBars(random, index, dates);
    return random.chance(0.1) ? bars : bars.map((bar) => ({ ...bar, close: bar.close ?? build.price(10) }));
  });
  const isIndex = (symbol: string) => INDEXES.some((index) => index === symbol);
  return {
    instruments: symbols.map((symbol) => randomInstrument(random, symbol)),
    marks: marked.map((symbol) =>
      build.mark(
        symbol,
        random.pick(PRICES),
        (now - random.pick([0, 0, 0, 0, 0, 0, 0, 0, ...AGES])) as EpochMs,
      ),
    ),
    fx: ['EUR', 'JPY']
      .filter(() => !isPatchy || !random.chance(0.2))
      .map((currency) => ({ currency: currency as Currency, rate: build.fxRate(random.pick(FX_RATES)) })),
    quotes: randomQuotes(random, symbols, now),
    loadings: randomLoadings(random, symbols),
    ladder: randomLadder(random),
    bars: [
      ...indexBars,
      ...marked.filter((symbol) => !isIndex(symbol)).flatMap((symbol) => randomBars(random, symbol, dates)),
    ],
  };
}
