import {
  PRICE_ONE,
  QUANTITY_ONE,
  MULTIPLIER_ONE,
  type Multiplier,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { Currency, SymbolId } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/reference.ts';
import type { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { BarColumns } from '#electron/core/ports/desk-reader.ts';

export const SECTORS = [
  'Communication Services',
  'Consumer Discretionary',
  'Consumer Staples',
  'Energy',
  'Financials',
  'Health Care',
  'Industrials',
  'Information Technology',
  'Materials',
  'Real Estate',
  'Utilities',
] as const;

/** The index whose bars are the calendar. */
export const INDEX = 'SPY' as SymbolId;

export interface SyntheticMarket {
  readonly instruments: readonly Instrument[];
  readonly bars: BarColumns;
  /** Date of the last session, YYYYMMDD. */
  readonly lastSession: number;
  /** Last close by symbol, scaled price. */
  readonly closes: ReadonlyMap<string, number>;
  /** Typical daily volume by symbol, shares. */
  readonly volumes: ReadonlyMap<string, number>;
}

/**
 * A made-up market: symbols in 11 sectors, some two to an issuer, bars of every session with returns from a market, a
 * sector and an own factor, volumes around a level of the symbol's own. Whole cents, whole hundreds of shares.
 */
export function syntheticMarket(
  random: SeededRandom,
  symbolCount: number,
  sessions: number,
): SyntheticMarket {
  const instruments = random.times(symbolCount, (i) => instrumentOf(`S${String(i).padStart(5, '0')}`, i));
  const symbols = [INDEX, ...instruments.map(({ symbol }) => symbol)];
  const dates = weekdays(sessions);
  const size = symbols.length * sessions;
  const bars = {
    symbols,
    symbolIndex: new Int32Array(size),
    dates: new Int32Array(size),
    closes: new Float64Array(size),
    volumes: new Float64Array(size),
  };
  const factors = [SECTORS.length, ...SECTORS.keys()].map(() => random.times(sessions, () => normal(random)));
  const closes = new Map<string, number>();
  const volumes = new Map<string, number>();
  symbols.forEach((symbol, row) => {
    const isIndex = row === 0;
    const beta = isIndex ? 1 : 0.5 + random.fraction();
    const own = isIndex ? 0 : 0.008 + 0.02 * random.fraction();
    const adv = Math.round(10 ** (4.5 + 2.5 * random.fraction()) / 100) * 100;
    let price = 5 + 300 * random.fraction() ** 2;
    for (let t = 0; t < sessions; t++) {
      const market = factors[0]?.[t] ?? 0;
      const sector = isIndex ? 0 : (factors[1 + (row % SECTORS.length)]?.[t] ?? 0);
      price *= 1 + beta * 0.009 * market + 0.005 * sector + own * normal(random);
      price = Math.max(1, Math.round(price * 100) / 100);
      const at = row * sessions + t;
      bars.symbolIndex[at] = row;
      bars.dates[at] = dates[t] ?? 0;
      bars.closes[at] = Math.round(price * 100) * (PRICE_ONE / 100);
      bars.volumes[at] = Math.ceil(adv * (0.5 + random.fraction()) * 0.01) * 100 * QUANTITY_ONE;
    }
    closes.set(symbol, bars.closes[row * sessions + sessions - 1] ?? 0);
    volumes.set(symbol, adv);
  });
  return { instruments, bars, lastSession: dates[sessions - 1] ?? 0, closes, volumes };
}

function instrumentOf(symbol: string, i: number): Instrument {
  return {
    symbol: symbol as SymbolId,
    name: `Synthetic ${i}`,
    // Every tenth symbol is a second line of the issuer before it.
    issuer: `Issuer ${i % 10 === 9 ? i - 1 : i}`,
    sector: SECTORS[(i + 1) % SECTORS.length] ?? '',
    subIndustry: '',
    country: 'US',
    currency: 'USD' as Currency,
    assetClass: 'EQUITY',
    exchange: 'XNYS',
    lotSize: QUANTITY_ONE as Quantity,
    tickSize: null,
    multiplier: MULTIPLIER_ONE as Multiplier,
    sharesOutstanding: null,
  };
}

/** The last so many weekdays up to 2025-12-31, ascending, YYYYMMDD. */
function weekdays(count: number): number[] {
  const dates: number[] = [];
  for (let day = Date.UTC(2025, 11, 31); dates.length < count; day -= 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 === 0) continue;
    dates.push(date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate());
  }
  return dates.reverse();
}

/** A standard normal number (Box and Muller). */
const normal = (random: SeededRandom): number =>
  Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
