import { INDEX, SEED, SESSIONS } from './model.ts';
import { clamp, createFactor, createNormal, createRandom, createShocks, meanOfLast, pick } from './random.ts';

interface Sector {
  readonly name: string;
  readonly count: number;
  readonly beta: number;
  /** Daily standard deviation of a typical name's own noise. */
  readonly noise: number;
  /** `sub-industry|word in the company name`. */
  readonly lines: readonly string[];
}

export interface Listing {
  readonly symbol: string;
  readonly name: string;
  readonly issuer: string;
  readonly sector: string;
  readonly subIndustry: string;
  readonly country: string;
  readonly exchange: string;
  readonly assetClass: 'EQUITY' | 'ETF';
  readonly lot: number;
  readonly shares: number;
  readonly bars: Bars;
  /** Last close in cents, mean volume of the last 20 sessions. */
  readonly close: number;
  readonly adv: number;
}

/** One value a session, prices in cents. */
interface Bars {
  readonly open: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  readonly close: Int32Array;
  readonly volume: Int32Array;
}

const sector = (name: string, count: number, beta: number, noise: number, lines: string): Sector => ({
  name,
  count,
  beta,
  noise,
  lines: lines.split(','),
});

// prettier-ignore
export const SECTORS: readonly Sector[] = [
  sector('Information Technology', 72, 1.25, 0.0135, 'Application Software|Software,Semiconductors|Semiconductor,IT Consulting|Systems,Electronic Components|Devices'),
  sector('Financials', 64, 1.05, 0.011, 'Regional Banks|Bancorp,Property & Casualty Insurance|Assurance,Asset Management|Capital,Consumer Finance|Financial'),
  sector('Health Care', 60, 0.8, 0.0135, 'Biotechnology|Biosciences,Health Care Equipment|Medical,Pharmaceuticals|Pharma,Health Care Services|Health'),
  sector('Consumer Discretionary', 56, 1.15, 0.014, 'Specialty Stores|Stores,Automotive Parts|Motors,Hotels & Resorts|Hotels,Homebuilding|Homes'),
  sector('Industrials', 68, 1.05, 0.011, 'Industrial Machinery|Machinery,Aerospace & Defense|Aerospace,Railroads|Rail,Building Products|Works'),
  sector('Communication Services', 26, 0.95, 0.0135, 'Interactive Media|Media,Telecom Services|Telecom,Broadcasting|Broadcasting,Publishing|Press'),
  sector('Energy', 26, 1.1, 0.0145, 'Oil & Gas Exploration|Petroleum,Oil & Gas Refining|Refining,Oil & Gas Equipment|Drilling,Midstream|Pipelines'),
  sector('Materials', 28, 1.05, 0.012, 'Specialty Chemicals|Chemical,Steel|Steel,Paper Packaging|Packaging,Copper|Minerals'),
  sector('Consumer Staples', 34, 0.6, 0.009, 'Packaged Foods|Foods,Household Products|Brands,Brewers|Brewing,Food Retail|Markets'),
  sector('Real Estate', 30, 0.85, 0.01, 'Office REITs|Properties,Industrial REITs|Logistics Trust,Residential REITs|Residential,Health Care REITs|Realty'),
  sector('Utilities', 28, 0.5, 0.0085, 'Electric Utilities|Electric,Gas Utilities|Gas,Water Utilities|Water,Renewable Electricity|Power'),
];

const HEADS =
  'Alda Brin Cald Dorn Elva Fenn Garr Hald Iste Jorv Kest Lorn Mard Nael Orri Pell Quor Rusk Sorr Tarn Ulve Varn Wend Yarr Zell';
const TAILS =
  'mere wick ford holt ton gate strand vane crest ridge moor haven burn dale lund kirk by leigh worth combe thorpe shaw';
/** Tickers the name scheme would give that belong, or belonged, to a listed company. */
const TAKEN =
  'ALLE ALCO CATO CATH CASH DOVA FELE GALE HAHA LOCO MAGA MATH NATH NASH PEGA PERI RUTH SOFO SOHO SODA TAHO TAST TACO ULST VAMO VALU VALE';

/** Closes in cents that follow the log returns and end near `target` dollars, the whole path inside 5 to 900. */
function closesOf(returns: Float64Array, target: number): Int32Array {
  const path = new Float64Array(returns.length);
  let level = 0;
  for (let t = 0; t < returns.length; t++) path[t] = level += returns[t] ?? 0;
  const wanted = Math.log(target) - level;
  const shift = Math.min(
    Math.max(wanted, Math.log(6) - Math.min(...path)),
    Math.log(820) - Math.max(...path),
  );
  return Int32Array.from(path, (p) => Math.round(100 * Math.exp(p + shift)));
}

