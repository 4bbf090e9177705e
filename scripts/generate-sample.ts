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
import { PLANS, generateHoldings, type Holding } from './sample/holdings.ts';
import { generateCompanies, generateIndex, type Listing } from './sample/market.ts';
import { LAST_SESSION, SEED, SESSIONS, csv, dollars, type Row } from './sample/model.ts';
import { createNormal, createRandom } from './sample/random.ts';
import { generateTickets, locatesFor } from './sample/tickets.ts';

const INSTRUMENT_COLUMNS =
  'symbol,name,issuer,sector,sub_industry,country,currency,asset_class,lot_size,tick_size,multiplier,shares_outstanding,exchange';
const TICKET_COLUMNS =
  'cl_ord_id,account,symbol,side,quantity,ord_type,price,time_in_force,trader,strategy,time';
const OUT = join(import.meta.dirname, '../resources/sample');

/** `count` weekdays ending at `last`, oldest first. */
function weekdays(last: string, count: number): string[] {
  const days: string[] = [];
  for (let day = Date.parse(last); days.length < count; day -= 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10));
  }
  return days.reverse();
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
