import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { DayFill } from '../ports/desk-reader.ts';

/** What the fills of one account and symbol did on a day, prices in the symbol's own. */
export interface FillPnl {
  /** Signed scaled quantity. */
  readonly bought: number;
  /** Sum of signed quantity times price. */
  readonly paid: number;
  /** What they closed, against the average price before each; null: one closed a position without an average. */
  readonly realised: number | null;
}

/** By the JSON text of [account, symbol]. A fill that turns a position around closes all of it and opens the rest. */
export function fillPnl(fills: readonly DayFill[]): ReadonlyMap<string, FillPnl> {
  const sums = new Map<string, FillPnl>();
  for (const fill of fills) {
    const key = JSON.stringify([fill.account, fill.symbol]);
    const before = sums.get(key) ?? { bought: 0, paid: 0, realised: 0 };
    const signed = fill.direction * fill.lastQty;
    const closed = closedBy(fill);
    sums.set(key, {
      bought: before.bought + signed,
      paid: before.paid + (signed / QUANTITY_ONE) * (fill.lastPx / PRICE_ONE),
      realised: before.realised === null || closed === null ? null : before.realised + closed,
    });
  }
  return sums;
}

function closedBy({ direction, lastQty, lastPx, positionBefore, avgBefore }: DayFill): number | null {
  if (positionBefore * direction >= 0) return 0;
  if (avgBefore === null) return null;
  const closed = Math.min(lastQty, Math.abs(positionBefore));
  return (closed / QUANTITY_ONE) * ((lastPx - avgBefore) / PRICE_ONE) * -direction;
}
