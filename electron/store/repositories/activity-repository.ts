import type { DayOrders } from '#electron/core/activity/activity.ts';
import type {
  DayFill,
  ShortFilled,
  StoredFill,
  StoredMessage,
  Throttle,
} from '#electron/core/ports/desk-reader.ts';
import type { Locate } from '#shared/domain/reference.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

type MessageRow = StoredMessage['ticket'] & Pick<StoredMessage, 'kind' | 'tick'>;
type OrdersRow = Omit<DayOrders, 'notional'> & { readonly notional: bigint | null; readonly unknown: number };

/** What the desk sent, had filled and may sell short: each read is a range of an index. */
export function activityRepository(db: SqliteDatabase) {
  const lastTick = db
    .prepare(
      `SELECT max(coalesce((SELECT max(tick) FROM order_events), 0), coalesce((SELECT body ->> '$.inputs.tick'
         FROM audit WHERE seq = (SELECT max(seq) FROM decisions)), 0))`,
    )
    .pluck();
  const messages = db.prepare(
    `SELECT e.kind, e.tick, e.cl_ord_id AS clOrdId, account, symbol, e.side, e.quantity AS orderQty,
       e.ord_type AS ordType, e.price, e.stop_px AS stopPx, trader, strategy
     FROM order_events e JOIN tickets USING (cl_ord_id)
     WHERE e.tick > ? AND e.kind <> 'FILL' ORDER BY e.seq DESC LIMIT ?`,
  );
  const fills = db.prepare(
    `SELECT e.tick, strategy, symbol, e.side FROM order_events e JOIN tickets t USING (cl_ord_id)
     WHERE e.tick > ? AND e.kind = 'FILL' AND strategy <> ''
       AND e.seq > coalesce((SELECT seq FROM enabled n
         WHERE n.strategy = t.strategy AND n.symbol = t.symbol AND n.side = e.side), 0)
     ORDER BY e.seq DESC LIMIT ?`,
  );
  const orders = db.prepare(
    `SELECT account, trader, strategy, day, count(*) AS orders, sum(e.notional) AS notional,
       count(*) - count(e.notional) AS "unknown"
     FROM order_events e JOIN tickets USING (cl_ord_id)
     WHERE day = ? AND e.kind = 'SEND' GROUP BY account, trader, strategy`,
  );
  const shortFilled = db.prepare(
    `SELECT account, symbol, sum(e.quantity) AS quantity FROM order_events e JOIN tickets USING (cl_ord_id)
     WHERE day = ? AND e.kind = 'FILL' AND e.side = 'SELL_SHORT' GROUP BY account, symbol`,
  );
  const dayFills = db.prepare(
    `SELECT account, symbol, direction, last_qty AS lastQty, last_px AS lastPx,
       position_before AS positionBefore, avg_before AS avgBefore
     FROM order_events e JOIN executions x ON x.seq = e.seq JOIN tickets t ON t.cl_ord_id = x.cl_ord_id
     WHERE day = ? AND e.kind = 'FILL' AND busted_seq IS NULL ORDER BY e.seq`,
  );
  const throttles = db.prepare('SELECT strategy, symbol, side, limit_id AS limitId, seq FROM throttles');
  const locates = db.prepare('SELECT account, symbol, quantity, expires FROM locates');

  return {
    lastTick: () => lastTick.get() as number,
    messages: (after: number, most: number): StoredMessage[] =>
      (messages.all(after, most) as MessageRow[])
        .toReversed()
        .map(({ kind, tick, ...ticket }) => ({ kind, tick, ticket })),
    fills: (after: number, most: number) => (fills.all(after, most) as StoredFill[]).toReversed(),
    ordersOn: (day: number): DayOrders[] =>
      (orders.all(day) as OrdersRow[]).map(({ unknown, notional, ...row }) => ({
        ...row,
        notional: unknown > 0 ? null : Number(notional),
      })),
    shortFilledOn: (day: number) => shortFilled.all(day) as ShortFilled[],
    fillsOn: (day: number) => dayFills.all(day) as DayFill[],
    throttles: () => throttles.all() as Throttle[],
    locates: (): Locate[] =>
      (locates.all() as (Omit<Locate, 'expires'> & { expires: number })[]).map((row) => ({
        ...row,
        expires: toIsoDate(row.expires),
      })),
  };
}
