import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { fileOf, weekdays, type BundleFile } from './small-bundle.ts';

const SECTORS = [
  'Information Technology',
  'Financials',
  'Health Care',
  'Industrials',
  'Energy',
  'Materials',
  'Consumer Staples',
  'Utilities',
];

/** The symbols of the day: S00 to S25, of which the account holds 400 each. */
export const DAY_SYMBOLS: readonly string[] = Array.from(
  { length: 26 },
  (_, at) => `S${String(at).padStart(2, '0')}`,
);

/** An account of about 2 million spread over 26 symbols, and 300 sessions of them and of the index; no limits. */
export function dayBundle(): BundleFile[] {
  const random = new SeededRandom(26);
  const sessions = weekdays('2025-01-06', 300);
  const bars = [...DAY_SYMBOLS, 'SPY'].flatMap((symbol) => {
    let close = 100;
    return sessions.map((date) => {
      close *= 1 + 0.02 * (random.fraction() - 0.5);
      return `${symbol},${date},${close.toFixed(2)},1000000`;
    });
  });
  return [
    fileOf('instruments.csv', [
      'symbol,name,issuer,sector,country,currency,asset_class,lot_size,tick_size',
      ...DAY_SYMBOLS.map(
        (symbol, at) =>
          `${symbol},Company ${at},Company ${at},${SECTORS[at % SECTORS.length]},US,USD,EQUITY,1,0.01`,
      ),
      'SPY,Index fund,,,US,USD,ETF,1,0.01',
    ]),
    fileOf('bars.csv', ['symbol,date,close,volume', ...bars]),
    fileOf('accounts.csv', ['account,base_currency,cash', 'MAIN,USD,1400000']),
    fileOf('positions.csv', [
      'symbol,quantity,account',
      ...DAY_SYMBOLS.map((symbol) => `${symbol},400,MAIN`),
    ]),
  ];
}
