import type { BuiltPosition } from '#electron/core/ports/desk-reader.ts';
import type { Price } from '#shared/domain/decimal.ts';
import type { Account, Position } from '#shared/domain/reference.ts';
import type { SqliteDatabase } from '../sqlite.ts';

/** Accounts, what they hold, and what traders and strategies built. */
export function accountRepository(db: SqliteDatabase) {
  const accounts = db.prepare(
    `SELECT account, desk, base_currency AS baseCurrency, cash, margin_rate_long AS marginRateLong,
       margin_rate_short AS marginRateShort
     FROM accounts ORDER BY account`,
  );
  const positions = db.prepare(
    'SELECT account, symbol, quantity, avg_price AS avgPrice FROM positions ORDER BY account, symbol',
  );
  const average = db.prepare('SELECT avg_price FROM positions WHERE account = ? AND symbol = ?').pluck();
  const built = db.prepare('SELECT level, key, account, symbol, quantity FROM built_positions');
  return {
    accounts: () => accounts.all() as Account[],
    positions: () => positions.all() as Position[],
    averagePrice: (account: string, symbol: string) => (average.get(account, symbol) ?? null) as Price | null,
    builtPositions: () => built.all() as BuiltPosition[],
  };
}
