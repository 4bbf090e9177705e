/** The first schema. Scaled integers as in shared/domain/decimal.ts; dates are YYYYMMDD integers; times epoch ms. */
export const initialSchema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE instruments (
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, issuer TEXT NOT NULL, sector TEXT NOT NULL, sub_industry TEXT NOT NULL,
  country TEXT NOT NULL, currency TEXT NOT NULL, asset_class TEXT NOT NULL, exchange TEXT NOT NULL,
  lot_size INTEGER NOT NULL CHECK (lot_size > 0),
  tick_size INTEGER CHECK (tick_size > 0),
  multiplier INTEGER NOT NULL CHECK (multiplier > 0),
  shares_outstanding INTEGER
) STRICT;

CREATE TABLE bars (
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  date INTEGER NOT NULL,
  open INTEGER, high INTEGER, low INTEGER, close INTEGER, volume INTEGER,
  PRIMARY KEY (instrument_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE fx (
  currency TEXT NOT NULL, date INTEGER NOT NULL, rate INTEGER NOT NULL CHECK (rate > 0),
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  account TEXT PRIMARY KEY, desk TEXT NOT NULL, base_currency TEXT NOT NULL, cash INTEGER NOT NULL,
  margin_rate_long REAL NOT NULL, margin_rate_short REAL NOT NULL
) STRICT;

CREATE TABLE positions (
  account TEXT NOT NULL REFERENCES accounts (account),
  symbol TEXT NOT NULL, quantity INTEGER NOT NULL, avg_price INTEGER,
  PRIMARY KEY (account, symbol)
) STRICT, WITHOUT ROWID;

CREATE TABLE built_positions (
  level TEXT NOT NULL, key TEXT NOT NULL, account TEXT NOT NULL, symbol TEXT NOT NULL, quantity INTEGER NOT NULL,
  PRIMARY KEY (level, key, account, symbol)
) STRICT, WITHOUT ROWID;

CREATE TABLE restricted (
  symbol TEXT, issuer TEXT, mode TEXT NOT NULL, from_date INTEGER NOT NULL, to_date INTEGER, reason TEXT NOT NULL,
  CHECK ((symbol IS NULL) <> (issuer IS NULL))
) STRICT;

CREATE TABLE states (
  level TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (level, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE limits (
  limit_id TEXT NOT NULL, version INTEGER NOT NULL, control TEXT NOT NULL, status TEXT NOT NULL,
  body TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (limit_id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX limits_one_active ON limits (limit_id) WHERE status = 'ACTIVE';

CREATE TABLE decisions (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  decision_id TEXT NOT NULL UNIQUE,
  cl_ord_id TEXT NOT NULL, verdict TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_ticket ON decisions (cl_ord_id);

CREATE TABLE tickets (
  cl_ord_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES audit (seq),
  idempotency_key TEXT NOT NULL UNIQUE,
  body_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  account TEXT NOT NULL, symbol TEXT NOT NULL, direction INTEGER NOT NULL,
  order_qty INTEGER NOT NULL, cum_qty INTEGER NOT NULL,
  trader TEXT NOT NULL, strategy TEXT NOT NULL,
  CHECK (cum_qty BETWEEN 0 AND max(order_qty, 0))
) STRICT;

CREATE TABLE reservations (
  cl_ord_id TEXT PRIMARY KEY REFERENCES tickets (cl_ord_id),
  leaves_qty INTEGER NOT NULL CHECK (leaves_qty > 0)
) STRICT;

CREATE TABLE executions (
  exec_id TEXT PRIMARY KEY,
  cl_ord_id TEXT NOT NULL REFERENCES tickets (cl_ord_id),
  last_qty INTEGER NOT NULL CHECK (last_qty > 0), last_px INTEGER NOT NULL CHECK (last_px > 0),
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
  import_id TEXT PRIMARY KEY, content_id TEXT NOT NULL, seq INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_by_content ON imports (content_id);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
  body TEXT NOT NULL, mac BLOB NOT NULL
) STRICT;

CREATE TABLE totals (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES ('audit', 0), ('decisions', 0), ('tickets', 0), ('reserved_qty', 0), ('executed_qty', 0);
`;
