/**
 * What went to the venue and came back, on the desk's timeline (`tick`, microseconds) and the desk clock's date (`day`,
 * YYYYMMDD): the windows and sums of the controls of speed are read from it. `quantity` and prices are scaled, `notional`
 * is minor units. Records of the first schemas carry no tick; their wall clock stands for it.
 */
export const orderEventsSchema = `
CREATE TABLE order_events (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  tick INTEGER NOT NULL, day INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('SEND', 'CANCEL', 'FILL')),
  cl_ord_id TEXT NOT NULL REFERENCES tickets (cl_ord_id),
  side TEXT, ord_type TEXT, price INTEGER, stop_px INTEGER, quantity INTEGER, notional INTEGER
) STRICT;
CREATE INDEX order_events_by_tick ON order_events (tick);
CREATE INDEX order_events_by_day ON order_events (day, kind);
CREATE INDEX order_events_by_ticket ON order_events (cl_ord_id, kind);

INSERT INTO order_events
  SELECT seq, at * 1000, CAST(strftime('%Y%m%d', (body ->> '$.decision.deskClock') / 1000, 'unixepoch') AS INTEGER), 'SEND',
    body ->> '$.ticket.clOrdId', body ->> '$.ticket.side', body ->> '$.ticket.ordType', body ->> '$.ticket.price',
    body ->> '$.ticket.stopPx', body ->> '$.ticket.orderQty',
    CAST(round((body ->> '$.decision.notional') * 100) AS INTEGER)
  FROM audit WHERE kind = 'DECISION' AND body ->> '$.send.sent' = 1;
INSERT INTO order_events
  SELECT seq, at * 1000, NULL, 'CANCEL', body ->> '$.clOrdId', NULL, NULL, NULL, NULL, NULL, NULL
  FROM audit WHERE kind = 'CANCEL';
INSERT INTO order_events
  SELECT a.seq, a.at * 1000, CAST(strftime('%Y%m%d', a.at / 1000, 'unixepoch') AS INTEGER), 'FILL', s.cl_ord_id, s.side,
    NULL, NULL, NULL, a.body ->> '$.lastQty', NULL
  FROM audit a JOIN order_events s ON s.cl_ord_id = a.body ->> '$.clOrdId' AND s.kind = 'SEND'
  WHERE a.kind = 'EXECUTION';

CREATE TABLE throttles (
  strategy TEXT NOT NULL, symbol TEXT NOT NULL, side TEXT NOT NULL, limit_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES audit (seq),
  PRIMARY KEY (strategy, symbol, side, limit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE enabled (
  strategy TEXT NOT NULL, symbol TEXT NOT NULL, side TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES audit (seq),
  PRIMARY KEY (strategy, symbol, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE locates (
  account TEXT NOT NULL, symbol TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity >= 0), expires INTEGER NOT NULL,
  PRIMARY KEY (account, symbol, expires)
) STRICT, WITHOUT ROWID;
`;
