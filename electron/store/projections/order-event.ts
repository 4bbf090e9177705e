import type { SqliteDatabase } from '../sqlite.ts';
import type { RecordPlace } from './projection.ts';

const MICROS_PER_MILLI = 1_000;

/** What is kept of a message or a fill; what a kind does not have is left out. */
interface OrderEvent {
  readonly clOrdId: string;
  readonly tick: number | undefined;
  readonly day?: number;
  readonly side?: string;
  readonly ordType?: string;
  readonly price?: number | null;
  readonly stopPx?: number | null;
  readonly quantity?: number;
  readonly notional?: number | null;
}

/** Writes one row of `order_events`. A record without a tick stands at its wall clock. */
export function orderEventWriter(
  db: SqliteDatabase,
): (kind: 'SEND' | 'CANCEL' | 'FILL', place: RecordPlace, event: OrderEvent) => void {
  const insert = db.prepare('INSERT INTO order_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (kind, { seq, at }, event) => {
    insert.run(
      ...[seq, event.tick ?? at * MICROS_PER_MILLI, event.day ?? null, kind, event.clOrdId],
      ...[event.side ?? null, event.ordType ?? null, event.price ?? null, event.stopPx ?? null],
      ...[event.quantity ?? null, event.notional ?? null],
    );
  };
}
