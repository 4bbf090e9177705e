/**
 * Writes the bundled sample desk into resources/sample. Every company, ticker, price and position is invented by the
 * seeded model below; nothing is market data. limits.json in the same folder is written by hand.
 *
 *   node scripts/generate-sample.ts           write the files
 *   node scripts/generate-sample.ts --check   exit 1 when a committed file differs from what the model gives
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const SEED = 20_261_030;
const SESSIONS = 756;
const LAST_SESSION = '2026-10-30';
const INDEX = 'SPY';
const INSTRUMENT_COLUMNS =
  'symbol,name,issuer,sector,sub_industry,country,currency,asset_class,lot_size,tick_size,multiplier,shares_outstanding,exchange';
const TICKET_COLUMNS =
  'cl_ord_id,account,symbol,side,quantity,ord_type,price,time_in_force,trader,strategy,time';
const OUT = join(import.meta.dirname, '../resources/sample');

interface Sector {
  readonly name: string;
  readonly count: number;
  readonly beta: number;
  /** Daily standard deviation of a typical name's own noise. */
  readonly noise: number;
  /** `sub-industry|word in the company name`. */
  readonly lines: readonly string[];
}

interface Listing {
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
const SECTORS: readonly Sector[] = [
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

/** Uniform numbers in (0, 1): xoshiro128**, its state filled from the seed by a 32-bit splitmix. */
function createRandom(seed: number): () => number {
  let mix = seed | 0;
  const next = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return (out + 0.5) / 2 ** 32;
  };
}

/** Standard normal deviates, Box and Muller in Marsaglia's polar form: log and sqrt only. */
function createNormal(random: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * random() - 1;
      const v = 2 * random() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
}

/** Shocks of about unit variance that cluster: GARCH(1,1) with Student-t (5) innovations cut at six deviations. */
function createShocks(normal: () => number, count: number): Float64Array {
  const shocks = new Float64Array(count);
  let variance = 1;
  for (let t = -100; t < count; t++) {
    let chi2 = 0;
    for (let k = 0; k < 5; k++) chi2 += normal() ** 2;
    const z = Math.max(-6, Math.min(6, normal() * Math.sqrt(3 / chi2)));
    const shock = z * Math.sqrt(variance);
    if (t >= 0) shocks[t] = shock;
    variance = 0.05 + 0.08 * shock * shock + 0.87 * variance;
  }
  return shocks;
}

/** A factor's shocks with their mean removed, so that the drift of the sample is the model's drift. */
function createFactor(normal: () => number): Float64Array {
  const shocks = createShocks(normal, SESSIONS);
  const mean = meanOfLast(shocks, SESSIONS);
  return shocks.map((shock) => shock - mean);
}

/** `count` weekdays ending at `last`, oldest first. */
function weekdays(last: string, count: number): string[] {
  const days: string[] = [];
  for (let day = Date.parse(last); days.length < count; day -= 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10));
  }
  return days.reverse();
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
const meanOfLast = (values: ArrayLike<number>, count: number): number => {
  let sum = 0;
  for (let t = values.length - count; t < values.length; t++) sum += values[t] ?? 0;
  return sum / count;
};

