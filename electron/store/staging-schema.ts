/**
 * The tables of a staging file, in the order they are filled. Names and columns are the store's, except that a bar
 * carries its symbol and an instrument has no id; `default_accounts` holds accounts that only positions name.
 * Scaled integers, dates YYYYMMDD.
 */
export const STAGING_COLUMNS = {
  instruments: [
    'symbol',
    'name',
    'issuer',
    'sector',
    'sub_industry',
    'country',
    'currency',
    'asset_class',
    'exchange',
    'lot_size',
    'tick_size',
    'multiplier',
    'shares_outstanding',
  ],
  bars: ['symbol', 'date', 'open', 'high', 'low', 'close', 'volume'],
  quotes: ['symbol', 'at', 'bid', 'ask', 'last', 'bid_size', 'ask_size'],
  fx: ['currency', 'date', 'rate'],
  accounts: ['account', 'desk', 'base_currency', 'cash', 'margin_rate_long', 'margin_rate_short'],
  default_accounts: ['account', 'desk', 'base_currency', 'cash', 'margin_rate_long', 'margin_rate_short'],
  positions: ['account', 'symbol', 'quantity', 'avg_price'],
  locates: ['account', 'symbol', 'expires', 'quantity'],
  factors: ['factor', 'symbol', 'loading'],
  restricted: ['symbol', 'issuer', 'mode', 'from_date', 'to_date', 'reason'],
} as const;

export type StagingTable = keyof typeof STAGING_COLUMNS;

const ACCOUNT_COLUMNS = `account TEXT PRIMARY KEY, desk TEXT NOT NULL, base_currency TEXT NOT NULL,
  cash INTEGER NOT NULL, margin_rate_long REAL NOT NULL, margin_rate_short REAL NOT NULL`;

/** Keys as strict as the store's, so that a staging file that was written can be merged. */
export const stagingSchema = `
CREATE TABLE files (name TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE TABLE instruments (
  symbol TEXT PRIMARY KEY,
  name TEXT NOT NULL, issuer TEXT NOT NULL, sector TEXT NOT NULL, sub_industry TEXT NOT NULL,
  country TEXT NOT NULL, currency TEXT NOT NULL, asset_class TEXT NOT NULL, exchange TEXT NOT NULL,
  lot_size INTEGER NOT NULL CHECK (lot_size > 0),
  tick_size INTEGER CHECK (tick_size > 0),
  multiplier INTEGER NOT NULL CHECK (multiplier > 0),
  shares_outstanding INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE bars (
  symbol TEXT NOT NULL, date INTEGER NOT NULL,
  open INTEGER, high INTEGER, low INTEGER, close INTEGER, volume INTEGER,
  PRIMARY KEY (symbol, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE suspicious_bars (
  symbol TEXT NOT NULL, date INTEGER NOT NULL, rule TEXT NOT NULL, value INTEGER NOT NULL, against INTEGER NOT NULL,
  PRIMARY KEY (symbol, date, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE quotes (
  symbol TEXT NOT NULL, at INTEGER NOT NULL,
  bid INTEGER CHECK (bid > 0), ask INTEGER CHECK (ask >= bid), last INTEGER CHECK (last > 0),
  bid_size INTEGER CHECK (bid_size >= 0), ask_size INTEGER CHECK (ask_size >= 0),
  CHECK ((bid IS NULL) = (ask IS NULL)), CHECK (coalesce(bid, last) IS NOT NULL),
  PRIMARY KEY (symbol, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE fx (
  currency TEXT NOT NULL, date INTEGER NOT NULL, rate INTEGER NOT NULL CHECK (rate > 0),
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE accounts (${ACCOUNT_COLUMNS}) STRICT, WITHOUT ROWID;
CREATE TABLE default_accounts (${ACCOUNT_COLUMNS}) STRICT, WITHOUT ROWID;
CREATE TABLE positions (
  account TEXT NOT NULL, symbol TEXT NOT NULL, quantity INTEGER NOT NULL, avg_price INTEGER,
  PRIMARY KEY (account, symbol)
) STRICT, WITHOUT ROWID;
CREATE TABLE locates (
  account TEXT NOT NULL, symbol TEXT NOT NULL, expires INTEGER NOT NULL, quantity INTEGER NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (account, symbol, expires)
) STRICT, WITHOUT ROWID;
CREATE TABLE factors (
  factor TEXT NOT NULL, symbol TEXT NOT NULL, loading REAL NOT NULL,
  PRIMARY KEY (factor, symbol)
) STRICT, WITHOUT ROWID;
CREATE TABLE restricted (
  symbol TEXT, issuer TEXT, mode TEXT NOT NULL, from_date INTEGER NOT NULL, to_date INTEGER, reason TEXT NOT NULL,
  CHECK ((symbol IS NULL) <> (issuer IS NULL))
) STRICT;
`;
