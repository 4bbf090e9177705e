import type { Holding } from './holdings.ts';
import type { Listing } from './market.ts';
import { LAST_SESSION, dollars, type Row } from './model.ts';

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
export function generateTickets({ companies, index, holdings }: Desk): { restricted: Row[]; tickets: Row[] } {
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
export function locatesFor(tickets: readonly Row[]): Row[] {
  return tickets
    .filter(([, , , side]) => side === 'SELL_SHORT')
    .map(([, account = '', symbol = '', , quantity]) => [
      account,
      symbol,
      Math.ceil(Number(quantity) / 1000) * 1000,
      '2026-11-30',
    ]);
}
