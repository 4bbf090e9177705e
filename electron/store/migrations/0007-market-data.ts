/**
 * Quotes, factor loadings, and shares outstanding as whole shares: in millionths, as they were, nine billion were the
 * most. A quote has both sides or a trade; its key is what it is of and when.
 */
export const marketDataSchema = `
UPDATE instruments SET shares_outstanding = nullif((shares_outstanding + 500000) / 1000000, 0)
  WHERE shares_outstanding IS NOT NULL;

CREATE TABLE quotes (
  symbol TEXT NOT NULL, at INTEGER NOT NULL,
  bid INTEGER CHECK (bid > 0), ask INTEGER CHECK (ask >= bid), last INTEGER CHECK (last > 0),
  bid_size INTEGER CHECK (bid_size >= 0), ask_size INTEGER CHECK (ask_size >= 0),
  CHECK ((bid IS NULL) = (ask IS NULL)), CHECK (coalesce(bid, last) IS NOT NULL),
  PRIMARY KEY (symbol, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE factor_loadings (
  factor TEXT NOT NULL, symbol TEXT NOT NULL, loading REAL NOT NULL,
  PRIMARY KEY (factor, symbol)
) STRICT, WITHOUT ROWID;
`;
