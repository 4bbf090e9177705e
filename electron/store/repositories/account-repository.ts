import type { BuiltPosition } from '#electron/core/ports/desk-reader.ts';
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
  const built = db.prepare('SELECT level, key, account, symbol, quantity FROM built_positions');
  return {
    accounts: () => accounts.all() as Account[],
    positions: () => positions.all() as Position[],
    builtPositions: () => built.all() as BuiltPosition[],
  };
}
