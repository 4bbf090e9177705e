import type { SqliteDatabase } from '../sqlite.ts';
import { afterFill, type Holding } from './average-price.ts';

interface FillRow {
  readonly direction: number;
  readonly lastQty: number;
  readonly lastPx: number;
  readonly isBusted: 0 | 1;
  readonly positionBefore: number | null;
  readonly avgBefore: number | null;
}

/**
 * The average price of a position without the fills that were busted: the position before the first fill since the
 * last import, then every fill that stands, in their order. null, not known, when that does not come to `quantity`
 * (the busted fill is older than the import), and for a flat position.
 */
export function averageWithout(
  db: SqliteDatabase,
): (account: string, symbol: string, quantity: number) => number | null {
  const fills = db.prepare(
    `SELECT direction, last_qty AS lastQty, last_px AS lastPx, busted_seq IS NOT NULL AS isBusted,
       position_before AS positionBefore, avg_before AS avgBefore
     FROM executions e JOIN tickets t USING (cl_ord_id)
     WHERE e.seq > (SELECT coalesce(max(seq), 0) FROM imports) AND t.account = ? AND t.symbol = ? ORDER BY e.seq`,
  );
  return (account, symbol, quantity) => {
    const rows = fills.all(account, symbol) as FillRow[];
    const first = rows[0];
    if (first === undefined || first.positionBefore === null) return null;
    let holding: Holding = { quantity: first.positionBefore, avgPrice: first.avgBefore };
    for (const { direction, lastQty, lastPx, isBusted } of rows) {
      if (isBusted === 0) holding = afterFill(holding, direction * lastQty, lastPx);
    }
    return holding.quantity === quantity && quantity !== 0 ? holding.avgPrice : null;
  };
}