function pick<T>(items: readonly T[], u: number): T {
  const item = items[Math.floor(u * items.length)];
  if (item === undefined) throw new RangeError('pick from an empty list');
  return item;
}

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
function generateCompanies(): Listing[] {
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
function generateIndex(companies: readonly Listing[]): Listing {
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

interface AccountPlan {
  readonly account: string;
  readonly desk: string;
  /** Whole dollars; cash is what is left of it after the positions. */
  readonly nav: number;
  /** Share of each sector's gross that is sold short. */
  readonly short: number;
  /** Number of holdings. */
  readonly names: number;
  /** Gross of each sector of SECTORS as a fraction of NAV. */
  readonly gross: readonly number[];
}

/** The sector that is near its soft limit is Information Technology in ALPHA: 0.24 of NAV. */
const PLANS: readonly AccountPlan[] = [
  { account: 'ALPHA', desk: 'EQUITIES', nav: 5.2e7, short: 0.24, names: 74, gross: [0.234, 0.14, 0.13, 0.1, 0.11, 0.07, 0.06, 0.05, 0.05, 0.03, 0.03] }, // prettier-ignore
  { account: 'BETA', desk: 'EQUITIES', nav: 3.6e7, short: 0.2, names: 52, gross: [0.17, 0.13, 0.12, 0.08, 0.09, 0.06, 0.07, 0.04, 0.07, 0.03, 0.04] }, // prettier-ignore
  { account: 'GAMMA', desk: 'MACRO', nav: 2.4e7, short: 0.3, names: 44, gross: [0.13, 0.15, 0.09, 0.11, 0.12, 0.05, 0.09, 0.08, 0.04, 0.05, 0.05] }, // prettier-ignore
];

interface Holding {
  readonly account: string;
  readonly listing: Listing;
  /** Signed. */
  readonly quantity: number;
}

/** Sizes that sum to `total` in the ratio of the weights, none over its cap. */
function spread(total: number, weights: readonly number[], caps: readonly number[]): number[] {
  let [low, high] = [0, (4 * total) / Math.min(...weights)];
  const sizes = (k: number): number[] => weights.map((w, i) => Math.min(k * w, caps[i] ?? 0));
  for (let step = 0; step < 60; step++) {
    const k = (low + high) / 2;
    if (sizes(k).reduce((sum, size) => sum + size, 0) < total) low = k;
    else high = k;
  }
  return sizes(high);
}

/** The holdings of one account in one sector: liquid names, lognormal sizes, shorts up to the plan's share. */
function holdSector(
  plan: AccountPlan,
  total: number,
  names: readonly Listing[],
  random: () => number,
): Holding[] {
  const normal = createNormal(random);
  const weights = names.map(() => Math.exp(0.55 * normal()));
  const caps = names.map(({ adv, close }) => Math.min(0.058 * plan.nav, (0.2 * adv * close) / 100));
  let short = 0;
  const sizes = spread(total, weights, caps);
  return names.map((listing, i) => {
    const size = sizes[i] ?? 0;
    const isShort = short + size <= plan.short * total * 1.1;
    if (isShort) short += size;
    const lots = Math.max(1, Math.round((size * 100) / listing.close / listing.lot));
    return { account: plan.account, listing, quantity: (isShort ? -1 : 1) * lots * listing.lot };
  });
}

function generateHoldings(companies: readonly Listing[], index: Listing): Holding[] {
  const random = createRandom(SEED + 2);
  const holdings = PLANS.flatMap((plan) => {
    const all = plan.gross.reduce((sum, g) => sum + g, 0);
    return SECTORS.flatMap(({ name }, s) => {
      const share = plan.gross[s] ?? 0;
      const liquid = companies
        .filter(({ sector, adv, close }) => sector === name && adv > 2.5e5 && adv * close > 2e9)
        .map((listing) => ({ listing, order: random() }))
        .sort((a, b) => a.order - b.order)
        .map(({ listing }) => listing);
      const names = liquid.slice(0, Math.max(2, Math.round((plan.names * share) / all)));
      return holdSector(plan, share * plan.nav, names, random);
    });
  });
  const thin = companies.find(({ adv, close }) => adv < 9.8e4 && close > 6000 && close < 12_000);
  if (thin === undefined) throw new RangeError('no thinly traded company');
  holdings.push({ account: 'BETA', listing: thin, quantity: Math.round(thin.adv * 0.0012) * 100 });
  holdings.push({ account: 'GAMMA', listing: index, quantity: -2600 });
  return holdings;
}

/** Hands out listings nobody has been given before, so that no two tickets disturb each other by accident. */
function createChooser(companies: readonly Listing[], holdings: readonly Holding[]) {
  const used = new Set<string>();
  const claim = <T extends Holding | Listing>(items: readonly T[], what: string): T => {
    const item = items.find((x) => !used.has('listing' in x ? x.listing.symbol : x.symbol));
    if (item === undefined) throw new RangeError(`no listing left for ${what}`);
    used.add('listing' in item ? item.listing.symbol : item.symbol);
    return item;
  };
  const heldSymbols = new Set(holdings.map(({ listing }) => listing.symbol));
  return {
    /** A company nobody holds, with an ADV in the range. */
    fresh: (sector: string, [low, high]: readonly [number, number] = [2e6, 1e8], lot = 1): Listing =>
      claim(
        companies.filter(
          (x) =>
            x.sector === sector &&
            x.lot === lot &&
            x.adv >= low &&
            x.adv < high &&
            !heldSymbols.has(x.symbol),
        ),
        sector,
      ),
    /** The account's largest long holding, of the sector if one is named, whose full exit is under 4 % of ADV. */
    held: (account: string, sector?: string): Holding =>
      claim(
        holdings
          .filter((h) => h.account === account && h.quantity > 0 && h.quantity < 0.035 * h.listing.adv)
          .filter(({ listing }) => listing.lot === 1 && (sector ?? listing.sector) === listing.sector)
          .sort((a, b) => b.quantity * b.listing.close - a.quantity * a.listing.close),
        account,
      ),
  };
}

interface Desk {
  readonly companies: readonly Listing[];
  readonly index: Listing;
  readonly holdings: readonly Holding[];
}

type Row = readonly (string | number)[];
const csv = (rows: readonly Row[]): string => rows.map((row) => row.join(',')).join('\n') + '\n';
const dollars = (cents: number): string => (cents / 100).toFixed(2);

type Quoted = Pick<Listing, 'symbol' | 'close'>;
/** Account, trader, strategy. */
type Party = readonly [string, string, string];

interface Order {
  /** Either a quantity, or about this many dollars in round tens of shares. */
  readonly shares?: number;
  readonly usd?: number;
  /** Limit price over the last close, null for a market order; 1 when left out. */
  readonly ratio?: number | null;
  readonly tif?: string;
}

function ticketFields(
  time: string,
  party: Party,
  side: string,
  { symbol, close }: Quoted,
  order: Order,
): Row {
  const [account, trader, strategy] = party;
  const shares = order.shares ?? Math.round(((order.usd ?? 0) * 10) / close) * 10;
  const price = order.ratio === null ? '' : dollars(Math.round(close * (order.ratio ?? 1)));
  const type = order.ratio === null ? 'MARKET' : 'LIMIT';
  const instruction = [shares, type, price, order.tif ?? 'DAY'];
  return [account, symbol, side, ...instruction, trader, strategy, `${LAST_SESSION}T${time}Z`];
}

/**
 * The restricted list and 24 tickets, in time order. The comment of each says what the limits of limits.json make of
 * it, each ticket taken alone.
 */
function generateTickets({ companies, index, holdings }: Desk): { restricted: Row[]; tickets: Row[] } {
  const { fresh, held } = createChooser(companies, holdings);
  const tickets: Row[] = [];
  const add = (time: string, party: Party, side: string, listing: Quoted, order: Order): void => {
    tickets.push([
      `SMP-${String(tickets.length + 1).padStart(4, '0')}`,
      ...ticketFields(time, party, side, listing, order),
    ]);
  };
  const alpha = ['ALPHA', 'okafor', 'CORE'] as const;
  const beta = ['BETA', 'lindqvist', 'INCOME'] as const;
  const gamma = ['GAMMA', 'tanaka', 'ROTATION'] as const;
  const thin = holdings.find(({ listing, quantity }) => listing.adv < 1e5 && quantity > 0);
  const [largest] = holdings
    .filter(({ account, quantity, listing }) => account === 'GAMMA' && quantity > 0 && listing.lot === 1)
    .filter(({ listing }) => listing.adv * listing.close > 6e9)
    .sort((a, b) => b.quantity * b.listing.close - a.quantity * a.listing.close);
  if (thin === undefined || largest === undefined) throw new RangeError('no holding for a ticket');
  const noTrade = fresh('Health Care');
  const noOpen = held('BETA', 'Consumer Discretionary');
  const trimmed = held('BETA', 'Industrials');
  const reduced = held('ALPHA', 'Financials');
  const small = fresh('Materials', [2.5e5, 8e5]);

  add('13:32:08', alpha, 'BUY', fresh('Financials'), { usd: 420_000, ratio: 0.998 }); // PASS
  add('13:41:55', beta, 'SELL', trimmed.listing, { shares: Math.round(trimmed.quantity / 2), ratio: 0.999 }); // PASS, reducing
  add('13:55:20', alpha, 'BUY', fresh('Information Technology'), { usd: 640_000 }); // WARN SECTOR_GROSS
  add('14:03:47', gamma, 'BUY', fresh('Utilities'), { usd: 260_000, ratio: 0.997, tif: 'GTC' }); // PASS
  add('14:10:31', alpha, 'BUY', fresh('Financials'), { usd: 1_750_000 }); // WARN MAX_ORDER_NOTIONAL
  add('14:18:02', alpha, 'BUY', { symbol: 'QXZV', close: 4120 }, { shares: 500 }); // BLOCK UNKNOWN_REFERENCE
  add('14:26:39', alpha, 'BUY', fresh('Consumer Discretionary'), { usd: 300_000, ratio: 1.08 }); // BLOCK PRICE_COLLAR
  add('14:35:14', gamma, 'SELL_SHORT', fresh('Industrials'), { usd: 310_000, ratio: 1.001 }); // PASS
  add('14:47:58', beta, 'SELL', thin.listing, { shares: thin.quantity, ratio: 0.995 }); // WARN MIN_ADV PARTICIPATION, exempt REDUCING
  add('15:05:26', alpha, 'BUY', noTrade, { usd: 200_000 }); // BLOCK RESTRICTED
  add('15:12:44', alpha, 'BUY', fresh('Health Care'), { usd: 2_600_000 }); // BLOCK MAX_ORDER_NOTIONAL
  add('15:24:10', beta, 'BUY', fresh('Consumer Staples'), { usd: 180_000, ratio: null }); // PASS
  add('15:33:37', gamma, 'BUY', fresh('Real Estate'), { usd: 1_350_000 }); // BLOCK SECTOR_GROSS
  add('15:48:05', beta, 'SELL', noOpen.listing, { shares: Math.round(noOpen.quantity / 3), ratio: 1.002 }); // PASS, reducing
  add('16:02:51', beta, 'BUY', noOpen.listing, { usd: 90_000 }); // BLOCK RESTRICTED
  add('16:20:18', alpha, 'BUY', fresh('Energy'), { usd: 250_000, ratio: 1.045, tif: 'IOC' }); // WARN PRICE_COLLAR
  add('16:41:33', alpha, 'BUY', fresh('Industrials', [0, 9.8e4]), { usd: 60_000 }); // BLOCK MIN_ADV
  add('17:05:09', beta, 'BUY', fresh('Information Technology', [5e5, 1e8], 100), { shares: 150 }); // BLOCK ORDER_INVALID
  add('17:30:42', gamma, 'BUY', largest.listing, { usd: 1_500_000 }); // BLOCK POSITION_WEIGHT
  add('18:10:00', gamma, 'BUY', index, { shares: 1000, ratio: 1.0005 }); // PASS, reducing
  add('18:44:27', alpha, 'BUY', fresh('Communication Services'), { usd: 900_000, ratio: null }); // BLOCK MAX_ORDER_NOTIONAL
  add('19:08:53', beta, 'BUY', small, { shares: Math.round(small.adv * 0.0045) * 10 }); // WARN PARTICIPATION
  add('19:36:16', gamma, 'BUY', fresh('Information Technology', [2.5e6, 2.58e6]), { usd: 1_400_000 }); // BLOCK INCREMENTAL_VAR
  add('19:52:40', alpha, 'SELL', reduced.listing, {
    shares: Math.round(0.7 * reduced.quantity),
    ratio: 0.999,
  }); // PASS, reducing
  return {
    tickets,
    restricted: [
      [noTrade.symbol, 'NO_TRADE', '2026-09-14', '', 'Advisory mandate'],
      [noOpen.listing.symbol, 'NO_OPEN', '2026-10-19', '2026-11-13', 'Research report in preparation'],
    ],
  };
}

/** Enough set aside for every short sale among the tickets, in whole thousands of shares. */
function locatesFor(tickets: readonly Row[]): Row[] {
  return tickets
    .filter(([, , , side]) => side === 'SELL_SHORT')
    .map(([, account = '', symbol = '', , quantity]) => [
      account,
      symbol,
      Math.ceil(Number(quantity) / 1000) * 1000,
      '2026-11-30',
    ]);
}

function accountRows(holdings: readonly Holding[]): Row[] {
  return PLANS.map(({ account, desk, nav }) => {
    const own = holdings.filter((h) => h.account === account);
    const value = own.reduce((sum, { listing, quantity }) => sum + quantity * listing.close, 0);
    return [account, desk, 'USD', dollars(nav * 100 - value), 0.5, 1.5];
  });
}

function barsText(listings: readonly Listing[]): string {
  const days = weekdays(LAST_SESSION, SESSIONS);
  const lines = ['symbol,date,open,high,low,close,volume'];
  for (const { symbol, bars } of listings) {
    for (const [t, day] of days.entries()) {
      const prices = [bars.open, bars.high, bars.low, bars.close].map((cents) => dollars(cents[t] ?? 0));
      lines.push(`${symbol},${day},${prices.join(',')},${bars.volume[t] ?? 0}`);
    }
  }
  return lines.join('\n') + '\n';
}

/** The text of every generated file by its plain name (`bars.csv` before compression). The same on every run. */
export function generateSample(): ReadonlyMap<string, string> {
  const companies = generateCompanies();
  const index = generateIndex(companies);
  const holdings = generateHoldings(companies, index);
  const { restricted, tickets } = generateTickets({ companies, index, holdings });
  const listings = [...companies, index].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const normal = createNormal(createRandom(SEED + 3));
  // prettier-ignore
  const instruments = listings.map((x) => [
    x.symbol, x.name, x.issuer, x.sector, x.subIndustry, x.country, 'USD', x.assetClass, x.lot, '0.01', 1, x.shares, x.exchange,
  ]);
  const positions = holdings.map(({ account, listing, quantity }) => {
    const paid = dollars(Math.round(listing.close * Math.exp(0.08 * normal())));
    return [account, listing.symbol, quantity, paid];
  });
  const table = (header: string, rows: readonly Row[]): string => csv([header.split(','), ...rows]);
  return new Map([
    ['instruments.csv', table(INSTRUMENT_COLUMNS, instruments)],
    ['bars.csv', barsText(listings)],
    [
      'accounts.csv',
      table('account,desk,base_currency,cash,margin_rate_long,margin_rate_short', accountRows(holdings)),
    ],
    ['positions.csv', table('account,symbol,quantity,avg_price', positions)],
    ['restricted.csv', table('symbol,mode,from,to,reason', restricted)],
    ['locates.csv', table('account,symbol,quantity,expires', locatesFor(tickets))],
    ['tickets.csv', table(TICKET_COLUMNS, tickets)],
  ]);
}

/** Text of a committed file, null when absent. The archive is compared unpacked: zlib builds pack differently. */
function readCommitted(name: string): string | null {
  try {
    return name === 'bars.csv'
      ? gunzipSync(readFileSync(join(OUT, 'bars.csv.gz'))).toString()
      : readFileSync(join(OUT, name), 'utf8');
  } catch {
    return null;
  }
}

/** Names of the generated files that the folder does not hold as generated. */
export function findStaleFiles(): string[] {
  return [...generateSample()].filter(([name, text]) => readCommitted(name) !== text).map(([name]) => name);
}

function writeSample(): void {
  mkdirSync(OUT, { recursive: true });
  for (const [name, text] of generateSample()) {
    if (name === 'bars.csv') writeFileSync(join(OUT, 'bars.csv.gz'), gzipSync(text, { level: 9 }));
    else writeFileSync(join(OUT, name), text);
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = findStaleFiles();
    if (stale.length > 0) console.error(`resources/sample differs from the model: ${stale.join(', ')}`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else writeSample();
}