/** Open, high, low and volume around the closes. `daily` is the name's standard deviation, `adv` its usual volume. */
function barsAround(close: Int32Array, daily: number, adv: number, normal: () => number): Bars {
  const bars = { open: close.slice(), high: close.slice(), low: close.slice(), close, volume: close.slice() };
  let activity = 0;
  for (let t = 0; t < close.length; t++) {
    const now = close[t] ?? 0;
    const before = close[t - 1] ?? now;
    const move = now / before - 1;
    const open = Math.round(before * (1 + 0.4 * move + 0.25 * daily * normal()));
    bars.open[t] = open;
    bars.high[t] = Math.round(Math.max(open, now) * (1 + 0.4 * daily * Math.abs(normal())));
    bars.low[t] = Math.round(Math.min(open, now) * (1 - 0.4 * daily * Math.abs(normal())));
    activity = 0.8 * activity + 0.2 * normal();
    const burst = 0.25 * (Math.abs(move) / daily - 0.8) + 0.18 * normal();
    bars.volume[t] = Math.max(100, Math.round(adv * Math.exp(activity + burst - 0.1)));
  }
  return bars;
}

/** The next unused company stem and its ticker, in a shuffled order, leaving out the taken tickers. */
function createStems(random: () => number): () => { stem: string; symbol: string } {
  const taken = new Set(TAKEN.split(' '));
  const stems = HEADS.split(' ')
    .flatMap((head) => TAILS.split(' ').map((tail) => [head, tail] as const))
    .map(([head, tail]) => ({
      stem: head + tail,
      symbol: (head.slice(0, 2) + tail.slice(0, 2)).toUpperCase(),
      order: random(),
    }))
    .filter(({ symbol }) => !taken.has(symbol))
    .sort((a, b) => a.order - b.order);
  return () => {
    const next = stems.pop();
    if (next === undefined) throw new RangeError('more companies than names');
    return next;
  };
}

type Master = Omit<Listing, 'bars' | 'close' | 'adv'>;

function listed(master: Master, bars: Bars): Listing {
  return { ...master, bars, close: bars.close.at(-1) ?? 0, adv: meanOfLast(bars.volume, 20) };
}

function masterOf(group: Sector, take: () => { stem: string; symbol: string }, random: () => number): Master {
  const { stem, symbol } = take();
  const [subIndustry = '', word = ''] = pick(group.lines, random()).split('|');
  const issuer = `${stem} ${word} ${pick(['Inc', 'Corp', 'Group', 'Holdings', 'Co'], random())}`;
  const country = random() < 0.88 ? 'US' : pick(['GB', 'CA', 'IE', 'CH', 'NL', 'JP'], random());
  const exchange = pick(['XNYS', 'XNAS'], random());
  const lot = random() < 0.05 ? 100 : 1;
  const base = { symbol, name: issuer, issuer, sector: group.name, subIndustry, country, exchange, lot };
  return { ...base, assetClass: 'EQUITY', shares: 0 };
}

/**
 * Every company with its bars: returns = drift + beta*market + sector factor + the company's own noise. The fourth
 * company of a sector also lists a thinly traded class B whose returns follow class A.
 */
export function generateCompanies(): Listing[] {
  const random = createRandom(SEED);
  const normal = createNormal(random);
  const market = createFactor(normal);
  const take = createStems(random);
  return SECTORS.flatMap((group) => {
    const common = createFactor(normal);
    return Array.from({ length: group.count }, (_, i) => {
      const beta = clamp(group.beta + 0.22 * normal(), 0.25, 1.9);
      const noise = clamp(group.noise * Math.exp(0.25 * normal()), 0.006, 0.024);
      const own = createShocks(normal, SESSIONS);
      const returns = own.map(
        (e, t) => 0.0003 + 0.009 * beta * (market[t] ?? 0) + 0.005 * (common[t] ?? 0) + noise * e,
      );
      const daily = Math.hypot(0.009 * beta, 0.005, noise);
      const price = clamp(Math.exp(Math.log(85) + 0.75 * normal()), 9, 640);
      const capital = Math.exp(Math.log(2.2e10) + 1.25 * normal());
      const shares = Math.round(clamp(capital / price, 2e7, 8e9) / 1000) * 1000;
      const adv = clamp(shares * Math.exp(Math.log(0.006) + 0.5 * normal()), 8.5e4, 1.8e7);
      const master = { ...masterOf(group, take, random), shares };
      const classA = listed(master, barsAround(closesOf(returns, price), daily, adv, normal));
      if (i !== 3) return [classA];
      const close = closesOf(
        returns.map((r) => r + 0.002 * normal()),
        0.97 * price,
      );
      const classB = {
        symbol: `${master.symbol}.B`,
        name: `${master.name} Class B`,
        lot: 1,
        shares: shares / 10,
      };
      return [classA, listed({ ...master, ...classB }, barsAround(close, daily, 1.5e5, normal))];
    }).flat();
  });
}

/** The index fund: the value of all shares outstanding of all companies, scaled to a price near 585 dollars. */
export function generateIndex(companies: readonly Listing[]): Listing {
  const value = new Float64Array(SESSIONS);
  for (const { shares, bars } of companies)
    bars.close.forEach((close, t) => (value[t] = (value[t] ?? 0) + shares * close));
  const close = Int32Array.from(value, (v) => Math.round((v / (value.at(-1) ?? 1)) * 58_520));
  const bars = barsAround(close, 0.009, 2.6e7, createNormal(createRandom(SEED + 1)));
  const name = 'Sample Index ETF';
  const master = {
    symbol: INDEX,
    name,
    issuer: 'Sample Index Trust',
    sector: '',
    subIndustry: '',
    country: 'US',
  };
  return listed({ ...master, exchange: 'ARCX', assetClass: 'ETF', lot: 1, shares: 9e8 }, bars);
}
