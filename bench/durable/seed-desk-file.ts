import { openStore } from '#electron/store/open-store.ts';
import type { SqliteDatabase } from '#electron/store/sqlite.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { syntheticDesk, syntheticTickets } from '../synthetic-desk.ts';
import { syntheticMarket, type SyntheticMarket } from '../synthetic-market.ts';
import { toDateNumber } from '#electron/core/marketdata/calendar-date.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

const SEED = 20_260_117;

export interface DeskFileSize {
  readonly symbols: number;
  readonly sessions: number;
  readonly positionsPerAccount: number;
  readonly tickets: number;
}

/** Writes a made-up desk without limits into a new store file and returns tickets for it; the same size, the same desk. */
export function seedDeskFile(file: string, size: DeskFileSize): Ticket[] {
  const random = new SeededRandom(SEED);
  const market = syntheticMarket(random, size.symbols, size.sessions);
  const { accounts, positions, locates } = syntheticDesk(random, market, size.positionsPerAccount);
  const store = openStore(file);
  if (!store.ok) throw new AppErrorException(store.error);
  const db = store.value;
  db.transaction(() => {
    insertMarket(db, market);
    const account = db.prepare('INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)');
    for (const row of accounts) {
      const { marginRateLong, marginRateShort } = row;
      account.run(row.account, row.desk, row.baseCurrency, row.cash, marginRateLong, marginRateShort);
    }
    const position = db.prepare('INSERT INTO positions VALUES (?, ?, ?, NULL)');
    for (const row of positions) position.run(row.account, row.symbol, row.quantity);
    const locate = db.prepare('INSERT INTO locates VALUES (?, ?, ?, ?)');
    for (const row of locates) locate.run(row.account, row.symbol, row.quantity, toDateNumber(row.expires));
  })();
  db.close();
  return syntheticTickets(random, market, size.tickets, positions);
}

function insertMarket(db: SqliteDatabase, { instruments, bars }: SyntheticMarket): void {
  const instrument = db.prepare(
    "INSERT INTO instruments VALUES (?, ?, ?, ?, ?, '', 'US', 'USD', 'EQUITY', 'XNYS', ?, NULL, ?, NULL)",
  );
  const master = new Map(instruments.map((row) => [row.symbol, row]));
  bars.symbols.forEach((symbol, id) => {
    const row = master.get(symbol);
    const { name = 'Index', issuer = '', sector = '', lotSize = 1e6, multiplier = 1e6 } = row ?? {};
    instrument.run(id, symbol, name, issuer, sector, lotSize, multiplier);
  });
  const bar = db.prepare('INSERT INTO bars VALUES (?, ?, NULL, NULL, NULL, ?, ?)');
  bars.symbolIndex.forEach((id, i) => bar.run(id, bars.dates[i], bars.closes[i], bars.volumes[i]));
}
