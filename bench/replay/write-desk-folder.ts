import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { toIsoDate } from '#electron/core/marketdata/calendar-date.ts';
import { syntheticDesk, syntheticTickets } from '../synthetic-desk.ts';
import { syntheticMarket, type SyntheticMarket } from '../synthetic-market.ts';

const SEED = 20_260_118;

export interface DeskFolderSize {
  readonly symbols: number;
  readonly sessions: number;
  readonly positionsPerAccount: number;
  readonly tickets: number;
}

/** Writes a made-up desk as the files a desk would import, and returns tickets for it; the same size, the same desk. */
export function writeDeskFolder(folder: string, size: DeskFolderSize): Ticket[] {
  const random = new SeededRandom(SEED);
  const market = syntheticMarket(random, size.symbols, size.sessions);
  const { accounts, positions, locates } = syntheticDesk(random, market, size.positionsPerAccount);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, header: string, rows: readonly (readonly (string | number)[])[]): void =>
    writeFileSync(
      path.join(folder, `${name}.csv`),
      [header, ...rows.map((row) => row.join(',')), ''].join('\n'),
    );
  write(
    'instruments',
    'symbol,name,issuer,sector,country,currency,asset_class,lot_size,exchange',
    market.instruments.map(({ symbol, name, issuer, sector }) => [
      ...[symbol, name, issuer, sector],
      ...['US', 'USD', 'EQUITY', 1, 'XNYS'],
    ]),
  );
  write('bars', 'symbol,date,close,volume', barsOf(market));
  write(
    'accounts',
    'account,desk,base_currency,cash,margin_rate_long,margin_rate_short',
    accounts.map((one) => [one.account, one.desk, 'USD', one.cash / MONEY_ONE, 1, 1.5]),
  );
  write(
    'positions',
    'account,symbol,quantity',
    positions.map((one) => [one.account, one.symbol, one.quantity / QUANTITY_ONE]),
  );
  write(
    'locates',
    'account,symbol,quantity,expires',
    locates.map((one) => [one.account, one.symbol, one.quantity / QUANTITY_ONE, one.expires]),
  );
  return syntheticTickets(random, market, size.tickets, positions);
}

function barsOf({ bars }: SyntheticMarket): (string | number)[][] {
  return Array.from(bars.symbolIndex, (id, i) => [
    bars.symbols[id] ?? '',
    toIsoDate(bars.dates[i] ?? 0),
    (bars.closes[i] ?? NaN) / PRICE_ONE,
    (bars.volumes[i] ?? NaN) / QUANTITY_ONE,
  ]);
}
