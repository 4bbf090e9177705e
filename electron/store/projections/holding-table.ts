import type { SqliteDatabase } from '../sqlite.ts';
import type { Holding } from './average-price.ts';

const FLAT: Holding = { quantity: 0, avgPrice: null };

/** The position of an account in a symbol, read and written; a flat one is no row. */
export function holdingTable(db: SqliteDatabase) {
  const holding = db.prepare(
    'SELECT quantity, avg_price AS avgPrice FROM positions WHERE account = ? AND symbol = ?',
  );
  const save = db.prepare(
    `INSERT INTO positions VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = excluded.quantity, avg_price = excluded.avg_price`,
  );
  const remove = db.prepare('DELETE FROM positions WHERE account = ? AND symbol = ?');
  return {
    get: (account: string, symbol: string): Holding =>
      (holding.get(account, symbol) as Holding | undefined) ?? FLAT,
    save(account: string, symbol: string, { quantity, avgPrice }: Holding): void {
      if (quantity === 0) remove.run(account, symbol);
      else save.run(account, symbol, quantity, avgPrice);
    },
  };
}
